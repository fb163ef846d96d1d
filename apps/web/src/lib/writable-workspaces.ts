import { getWorkspace, listWorkspaces } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import { AppError } from '@plenum/domain/errors';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** Workspaces among which one chooses. */
const WORKSPACES_SHOWN = 100;

/** Where the signed-in person may make documents. @throws AppError `not_signed_in`. */
export async function writableWorkspaces(): Promise<WorkspaceCard[]> {
  const { items } = await listWorkspaces(await grantForSelf('workspace.list'), { limit: WORKSPACES_SHOWN });
  return items.filter(({ role }) => hasRole(role, 'editor'));
}

/** The same for something that comes from a workspace, which is the first of them, in however many others they are. */
export async function writableWorkspacesFrom(id: WorkspaceId): Promise<WorkspaceCard[]> {
  const [own, all] = await Promise.all([findWritable(id), writableWorkspaces()]);
  return own ? [own, ...all.filter((one) => one.id !== id)] : all;
}

/** Null where they may not make documents. */
async function findWritable(id: WorkspaceId): Promise<WorkspaceCard | null> {
  try {
    const workspace = await getWorkspace(await grantFor('workspace.read', id));
    return workspace.role !== null && hasRole(workspace.role, 'editor') ? workspace : null;
  } catch (error) {
    if (error instanceof AppError && ['not_found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}
