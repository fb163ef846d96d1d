import type { Grant } from '@plenum/database/access/grant';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { createDocument } from '@plenum/database/documents/writes';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { copyTaskList } from '@plenum/editor/tasks/copy-list';
import { daysFrom, lastDayOf } from '@plenum/editor/tasks/move-list';
import { listTasks } from './tasks.ts';

/** What a list is like that can be used again. */
export interface ListToUse {
  /** The last day on which something is due, or begins; null where it has no days. */
  lastDay: string | null;
  tasks: number;
}

/** What of a list is said before it is used again. */
export async function listToUse(grant: Grant<'document.read'>): Promise<ListToUse> {
  const { tasks } = await listTasks(grant);
  return { lastDay: lastDayOf(tasks), tasks: tasks.length };
}

/**
 * Makes a new list with the sections, tasks, people and labels of another one, in which nothing is done, and all days are so many later that its
 * last one is the day that is said; of a restricted list the new one is a draft.
 * @param on a day (`2026-12-01`); without one the days stay.
 * @throws AppError `invalid_input` for what is no list, and where a day would be one that no task can have.
 */
export async function makeListAgain(
  from: Grant<'document.read'>,
  {
    into,
    title,
    on,
  }: { into: Grant<'document.create'>; title?: string | undefined; on?: string | undefined },
): Promise<DocumentCard> {
  const document = await getDocument(from);
  if (document.kind !== 'tasks')
    throw new AppError('invalid_input', 'Only a list of tasks is used again. Make a copy of this instead.');
  const [{ update }, { lastDay }] = await Promise.all([getDocumentState(from), listToUse(from)]);
  const days = on === undefined || lastDay === null ? 0 : daysFrom(lastDay, on);
  return createDocument(into, {
    kind: 'tasks',
    title: title ?? document.title,
    seed: copyTaskList(update, { isFresh: true, days }),
    access: document.scopeId === null ? 'workspace' : 'draft',
    filesOf: from,
    tags: document.tags,
  });
}
