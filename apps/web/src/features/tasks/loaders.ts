import { listDocuments } from '@plenum/database/documents/reads';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import type { DocumentListItem } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import { forPage, grantFor } from '#lib/session.ts';

/** Lists shown on one page. */
const LISTS_PER_PAGE = 50;

/** A page of a workspace's lists of tasks, the last changed first. */
export function loadTaskLists(
  workspaceId: WorkspaceId,
  cursor: string | undefined,
): Promise<Page<DocumentListItem>> {
  const load = async () =>
    listDocuments(await grantFor('workspace.read', workspaceId), {
      limit: LISTS_PER_PAGE,
      cursor,
      filter: { ...documentFilterSchema.parse({}), kinds: ['tasks'] },
    });
  return forPage(load);
}
