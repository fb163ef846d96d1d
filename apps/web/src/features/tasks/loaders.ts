import { listDocuments } from '@plenum/database/documents/reads';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import type { DocumentListItem } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { MyTask } from '@plenum/domain/tasks/types';
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
