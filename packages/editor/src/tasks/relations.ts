import { searchFold } from '@plenum/domain/fold';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Task, TaskId } from '@plenum/domain/tasks/types';

/** A list's tasks by their ids. */
type Tasks = ReadonlyMap<TaskId, Task>;

/** What ties a task to others of its list; those that are not there are left out. */
export interface Relations {
  /** Tasks that have to be done before. */
  waitsFor: Task[];
  /** Tasks that can be done once this one is. */
  holdsUp: Task[];
  /** Those that one of both says to belong with the other. */
  belongsWith: Task[];
}

/** The ways in which somebody ties a task to another one. */
export type Relation = 'waitsFor' | 'belongsWith';

/** What ties a task to others. */
export function relationsOf(tasks: Tasks, task: Task): Relations {
  const belongs = new Set(task.relatesTo);
  const holdsUp: Task[] = [];
  for (const other of tasks.values()) {
    if (other.id === task.id) continue;
    if (other.blockedBy.includes(task.id)) holdsUp.push(other);
    if (other.relatesTo.includes(task.id)) belongs.add(other.id);
  }
  return {
    waitsFor: thoseOf(tasks, task, task.blockedBy),
    holdsUp,
    belongsWith: thoseOf(tasks, task, belongs),
  };
}

/** How many open tasks a task waits for; 0 for one that is done. */
export function countBefore(tasks: Tasks, task: Task): number {
  if (task.isDone || task.blockedBy.length === 0) return 0;
  return thoseOf(tasks, task, task.blockedBy).filter(({ isDone }) => !isDone).length;
}

/**
 * Tasks that a task can be tied to, those whose titles have some words in them, open ones first: none that is tied so already, and none
 * to wait for that waits for this one, also by way of others. None where it has as many as it may have.
 */
export function tasksToTie(
  tasks: Tasks,
  task: Task,
  { relation, typed, most }: { relation: Relation; typed: string; most: number },
): Task[] {
  const own = relation === 'waitsFor' ? task.blockedBy : task.relatesTo;
  if (own.length >= TASK_LIMITS.relations) return [];
  const not = relation === 'waitsFor' ? waiters(tasks, task.id) : new Set<TaskId>([task.id]);
  for (const { id } of relationsOf(tasks, task)[relation]) not.add(id);
  const words = searchFold(typed).split(' ').filter(Boolean);
  const found: [open: Task[], done: Task[]] = [[], []];
  for (const other of tasks.values()) {
    const some = found[other.isDone ? 1 : 0];
    if (some.length >= most || not.has(other.id)) continue;
    const title = words.length > 0 ? searchFold(other.title) : '';
    if (words.every((word) => title.includes(word))) some.push(other);
  }
  return found.flat().slice(0, most);
}

/** The changes that untie two tasks: whichever of them says that they belong together. */
export function untied(
  task: Task,
  other: Task,
  relation: Relation,
): [id: TaskId, changes: Pick<Partial<Task>, 'blockedBy' | 'relatesTo'>][] {
  const without = (ids: readonly TaskId[], id: TaskId) => ids.filter((one) => one !== id);
  if (relation === 'waitsFor') return [[task.id, { blockedBy: without(task.blockedBy, other.id) }]];
  return [
    [task.id, { relatesTo: without(task.relatesTo, other.id) }],
    [other.id, { relatesTo: without(other.relatesTo, task.id) }],
  ];
}

function thoseOf(tasks: Tasks, task: Task, ids: Iterable<TaskId>): Task[] {
  return [...ids].flatMap((id) => (id === task.id ? [] : (tasks.get(id) ?? [])));
}

/** A task with all that wait for it, also by way of others: those that it cannot wait for. */
export function waiters(tasks: Tasks, id: TaskId): Set<TaskId> {
  const after = new Map<TaskId, TaskId[]>();
  for (const task of tasks.values()) {
    for (const before of task.blockedBy) {
      const those = after.get(before);
      if (those) those.push(task.id);
      else after.set(before, [task.id]);
    }
  }
  const found = new Set([id]);
  for (const one of found) for (const next of after.get(one) ?? []) found.add(next);
  return found;
}
