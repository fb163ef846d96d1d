import type { WorkspaceId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** Makes everybody wait their turn who changes who is in the workspace and by which links one gets in. */
export async function lockWorkspace(tx: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}
