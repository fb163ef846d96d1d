import { getDocument, listDocuments } from '@plenum/database/documents/reads';
import { listTaskFeeds } from '@plenum/database/tasks/feeds';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import type { DocumentCard, DocumentListItem } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { MyTask, TaskFeed } from '@plenum/domain/tasks/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';

/** Lists shown on one page. */
const LISTS_PER_PAGE = 50;

/** Tasks shown on one page. */
const TASKS_PER_PAGE = 100;

/** A page of the open tasks that the signed-in person has, in all workspaces. */
export function loadMyTasks(cursor: string | undefined): Promise<Page<MyTask>> {
  const load = async () => listMyTasks(await grantForSelf('account.read'), { limit: TASKS_PER_PAGE, cursor });
  return forPage(load);
}

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

/** The secret addresses at which calendar programs read the tasks of the signed-in person. */
export function loadFeeds(): Promise<TaskFeed[]> {
  return forPage(async () => listTaskFeeds(await grantForSelf('account.read')));
}

/** A document, which may be no list of tasks, with the secret address that the signed-in person has for it; null for none. */
export function loadListFeed(
  id: string,
): Promise<{ document: DocumentCard; workspace: WorkspaceCard; feed: TaskFeed | null }> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, feeds] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listTaskFeeds(await grantForSelf('account.read')),
    ]);
    return { document, workspace, feed: feeds.find(({ documentId }) => documentId === id) ?? null };
  };
  return forPage(load);
}
