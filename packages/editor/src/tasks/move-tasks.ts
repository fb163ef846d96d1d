import type { SectionId, Task, TaskId, TaskListContent } from '@plenum/domain/tasks/types';
import type * as Y from 'yjs';
import { newBlockId } from '../schema/block-id.ts';
import { addTasks, changeFrom, type NewTask, setPositions } from './edit-tasks.ts';
import { byPosition, positionsBefore, type TaskSpot, tasksAt } from './order.ts';
import { readTaskList } from './task-list.ts';

/** Where a task goes. */
export interface TaskGoal {
  /** What it becomes a part of; null for nothing. */
  parentId: TaskId | null;
  /** Of one that is no part: the section, null for none. */
  sectionId: SectionId | null;
  /** The task that it comes before; null for the last place. */
  before: TaskId | null;
}

/**
 * Puts tasks somewhere, in their order. One that comes into a section for what is done is done, and one that leaves such a section is open
 * again. Does nothing where a task would become a part of itself.
 * @param now as an ISO 8601 instant in UTC.
 * @param list what the document holds, for whoever has read it already: of thousands that takes longer than the rest.
 */
export function moveTasks(
  doc: Y.Doc,
  ids: readonly TaskId[],
  { goal, now, list = readTaskList(doc) }: { goal: TaskGoal; now: string; list?: TaskListContent },
): void {
  const { tasks, sections } = list;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const moving = new Set(ids.filter((id) => byId.has(id)));
  if (liesIn(byId, { id: goal.parentId, any: moving })) return;
  const { parentId, sectionId } = placeOf(byId, goal);
  const forDone = new Set(sections.filter(({ isForDone }) => isForDone).map(({ id }) => id));
  const siblings = tasksAt(tasks, { parentId, sectionId }).filter(({ id }) => !moving.has(id));
  doc.transact(() => {
    setPositions(doc, 'tasks', positionsBefore(siblings, { ids: [...moving], before: goal.before }));
    for (const id of moving) {
      const task = byId.get(id);
      if (!task) continue;
      const isDone = parentId === null ? doneIn({ from: task.sectionId, to: sectionId, forDone }) : null;
      const done = isDone === null || isDone === task.isDone ? {} : doneness(isDone, now);
      changeFrom(doc, task, { parentId, sectionId, ...done });
    }
  });
}

/**
 * Makes tasks at a place, in their order; in a section for what is done they are done. @returns their ids
 * @param now as an ISO 8601 instant in UTC.
 * @throws AppError as {@link addTasks} does.
 */
export function placeTasks(
  doc: Y.Doc,
  fresh: readonly Omit<NewTask, 'position'>[],
  { goal, now }: { goal: TaskGoal; now: string },
): TaskId[] {
  const { tasks, sections } = readTaskList(doc);
  const place = placeOf(new Map(tasks.map((task) => [task.id, task])), goal);
  const isDone = sections.some(({ id, isForDone }) => isForDone && id === place.sectionId);
  const named = fresh.map((task) => ({ id: newBlockId(), ...task }));
  const siblings = tasksAt(tasks, place);
  const positions = positionsBefore(siblings, { ids: named.map(({ id }) => id), before: goal.before });
  const taken = (id: TaskId) => {
    const position = positions.get(id) ?? '';
    positions.delete(id);
    return position;
  };
  return doc.transact(() => {
    const made = named.map((task) => ({
      createdAt: now,
      ...(isDone && doneness(true, now)),
      ...task,
      ...place,
      position: taken(task.id),
    }));
    const ids = addTasks(doc, made);
    setPositions(doc, 'tasks', positions);
    return ids;
  });
}

/** A place that is there: of a part the section is none. */
function placeOf(tasks: ReadonlyMap<TaskId, Task>, { parentId, sectionId }: TaskGoal): TaskSpot {
  return parentId !== null && tasks.has(parentId)
    ? { parentId, sectionId: null }
    : { parentId: null, sectionId };
}

/** Whether a move between two sections makes a task done, or open again; null where it says nothing. */
function doneIn({
  from,
  to,
  forDone,
}: {
  from: SectionId | null;
  to: SectionId | null;
  forDone: ReadonlySet<SectionId>;
}): boolean | null {
  if (to !== null && forDone.has(to)) return true;
  return from !== null && forDone.has(from) ? false : null;
}

/** Whether a task, or one that it is a part of, is any of some. */
function liesIn(
  tasks: ReadonlyMap<TaskId, Task>,
  { id, any }: { id: TaskId | null; any: ReadonlySet<TaskId> },
): boolean {
  const seen = new Set<TaskId>();
  for (let at = id; at !== null && !seen.has(at); at = tasks.get(at)?.parentId ?? null) {
    if (any.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/**
 * Says that tasks are done, or are not. What is done goes to the section for that, where the list has one, and comes back out of it.
 * One that comes again stays open, for its next day.
 * @param now as an ISO 8601 instant in UTC.
 * @param again says when such a task comes again; null for no more.
 * @param list as for {@link moveTasks}.
 */
export function tickTasks(
  doc: Y.Doc,
  ids: readonly TaskId[],
  { isDone, now, again, list = readTaskList(doc) }: Ticking,
): void {
  const { tasks, sections } = list;
  const forDone = sections.filter((section) => section.isForDone).sort(byPosition);
  const ticked = new Set(ids);
  const sectionId = isDone ? (forDone[0]?.id ?? null) : null;
  doc.transact(() => {
    const moving: TaskId[] = [];
    for (const task of tasks.filter(({ id }) => ticked.has(id))) {
      if (task.isDone === isDone) continue;
      const next = isDone && task.repeat ? again(task) : null;
      changeFrom(doc, task, next ? { ...next, doneAt: now } : doneness(isDone, now));
      if (next) continue;
      const isThere = forDone.some(({ id }) => id === task.sectionId);
      if (task.parentId !== null || isThere === isDone || (isDone && sectionId === null)) continue;
      moving.push(task.id);
    }
    // All at once: for each of them the whole list is read.
    if (moving.length > 0) moveTasks(doc, moving, { goal: { parentId: null, sectionId, before: null }, now });
  });
}

/** What ticking needs to know. */
export interface Ticking {
  isDone: boolean;
  now: string;
  again: (task: Task) => Pick<Task, 'start' | 'due' | 'repeat'> | null;
  list?: TaskListContent;
}

/** That it is open again says nothing about when it was last done. */
function doneness(isDone: boolean, now: string): Partial<Task> {
  return isDone ? { isDone, doneAt: now } : { isDone };
}
