import type { GroupId, WorkspaceId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** Makes everybody wait their turn who changes who is in a workspace and by which links one gets in. */
export async function lockWorkspace(tx: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<void> {
  await lockWorkspaces(tx, [workspaceId]);
}

/** The same for several, in an order that everybody keeps. */
export async function lockWorkspaces(
  tx: Prisma.TransactionClient,
  workspaceIds: readonly WorkspaceId[],
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ANY(${workspaceIds}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** Makes everybody wait their turn who changes who is in a group and where it is; taken before any workspace is. */
export async function lockGroup(tx: Prisma.TransactionClient, groupId: GroupId): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM person_group WHERE id = ${groupId}::uuid FOR UPDATE`;
}
