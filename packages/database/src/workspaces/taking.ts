import type { GroupId, WorkspaceId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/**
 * Moves what a group brought into another workspace, inside a transaction that has both workspaces locked. What lies below a
 * document that goes, and is others', stays, below the nearest one that stays; what goes keeps its tree as far as all of it goes.
 * Of rules only those count that name somebody in the new workspace.
 */
export async function takeDocuments(
  tx: Prisma.TransactionClient,
  { workspaceId, groupId, targetId }: { workspaceId: WorkspaceId; groupId: GroupId; targetId: WorkspaceId },
): Promise<void> {
  const taken = await tx.document.findMany({
    where: { workspaceId, broughtById: groupId },
    select: { id: true },
  });
  const ids = taken.map(({ id }) => id);
  // Each that stays below one that goes is put below the nearest ancestor that stays; the roots of what goes lie below nothing.
  await tx.$executeRaw`
    WITH RECURSIVE up AS (
      SELECT d.id AS child, p.id AS above, p.parent_id AS next, p.id = ANY(${ids}::uuid[]) AS goes
        FROM document d JOIN document p ON p.id = d.parent_id
       WHERE d.workspace_id = ${workspaceId}::uuid AND NOT d.id = ANY(${ids}::uuid[]) AND p.id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT up.child, p.id, p.parent_id, p.id = ANY(${ids}::uuid[])
        FROM up LEFT JOIN document p ON p.id = up.next WHERE up.goes AND up.next IS NOT NULL
    )
    UPDATE document d SET parent_id = (SELECT u.above FROM up u WHERE u.child = d.id AND NOT u.goes LIMIT 1)
     WHERE d.id IN (SELECT child FROM up)`;
  await tx.$executeRaw`
    UPDATE document d SET parent_id = NULL
     WHERE d.id = ANY(${ids}::uuid[]) AND d.parent_id IS NOT NULL AND NOT d.parent_id = ANY(${ids}::uuid[])`;
  await tx.document.updateMany({ where: { id: { in: ids } }, data: { workspaceId: targetId } });
  await keepRules(tx, [workspaceId, targetId]);
}

/** Whatever is parted from the document whose rules held for it gets the same rules for itself, so that nothing opens by a move. */
async function keepRules(tx: Prisma.TransactionClient, workspaceIds: WorkspaceId[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO document_rule (id, document_id, person_id, group_id, role)
    SELECT gen_random_uuid(), d.id, r.person_id, r.group_id, r.role
      FROM document d JOIN document s ON s.id = d.scope_id JOIN document_rule r ON r.document_id = s.id
     WHERE d.workspace_id = ANY(${workspaceIds}::uuid[]) AND s.workspace_id <> d.workspace_id`;
  await tx.$executeRaw`
    UPDATE document d SET scope_id = d.id FROM document s
     WHERE s.id = d.scope_id AND d.workspace_id = ANY(${workspaceIds}::uuid[]) AND s.workspace_id <> d.workspace_id`;
}
