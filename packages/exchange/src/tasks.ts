import type { Grant } from '@plenum/database/access/grant';
import { appendTick } from '@plenum/database/documents/rows';
import { tellGatherers } from '@plenum/database/tasks/gathered';
import { notFound } from '@plenum/domain/errors';
import type { TaskPatch } from '@plenum/domain/tasks/schema';
import type { Section, Task, TaskId } from '@plenum/domain/tasks/types';
import { changeTask, removeTasks } from '@plenum/editor/tasks/edit-tasks';
import {
  moveTasks,
  placeTasks,
  type TaskGoal,
  type Ticking,
  tickTasks,
} from '@plenum/editor/tasks/move-tasks';
import { comesAgain } from '@plenum/editor/tasks/repeat';
import { findTask, readTaskList } from '@plenum/editor/tasks/task-list';
import { tickTask as tick } from '@plenum/editor/tasks/tick-task';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import type * as Y from 'yjs';
import { changeNow, readNow } from './change-document.ts';
import { checkedChanges } from './check-task.ts';

/** The tasks of a list as it is committed now, in the order of their ids, and its sections. */
export async function listTasks(
  grant: Grant<'document.read'>,
): Promise<{ tasks: Task[]; sections: Section[] }> {
  const { result } = await readNow(grant, readTaskList);
  const tasks = result.tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { tasks, sections: result.sections };
}

/** What is changed of a task, and what those are called who get it. */
export type TaskChanges = TaskPatch & { names?: Readonly<Record<string, string>> };

/** Makes a task at the end of its section, or of what it is a part of. @throws AppError as {@link patchTask}, `conflict` for a full list. */
export async function createTask(
  grant: Grant<'document.write'>,
  changes: TaskChanges & { title: string },
): Promise<Task> {
  const now = new Date().toISOString();
  return changeNow(grant, (doc) => {
    const { title, isDone, parentId = null, sectionId = null, ...fields } = checkedChanges(doc, { changes });
    const goal = { parentId, sectionId, before: null };
    const [id = ''] = placeTasks(doc, [{ ...defined(fields), title }], { goal, now });
    if (isDone) tickTasks(doc, [id], ticking({ isDone, now }));
    return taskOf(doc, id);
  });
}

/**
 * Changes a task of a list. @throws AppError `not_found` where it has no such task, `invalid_input` as {@link checkedChanges}.
 */
export async function patchTask(
  grant: Grant<'document.write'>,
  { taskId, changes }: { taskId: TaskId; changes: TaskChanges },
): Promise<Task> {
  const now = new Date().toISOString();
  return changeNow(grant, (doc) => {
    const task = taskOf(doc, taskId);
    const { isDone, parentId, sectionId, ...fields } = checkedChanges(doc, { task, changes });
    changeTask(doc, taskId, defined(fields));
    if (parentId !== undefined || sectionId !== undefined) place(doc, taskId, { parentId, sectionId, now });
    if (isDone !== undefined) tickTasks(doc, [taskId], ticking({ isDone, now }));
    return taskOf(doc, taskId);
  });
}

/** Deletes a task with all that is a part of it. @throws AppError `not_found` where there is no such task. */
export async function deleteTask(grant: Grant<'document.write'>, taskId: TaskId): Promise<void> {
  await changeNow(grant, (doc) => {
    taskOf(doc, taskId);
    removeTasks(doc, [taskId]);
  });
}

/**
 * Says that a task of a document, in its list or a line of its text, is done, or is not; whoever has it open, or a list that shows it, sees
 * that at once. The tasks of minutes are ticked when these are closed, too.
 * @param wish.zone of whoever asks: what comes again after it was done does so by their calendar; without one by UTC.
 * @throws AppError `not_found` where it has no such task, `forbidden` where it stands in a list that is closed.
 */
export async function tickTask(
  grant: Grant<'document.tick'>,
  { taskId, isDone, zone }: { taskId: TaskId; isDone: boolean; zone?: string },
): Promise<void> {
  const now = new Date().toISOString();
  const { result, update } = await appendTick(grant, (updates) =>
    updateFromChange(updates, (doc) => tick(doc, taskId, ticking({ isDone, now, zone }))),
  );
  if (!result) throw notFound();
  if (update) await tellGatherers(grant.db, grant.documentId);
}

/** Programs say nothing of where they are. */
function ticking({
  isDone,
  now,
  zone = 'UTC',
}: Pick<Ticking, 'isDone' | 'now'> & { zone?: string | undefined }): Ticking {
  return { isDone, now, again: (task) => comesAgain(task, { doneAt: now, zone }) };
}

function taskOf(doc: Y.Doc, id: TaskId): Task {
  const task = findTask(doc, id);
  if (!task) throw notFound();
  return task;
}

function place(
  doc: Y.Doc,
  id: TaskId,
  {
    parentId,
    sectionId,
    now,
  }: { parentId: TaskId | null | undefined; sectionId: string | null | undefined; now: string },
): void {
  const task = taskOf(doc, id);
  const goal: TaskGoal = {
    parentId: parentId === undefined ? task.parentId : parentId,
    sectionId: sectionId === undefined ? task.sectionId : sectionId,
    before: null,
  };
  moveTasks(doc, [id], { goal, now });
}

/** Without what nobody has said. */
function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
