import { listWorkspaces } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { grantForSelf } from '#lib/session.ts';

/** Workspaces among which one chooses. */
const WORKSPACES_SHOWN = 100;

/** Where the signed-in person may make documents. @throws AppError `not_signed_in`. */
export async function writableWorkspaces(): Promise<WorkspaceCard[]> {
  const { items } = await listWorkspaces(await grantForSelf('workspace.list'), { limit: WORKSPACES_SHOWN });
  return items.filter(({ role }) => hasRole(role, 'editor'));
}
