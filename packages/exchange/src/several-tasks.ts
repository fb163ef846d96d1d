import type { Grant } from '@plenum/database/access/grant';
import { appendTick } from '@plenum/database/documents/rows';
import { tellGatherers } from '@plenum/database/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import {
  CHANGED_FIELDS,
  type ChangedFields,
  type TaskStep,
  type TasksChange,
} from '@plenum/domain/tasks/several';
import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { changeFrom } from '@plenum/editor/tasks/edit-tasks';
import { tickTasks } from '@plenum/editor/tasks/move-tasks';
import { comesAgain } from '@plenum/editor/tasks/repeat';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { linesAmong, tickLines } from '@plenum/editor/tasks/tick-task';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import type * as Y from 'yjs';
import { changeNow } from './change-document.ts';

/** What came of changing several tasks of a document. */
export interface SeveralChanged {
  /** Of those that are as they were to be, also where they were so before. */
  steps: TaskStep[];
  /** Lines of a text, which can only be ticked. */
  lines: TaskId[];
  gone: TaskId[];
}

/** What is changed of several tasks beside whether they are done. */
type FieldsChange = Exclude<TasksChange, { what: 'done' }>;

/** Changes several tasks of a document by one edit. @throws AppError as `changeNow` does. */
export async function changeTasks(
  grant: Grant<'document.write'>,
  { taskIds, change }: { taskIds: readonly TaskId[]; change: FieldsChange },
): Promise<SeveralChanged> {
  return changeNow(grant, (doc) => {
    const { here, elsewhere } = find(doc, taskIds);
    for (const task of here) changeFrom(doc, task, changesOf(task, change));
    const lines = linesAmong(doc, elsewhere);
    return {
      steps: stepsSince(doc, here),
      lines: [...lines],
      gone: [...elsewhere].filter((id) => !lines.has(id)),
    };
  });
}

/**
 * Says of several tasks of a document, by one edit, that they are done, or are not. The tasks of minutes are ticked when these are closed, too.
 * @param wish.zone of whoever asks: what comes again after it was done does so by their calendar.
 * @throws AppError `forbidden` where they stand in a list that is closed, `not_found` where the document is gone.
 */
export async function tickSeveral(
  grant: Grant<'document.tick'>,
  { taskIds, isDone, zone }: { taskIds: readonly TaskId[]; isDone: boolean; zone: string },
): Promise<SeveralChanged> {
  const now = new Date().toISOString();
  return tickNow(grant, (doc) => {
    const { here, elsewhere } = find(doc, taskIds);
    const again = (task: Task) => comesAgain(task, { doneAt: now, zone });
    if (here.length > 0)
      tickTasks(
        doc,
        here.map(({ id }) => id),
        { isDone, now, again },
      );
    const steps = stepsSince(doc, here);
    const were = elsewhere.size > 0 ? tickLines(doc, elsewhere, isDone) : new Map<TaskId, boolean>();
    for (const [taskId, was] of were) {
      const isSame = was === isDone;
      steps.push({ taskId, was: isSame ? {} : { isDone: was }, now: isSame ? {} : { isDone } });
    }
    return { steps, lines: [], gone: [...elsewhere].filter((id) => !were.has(id)) };
  });
}

/**
 * Takes back what {@link changeTasks} and {@link tickSeveral} did, by one edit; what somebody has changed since stays as it is. @returns those
 * of which nothing could be taken back. @throws AppError as `changeNow` does.
 */
export async function takeBackTasks(
  grant: Grant<'document.write'>,
  steps: readonly TaskStep[],
): Promise<TaskId[]> {
  return changeNow(grant, (doc) => takeBackIn(doc, steps));
}

/** As {@link takeBackTasks}, of ticks alone: whatever else steps say is left. Of minutes that are closed, too. @throws AppError as {@link tickSeveral} does. */
export async function takeBackTicks(
  grant: Grant<'document.tick'>,
  steps: readonly TaskStep[],
): Promise<TaskId[]> {
  return tickNow(grant, (doc) => {
    const left = takeBackIn(doc, steps.filter(isTick));
    return [...left, ...steps.filter((step) => !isTick(step)).map(({ taskId }) => taskId)];
  });
}

/** Whether a step says nothing but whether a task is done, with since when, as ticks do; one of a task that comes again says its days, too. */
export function isTick({ was, now }: Pick<TaskStep, 'was' | 'now'>): boolean {
  return [was, now].every((fields) =>
    Object.keys(fields).every(
      (field) => field === 'isDone' || (field === 'doneAt' && fields.isDone !== undefined),
    ),
  );
}

async function tickNow<Result>(grant: Grant<'document.tick'>, tick: (doc: Y.Doc) => Result): Promise<Result> {
  const { result, update } = await appendTick(grant, (updates) => updateFromChange(updates, tick));
  if (update) await tellGatherers(grant.db, grant.documentId);
  return result;
}

function takeBackIn(doc: Y.Doc, steps: readonly TaskStep[]): TaskId[] {
  const tasks = tasksOf(doc);
  const left: TaskId[] = [];
  const lines = new Map<boolean, Set<TaskId>>([
    [true, new Set()],
    [false, new Set()],
  ]);
  for (const { taskId, was, now } of steps) {
    const task = tasks.get(taskId);
    if (!task) {
      if (was.isDone !== undefined) lines.get(was.isDone)?.add(taskId);
      continue;
    }
    const changes = undone(task, { was, now });
    changeFrom(doc, task, changes);
    if (Object.keys(changes).length === 0) left.push(taskId);
  }
  for (const [isDone, ids] of lines) {
    if (ids.size === 0) continue;
    const found = tickLines(doc, ids, isDone);
    left.push(...[...ids].filter((id) => !found.has(id)));
  }
  return left;
}

/** Some tasks of a list as they are, and the ids of the rest, which are lines of a text or not there. */
function find(doc: Y.Doc, taskIds: readonly TaskId[]): { here: Task[]; elsewhere: Set<TaskId> } {
  const tasks = tasksOf(doc);
  const ids = [...new Set(taskIds)];
  const here = ids.flatMap((id) => tasks.get(id) ?? []);
  return { here, elsewhere: new Set(ids.filter((id) => !tasks.has(id))) };
}

function stepsSince(doc: Y.Doc, before: readonly Task[]): TaskStep[] {
  const after = tasksOf(doc);
  return before.map((task) => stepOf(task, after.get(task.id) ?? task));
}

function tasksOf(doc: Y.Doc): Map<TaskId, Task> {
  return new Map(readTaskList(doc).tasks.map((task) => [task.id, task]));
}

function changesOf({ labels }: Task, change: FieldsChange): ChangedFields {
  if (change.what === 'due') return { due: change.due };
  if (change.what === 'priority') return { priority: change.priority };
  const { label } = change;
  return labels.includes(label) ? {} : { labels: [...labels, label].slice(0, TASK_LIMITS.labels) };
}

function stepOf(before: Task, after: Task): TaskStep {
  const changed = CHANGED_FIELDS.filter((field) => !same(before[field], after[field]));
  const pick = (task: Task): ChangedFields =>
    Object.fromEntries(changed.map((field) => [field, task[field]]));
  return { taskId: before.id, was: pick(before), now: pick(after) };
}

/** What makes a task what it was, of what nobody has changed since; of labels those alone that came. */
function undone(task: Task, { was, now }: Pick<TaskStep, 'was' | 'now'>): ChangedFields {
  const fields = CHANGED_FIELDS.filter(
    (field) => field !== 'labels' && Object.hasOwn(was, field) && same(task[field], now[field]),
  );
  const changes: ChangedFields = Object.fromEntries(fields.map((field) => [field, was[field]]));
  const came = (now.labels ?? []).filter((label) => !was.labels?.includes(label));
  const rest = task.labels.filter((label) => !came.includes(label));
  return rest.length < task.labels.length ? { ...changes, labels: rest } : changes;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
