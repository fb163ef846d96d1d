import type { Section, Task, TaskId } from '@plenum/domain/tasks/types';
import { type TaskNode, taskTrees } from '@plenum/editor/tasks/order';

/** A line of the list. */
export type Row =
  | { kind: 'section'; key: string; section: Section; count: number }
  | { kind: 'task'; key: string; task: Task; level: number; done: number; parts: number }
  /** Where a task is added: at the end of a section. */
  | { kind: 'add'; key: string; sectionId: string | null };

/** A section, or none, with its tasks in order. */
export interface Group {
  section: Section | null;
  trees: TaskNode[];
}

/** How far parts are moved in; what lies deeper stands below the last. */
export const MOST_LEVELS = 6;

/** Tasks by their sections, those without one first. */
export function groupsOf(tasks: ReadonlyMap<TaskId, Task>, sections: readonly Section[]): Group[] {
  const groups = new Map<string | null, Group>([[null, { section: null, trees: [] }]]);
  for (const section of sections) groups.set(section.id, { section, trees: [] });
  for (const tree of taskTrees(tasks.values())) {
    (groups.get(tree.task.sectionId) ?? groups.get(null))?.trees.push(tree);
  }
  return [...groups.values()];
}

/** The lines of a list. @param hidden tasks that are left out, with all that is a part of them, as long as they are done */
export function rowsOf(
  groups: readonly Group[],
  { hidden, mayWrite }: { hidden: ReadonlySet<TaskId>; mayWrite: boolean },
): Row[] {
  return groups.flatMap(({ section, trees }): Row[] => {
    const open = trees.filter(({ task }) => !task.isDone).length;
    const key = section?.id ?? 'none';
    return [
      ...(section ? [{ kind: 'section' as const, key, section, count: open }] : []),
      ...trees.flatMap((tree) => rowsOfTree(tree, hidden)),
      ...(mayWrite ? [{ kind: 'add' as const, key: `add ${key}`, sectionId: section?.id ?? null }] : []),
    ];
  });
}

/** Not by recursion: parts can lie deeper than the stack. */
function rowsOfTree(tree: TaskNode, hidden: ReadonlySet<TaskId>): Row[] {
  const rows: Row[] = [];
  const waiting = [{ node: tree, level: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { task, parts } = next.node;
    if (task.isDone && hidden.has(task.id)) continue;
    const done = parts.filter((part) => part.task.isDone).length;
    const level = Math.min(next.level, MOST_LEVELS);
    rows.push({ kind: 'task', key: task.id, task, level, done, parts: parts.length });
    for (const node of parts.toReversed()) waiting.push({ node, level: next.level + 1 });
  }
  return rows;
}

/** The tasks that are done. */
export function doneIn(tasks: ReadonlyMap<TaskId, Task>): ReadonlySet<TaskId> {
  return new Set([...tasks.values()].filter(({ isDone }) => isDone).map(({ id }) => id));
}

/** The tasks of a list in the order in which it has them, parts behind what they are a part of. */
export function tasksIn(groups: readonly Group[]): Task[] {
  const rows = rowsOf(groups, { hidden: new Set(), mayWrite: false });
  return rows.flatMap((row) => (row.kind === 'task' ? [row.task] : []));
}
