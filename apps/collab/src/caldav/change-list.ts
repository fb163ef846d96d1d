import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Task, TaskFields, TaskId } from '@plenum/domain/tasks/types';
import { zoneOf } from '@plenum/domain/tasks/zones';
import { descriptionAsMarkdown, writeDescription } from '@plenum/editor/tasks/description';
import { addTasks, changeTask, removeTasks, setPositions } from '@plenum/editor/tasks/edit-tasks';
import { tickTasks } from '@plenum/editor/tasks/move-tasks';
import { positionsBefore, tasksAt } from '@plenum/editor/tasks/order';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { withName } from '@plenum/formats/tasks/icalendar/foreign';
import { taskFromTodo } from '@plenum/formats/tasks/icalendar/task-from-todo';
import type * as Y from 'yjs';
import { checkCondition } from './condition.ts';
import { resourceOf } from './resources.ts';
import { type Condition, UidTaken } from './task-lists.ts';
import { chosenName, NamesOfList } from './task-names.ts';

/** What a program sends. */
export interface Sent extends Condition {
  documentId: DocumentId;
  name: string;
  /** iCalendar. */
  text: string;
  /** Of times that have no zone of their own. */
  zone: string;
  now: Date;
}

/**
 * Makes a task of what a program sends, or changes the one that has this name.
 * @returns whether it was made.
 * @throws AppError `precondition_failed`, and as `taskFromTodo` and `addTasks` do; {@link UidTaken}.
 */
export function putTask(doc: Y.Doc, sent: Sent): boolean {
  const { documentId, name, text, zone, now } = sent;
  const { tasks } = readTaskList(doc);
  const names = new NamesOfList(documentId, tasks);
  const present = names.byName.get(name) ?? null;
  checkCondition(sent, present && resourceOf(doc, { task: present, names }).etag);
  const { uid, fields, description } = taskFromTodo(text, { zone: zoneOfTask(present) ?? zone, names });
  const holder = names.withUid(uid);
  if (holder && holder.id !== present?.id) throw new UidTaken(resourceOf(doc, { task: holder, names }).name);
  if (present && (present.uid ?? present.id) !== uid) throw new UidTaken(name);
  const id = present?.id ?? names.idOf(uid);
  const { isDone, doneAt, createdAt, ...others } = fields;
  const values = {
    ...others,
    parentId: others.parentId === id ? null : others.parentId,
    foreign: withName(fields.foreign, chosenName(uid, name)),
  };
  if (present) changeTask(doc, id, values);
  else
    addLast(doc, {
      tasks,
      id,
      values: { ...values, uid: uid === id ? null : uid, createdAt: createdAt ?? now.toISOString() },
    });
  if (isDone !== (present?.isDone ?? false))
    tickTasks(doc, [id], { isDone, now: now.toISOString(), again: () => null });
  if (isDone && doneAt !== null && !sameSecond(present?.isDone ? present.doneAt : null, doneAt)) {
    changeTask(doc, id, { doneAt });
  }
  if (description.trim() !== descriptionAsMarkdown(doc, id).trim()) writeDescription(doc, id, description);
  return !present;
}

/** The zone that a task is in: some programs send all times in UTC. */
function zoneOfTask(task: Task | null): string | null {
  const { due = null, start = null } = task ?? {};
  return (due && zoneOf(due)) ?? (start && zoneOf(start));
}

/** Makes a task behind those beside it. */
function addLast(
  doc: Y.Doc,
  {
    tasks,
    id,
    values,
  }: { tasks: readonly Task[]; id: TaskId; values: Partial<TaskFields> & { title: string } },
): void {
  const { parentId = null } = values;
  const beside = tasksAt(tasks, { parentId, sectionId: null });
  const positions = positionsBefore(beside, { ids: [id], before: null });
  const position = positions.get(id) ?? '';
  positions.delete(id);
  addTasks(doc, [{ ...values, id, position }]);
  setPositions(doc, 'tasks', positions);
}

/**
 * Deletes the task that has this name; its parts stay in its place.
 * @throws AppError `not_found`, `precondition_failed`.
 */
export function removeTask(
  doc: Y.Doc,
  { documentId, name, ...condition }: { documentId: DocumentId; name: string } & Condition,
): void {
  const { tasks } = readTaskList(doc);
  const names = new NamesOfList(documentId, tasks);
  const present = names.byName.get(name);
  if (!present) throw notFound();
  checkCondition(condition, resourceOf(doc, { task: present, names }).etag);
  const { parentId, sectionId } = present;
  for (const task of tasks)
    if (task.parentId === present.id)
      changeTask(doc, task.id, { parentId: null, sectionId: parentId === null ? sectionId : null });
  removeTasks(doc, [present.id]);
}

function sameSecond(a: string | null, b: string): boolean {
  return a?.slice(0, 19) === b.slice(0, 19);
}
