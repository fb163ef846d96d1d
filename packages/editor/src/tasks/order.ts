import type { Section, Task, TaskId } from '@plenum/domain/tasks/types';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** What has a place among others. */
interface Placed {
  id: string;
  position: string;
}

/** Characters of a key; a longer one is the sign to number its siblings anew. */
const MOST_CHARACTERS = 60;

/** Compares two by where they stand; what has no position comes last. */
export function byPosition(a: Placed, b: Placed): number {
  if (a.position === b.position) return a.id < b.id ? -1 : 1;
  if (a.position === '' || b.position === '') return a.position === '' ? 1 : -1;
  return a.position < b.position ? -1 : 1;
}

/** What stands beside one another: the parts of a task, or what stands in a section, or in none. */
export type TaskSpot = Pick<Task, 'parentId' | 'sectionId'>;

/** The tasks of a place, in order. A part stands with what it is a part of, whatever section it names. */
export function tasksAt(tasks: Iterable<Task>, { parentId, sectionId }: TaskSpot): Task[] {
  const isThere = (task: Task) =>
    task.parentId === parentId && (parentId !== null || task.sectionId === sectionId);
  return [...tasks].filter(isThere).sort(byPosition);
}

/** A task with the parts that it has, in their order. */
export interface TaskNode {
  task: Task;
  parts: TaskNode[];
}

/**
 * The tasks of a list as trees, in order: by sections in their order, those without one first. A part stands with what it is a part of,
 * whatever section it names. One that is, by way of others, a part of itself, as two people can make it at the same time, counts as none.
 */
export function taskTrees(tasks: Iterable<Task>): TaskNode[] {
  const nodes = new Map<TaskId, TaskNode>();
  for (const task of tasks) nodes.set(task.id, { task, parts: [] });
  const roots: TaskNode[] = [];
  const inRing = ringsIn(nodes);
  for (const node of nodes.values()) {
    const { parentId, id } = node.task;
    const parent = parentId === null || inRing.has(id) ? undefined : nodes.get(parentId);
    (parent?.parts ?? roots).push(node);
  }
  const sort = (some: TaskNode[]) => some.sort((a, b) => byPosition(a.task, b.task));
  for (const { parts } of nodes.values()) if (parts.length > 1) sort(parts);
  return sort(roots);
}

/** Of each ring of parts the task with the smallest id. */
function ringsIn(nodes: ReadonlyMap<TaskId, TaskNode>): Set<TaskId> {
  const cut = new Set<TaskId>();
  const seen = new Map<TaskId, number>();
  let walk = 0;
  for (const start of nodes.keys()) {
    walk += 1;
    const path: TaskId[] = [];
    let at: TaskId | null = start;
    while (at !== null && nodes.has(at) && !seen.has(at)) {
      seen.set(at, walk);
      path.push(at);
      at = nodes.get(at)?.task.parentId ?? null;
    }
    if (at === null || seen.get(at) !== walk) continue;
    const begins = path.indexOf(at);
    const [smallest] = begins < 0 ? [] : path.slice(begins).sort();
    if (smallest !== undefined) cut.add(smallest);
  }
  return cut;
}

/** New positions, by id. */
export type Positions = Map<string, string>;

/**
 * The positions that put some things, in their order, before one of those that stand beside one another, or behind them all; of the others
 * only those that have to make room.
 * @param siblings the others, in order, without those that are placed.
 */
export function positionsBefore(
  siblings: readonly Placed[],
  { ids, before }: { ids: readonly string[]; before: string | null },
): Positions {
  const at = before === null ? siblings.length : siblings.findIndex(({ id }) => id === before);
  const index = at < 0 ? siblings.length : at;
  const [left, right] = [siblings[index - 1]?.position ?? null, siblings[index]?.position ?? null];
  const keys = keysBetween(left, right, ids.length);
  if (keys) return new Map(ids.map((id, i) => [id, keys[i] ?? '']));
  const all = [
    ...siblings.slice(0, index).map(({ id }) => id),
    ...ids,
    ...siblings.slice(index).map(({ id }) => id),
  ];
  const anew = generateNKeysBetween(null, null, all.length);
  return new Map(all.map((id, i) => [id, anew[i] ?? '']));
}

/** Keys between two, null where there is none: two that are the same, one that is none, or where they would get too long. */
function keysBetween(left: string | null, right: string | null, count: number): string[] | null {
  if (left === '' || right === '') return null;
  try {
    const keys = count === 1 ? [generateKeyBetween(left, right)] : generateNKeysBetween(left, right, count);
    return keys.every(({ length }) => length <= MOST_CHARACTERS) ? keys : null;
  } catch {
    return null;
  }
}

/** Sections in order. */
export function inOrder(sections: Iterable<Section>): Section[] {
  return [...sections].sort(byPosition);
}
