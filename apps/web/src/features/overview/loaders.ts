import { listPresent } from '@plenum/database/documents/presence';
import type { PresentInDocument } from '@plenum/domain/documents/types';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { forPage, grantFor } from '#lib/session.ts';
import { writableWorkspaces } from '#lib/writable-workspaces.ts';

/** Who is in some documents of a workspace just now. */
export function loadPresent(
  workspaceId: WorkspaceId,
  documentIds: readonly DocumentId[],
): Promise<PresentInDocument[]> {
  return forPage(async () => listPresent(await grantFor('workspace.read', workspaceId), documentIds));
}

/** Where the signed-in person could move documents of a workspace. */
export function loadTargets(from: WorkspaceId): Promise<Pick<WorkspaceCard, 'id' | 'name'>[]> {
  const load = async () => {
    const places = await writableWorkspaces();
    return places.filter(({ id }) => id !== from).map(({ id, name }) => ({ id, name }));
  };
  return forPage(load);
}
