import { AppError } from '@plenum/domain/errors';
import type { TaskPatch } from '@plenum/domain/tasks/schema';
import type { Repeat, Task, TaskId } from '@plenum/domain/tasks/types';
import { waiters } from '@plenum/editor/tasks/relations';
import { parseRule } from '@plenum/editor/tasks/rule';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import type * as Y from 'yjs';

/** The tasks of a list by their ids. */
type Tasks = ReadonlyMap<TaskId, Task>;

/** Changes of which the rule is whole. */
type Checked<Changes extends TaskPatch> = Omit<Changes, 'repeat'> & { repeat: Repeat | null | undefined };

/**
 * What a program says of a task, or of a new one, with its rule in the canonical form; where it
 * leaves out from when that counts (`afterDone`), that stays as it is.
 * @throws AppError `invalid_input` for a rule that is none, for a section and for tasks that the list does not have, and for one to wait for
 * that waits for this one, also by way of others. What the task was tied to already stays so.
 */
export function checkedChanges<Changes extends TaskPatch>(
  doc: Y.Doc,
  { task, changes }: { task?: Task; changes: Changes },
): Checked<Changes> {
  const { repeat, ...rest } = changes;
  const { parentId, sectionId, blockedBy, relatesTo } = rest;
  const list = readTaskList(doc);
  const tasks: Tasks = new Map(list.tasks.map((one) => [one.id, one]));
  if (parentId) known(tasks, 'parentId', [parentId]);
  if (sectionId && !list.sections.some(({ id }) => id === sectionId)) {
    throw invalid('sectionId', 'This list has no section with this id.');
  }
  if (blockedBy) checkBefore(tasks, task, blockedBy);
  if (relatesTo) checkBeside(tasks, task, relatesTo);
  return { ...rest, repeat: repeat && checkedRepeat(repeat, task?.repeat) };
}

function checkBefore(tasks: Tasks, task: Task | undefined, ids: readonly TaskId[]): void {
  const added = addedTo(task?.blockedBy, ids);
  known(tasks, 'blockedBy', added);
  if (!task || added.length === 0) return;
  const after = waiters(tasks, task.id);
  if (added.some((id) => after.has(id))) {
    throw invalid('blockedBy', 'A task cannot wait for itself, nor for one that waits for it.');
  }
}

function checkBeside(tasks: Tasks, task: Task | undefined, ids: readonly TaskId[]): void {
  const added = addedTo(task?.relatesTo, ids);
  known(tasks, 'relatesTo', added);
  if (task && added.includes(task.id)) throw invalid('relatesTo', 'A task cannot belong with itself.');
}

function addedTo(present: readonly TaskId[] = [], ids: readonly TaskId[]): TaskId[] {
  const before = new Set(present);
  return ids.filter((id) => !before.has(id));
}

function known(tasks: Tasks, field: string, ids: readonly TaskId[]): void {
  if (!ids.every((id) => tasks.has(id))) throw invalid(field, 'This list has no task with this id.');
}

function checkedRepeat(
  { rule: typed, afterDone: said }: NonNullable<TaskPatch['repeat']>,
  present: Repeat | null = null,
): Repeat {
  const rule = parseRule(typed);
  const afterDone = said ?? present?.afterDone ?? false;
  if (rule !== null) return { rule, afterDone };
  throw invalid('repeat', 'Write a rule as FREQ=WEEKLY;BYDAY=FR, by days, weeks, months or years.');
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { fields: { [field]: message } });
}
