import type { Grant } from '@plenum/database/access/grant';
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

/** Changes several tasks of a document by one edit. @throws AppError as `changeNow` does. */
export async function changeTasks(
  grant: Grant<'document.write'>,
  { taskIds, change }: { taskIds: readonly TaskId[]; change: TasksChange },
): Promise<SeveralChanged> {
  const now = new Date().toISOString();
  return changeNow(grant, (doc) => {
    const before = tasksOf(doc);
    const ids = [...new Set(taskIds)];
    const here = ids.flatMap((id) => before.get(id) ?? []);
    const elsewhere = new Set(ids.filter((id) => !before.has(id)));
    applyTo(doc, here, { change, now });
    const after = tasksOf(doc);
    const steps = here.map((task) => stepOf(task, after.get(task.id) ?? task));
    if (change.what !== 'done') {
      const lines = linesAmong(doc, elsewhere);
      return { steps, lines: [...lines], gone: [...elsewhere].filter((id) => !lines.has(id)) };
    }
    const { isDone } = change;
    const were = elsewhere.size > 0 ? tickLines(doc, elsewhere, isDone) : new Map<TaskId, boolean>();
    for (const [taskId, was] of were)
      steps.push({
        taskId,
        was: was === isDone ? {} : { isDone: was },
        now: was === isDone ? {} : { isDone },
      });
    return { steps, lines: [], gone: [...elsewhere].filter((id) => !were.has(id)) };
  });
}

/**
 * Takes back what {@link changeTasks} did, by one edit; what somebody has changed since stays as it is. @returns those of which nothing could
 * be taken back. @throws AppError as `changeNow` does.
 */
export async function takeBackTasks(
  grant: Grant<'document.write'>,
  steps: readonly TaskStep[],
): Promise<TaskId[]> {
  return changeNow(grant, (doc) => {
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
  });
}

function tasksOf(doc: Y.Doc): Map<TaskId, Task> {
  return new Map(readTaskList(doc).tasks.map((task) => [task.id, task]));
}

function applyTo(
  doc: Y.Doc,
  tasks: readonly Task[],
  { change, now }: { change: TasksChange; now: string },
): void {
  if (tasks.length === 0) return;
  if (change.what === 'done') {
    const ids = tasks.map(({ id }) => id);
    // As where programs tick: who asks says nothing of where they are.
    const again = (task: Task) => comesAgain(task, { doneAt: now, zone: 'UTC' });
    tickTasks(doc, ids, { isDone: change.isDone, now, again });
    return;
  }
  for (const task of tasks) changeFrom(doc, task, changesOf(task, change));
}

function changesOf({ labels }: Task, change: Exclude<TasksChange, { what: 'done' }>): ChangedFields {
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
