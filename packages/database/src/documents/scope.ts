import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/**
 * Says whose rules hold for a document and for all below it, down to what has rules of its own; what other people have access to by that than
 * to the page with which its publication begins is public no more, also when they have it again later. Inside a transaction that has the
 * workspace locked, so that nothing comes to lie below it meanwhile.
 */
export async function setScope(
  tx: Prisma.TransactionClient,
  { documentId, scopeId }: { documentId: DocumentId; scopeId: DocumentId | null },
): Promise<void> {
  const changed = await tx.$queryRaw<{ id: DocumentId }[]>`
    WITH RECURSIVE down AS (
      SELECT id FROM document WHERE id = ${documentId}::uuid
      UNION SELECT d.id FROM document d JOIN down ON d.parent_id = down.id WHERE d.scope_id IS DISTINCT FROM d.id
    )
    UPDATE document SET scope_id = ${scopeId}::uuid WHERE id IN (SELECT id FROM down) RETURNING id::text`;
  await endParted(
    tx,
    changed.map(({ id }) => id),
  );
}

/** Of documents that have changed: what is not where the page is with which its publication begins, or for other people, is public no more. */
export async function endParted(tx: Prisma.TransactionClient, ids: readonly DocumentId[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM public_page p USING document d, document root
     WHERE (p.document_id = ANY(${[...ids]}::uuid[]) OR p.publication_id = ANY(${[...ids]}::uuid[]))
       AND d.id = p.document_id AND root.id = p.publication_id
       AND (d.workspace_id <> root.workspace_id OR d.scope_id IS DISTINCT FROM root.scope_id)`;
}
