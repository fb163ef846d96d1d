import { getDocument, listDocuments } from '@plenum/database/documents/reads';
import { listTaskFeeds } from '@plenum/database/tasks/feeds';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { listSavedFilters } from '@plenum/database/tasks/saved-filters';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { documentFilterSchema } from '@plenum/domain/documents/schema';
import type { DocumentCard, DocumentListItem } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import type { SavedFilter } from '@plenum/domain/tasks/filter/schema';
import type { FilterContext, TaskFilter } from '@plenum/domain/tasks/filter/types';
import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { MyTask, TaskFeed } from '@plenum/domain/tasks/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import { type ListToUse, listToUse } from '@plenum/exchange/make-list-again';
import { getLocale, getTimeZone } from 'next-intl/server';
import { sentence } from '#i18n/sentences.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';
import { dayIn } from './components/days.ts';

/** Lists shown on one page. */
const LISTS_PER_PAGE = 50;

/** Tasks shown on one page. */
const TASKS_PER_PAGE = 100;

/** What is asked for of one's own tasks: a filter as it was typed, and where the page begins. */
export interface MyTasksQuestion {
  typed: string;
  cursor: string | undefined;
}

/**
 * A page of the tasks that the signed-in person has, in all workspaces: those that a filter asks for, or all that are open; `problem` says
 * what is wrong with the filter, in their language.
 */
export async function loadMyTasks({
  typed,
  cursor,
}: MyTasksQuestion): Promise<Page<MyTask> & { problem: string | null }> {
  const [locale, zone] = await Promise.all([getLocale(), getTimeZone()]);
  return forPage(async () => {
    const grant = await grantForSelf('account.read');
    const filter = filterFrom(typed, { today: dayIn(zone, new Date()), locale });
    if (filter instanceof AppError)
      return { items: [], next: null, problem: sentence(locale, filter.message) };
    return { ...(await listMyTasks(grant, { limit: TASKS_PER_PAGE, cursor, filter })), problem: null };
  });
}

/** A page of the open tasks that the signed-in person has given to others. */
export function loadGivenTasks(cursor: string | undefined): Promise<Page<MyTask>> {
  return forPage(async () =>
    listMyTasks(await grantForSelf('account.read'), { limit: TASKS_PER_PAGE, cursor, of: 'given' }),
  );
}

function filterFrom(typed: string, context: FilterContext): TaskFilter | AppError {
  try {
    return parseTaskFilter(typed, context);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** The filters that the signed-in person keeps, by their names. */
export function loadSavedFilters(): Promise<SavedFilter[]> {
  return forPage(async () => listSavedFilters(await grantForSelf('account.read')));
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

/** Tasks of other homes that are read with the page of a list: those of one home always. */
const MOST_READ: number = TASK_LIMITS.ofHome;

/** The tasks of other homes that a list shows to the signed-in person, the newest homes first, and the day that it is where they are. */
export function loadOthers(id: string): Promise<{ homes: GatheredHome[]; hasMore: boolean; today: string }> {
  const load = async () => {
    const [{ items, next }, zone] = await Promise.all([
      gatherTasks(await grantFor('document.read', id), { limit: TASK_LIMITS.homes }),
      getTimeZone(),
    ]);
    const there = items.filter(({ tasks }) => tasks.length > 0);
    let count = 0;
    const homes = there.filter(({ tasks }) => {
      count += tasks.length;
      return count <= MOST_READ;
    });
    const hasMore = next !== null || homes.length < there.length;
    return { homes, hasMore, today: dayIn(zone, new Date()) };
  };
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

/** A document, which may be no list of tasks, with what is said before it is used again, for whoever may make lists beside it. */
export function loadListToUse(
  id: string,
): Promise<{ document: DocumentCard; workspace: WorkspaceCard; list: ListToUse }> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    await grantFor('document.create', grant.workspaceId);
    const [document, workspace, list] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listToUse(grant),
    ]);
    return { document, workspace, list };
  };
  return forPage(load);
}
