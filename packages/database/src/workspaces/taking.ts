import type { GroupId, WorkspaceId } from '@plenum/domain/ids';
import { moveDocuments } from '../documents/moving.ts';
import type { Prisma } from '../generated/client.ts';

/** Moves what a group brought into another workspace, inside a transaction that has both workspaces locked. */
export async function takeDocuments(
  tx: Prisma.TransactionClient,
  { workspaceId, groupId, targetId }: { workspaceId: WorkspaceId; groupId: GroupId; targetId: WorkspaceId },
): Promise<void> {
  const taken = await tx.document.findMany({
    where: { workspaceId, broughtById: groupId },
    select: { id: true },
  });
  await moveDocuments(tx, { ids: taken.map(({ id }) => id), workspaceId, targetId });
}
