import type { Role } from '@plenum/domain/access/roles';
import type { DocumentId, PersonId } from '@plenum/domain/ids';
import { Prisma } from '../generated/client.ts';

/**
 * As SQL, the role that the person `q.person_id` has for the document `d`; null for none. Where a document has rules, they alone count, and
 * only for whoever is in the workspace.
 */
export const ROLE_ON_DOCUMENT = `(
  SELECT max(CASE WHEN d.scope_id IS NULL THEN a.role ELSE r.role END)
    FROM workspace_access a
    LEFT JOIN document_rule r ON r.document_id = d.scope_id AND (r.person_id = a.person_id OR r.group_id = a.group_id)
   WHERE a.workspace_id = d.workspace_id AND a.person_id = q.person_id)`;

/** As SQL, that there is a document of an id, in no trash, which a person may read; the instance itself may read each. */
export function isReadable(id: Prisma.Sql, personId: PersonId | null): Prisma.Sql {
  const role = personId === null ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(ROLE_ON_DOCUMENT)} IS NOT NULL`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM document d CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
     WHERE d.id = ${id} AND d.deleted_at IS NULL AND ${role})`;
}

/**
 * What a person may do with a document, as a transaction sees it; null for nothing, as where it is in the trash. Within a transaction nothing
 * is asked by another connection: as many at once as there are connections would wait for one another.
 */
export async function roleOnDocument(
  tx: Prisma.TransactionClient,
  { documentId, personId }: { documentId: DocumentId; personId: PersonId },
): Promise<Role | null> {
  const [found] = await tx.$queryRaw<{ role: Role | null }[]>`
    SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)}::text AS role
      FROM document d CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     WHERE d.id = ${documentId}::uuid AND d.deleted_at IS NULL`;
  return found?.role ?? null;
}
