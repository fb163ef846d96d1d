import { personOf } from '@plenum/domain/access/actor';
import type { Orphan } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspace } from '../workspaces/lock.ts';

/** The documents of a workspace that nobody can open to others any more, the last changed first; at most 100, without a title. */
export function listOrphans({ db, workspaceId }: Grant<'workspace.manage'>): Promise<Orphan[]> {
  return findOrphans(db.prisma, workspaceId);
}

/**
 * Takes charge of a document that nobody is left to take care of, so that no text is lost; the audit log tells of it.
 * @throws AppError `not_found` where somebody is, or there is no such document.
 */
export async function adoptOrphan(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  documentId: DocumentId,
): Promise<void> {
  const personId = personOf(actor);
  if (personId === null) throw notFound();
  await changeAccess(db, { of: 'workspace', id: workspaceId }, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if ((await findOrphans(tx, workspaceId, documentId)).length === 0) throw notFound();
    await tx.documentRule.deleteMany({ where: { documentId, personId } });
    await tx.documentRule.create({ data: { documentId, personId, role: 'admin' } });
    await audit(tx, { actor, workspaceId, what: 'documentTaken', documentId });
  });
}

function findOrphans(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  documentId: DocumentId | null = null,
): Promise<Orphan[]> {
  return tx.$queryRaw<Orphan[]>`
    SELECT d.id::text, d.updated_at AS "updatedAt" FROM document d
     WHERE d.workspace_id = ${workspaceId}::uuid AND d.deleted_at IS NULL AND d.scope_id = d.id
       AND (${documentId}::uuid IS NULL OR d.id = ${documentId}::uuid)
       AND NOT EXISTS (
             SELECT 1 FROM document_rule r
               JOIN workspace_access a ON a.workspace_id = d.workspace_id
                AND (a.person_id = r.person_id OR a.group_id = r.group_id)
              WHERE r.document_id = d.id AND r.role = 'admin'
           )
     ORDER BY d.updated_at DESC LIMIT 100`;
}
