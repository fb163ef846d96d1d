import type { Section, Task, TaskId } from '@plenum/domain/tasks/types';
import { inOrder, type TaskNode, taskTrees } from '@plenum/editor/tasks/order';
import type { Loss } from '../losses.ts';

/** A list of tasks that somebody takes along. */
export interface ExportedList {
  title: string;
  tasks: readonly Task[];
  sections: readonly Section[];
  /** What was written about tasks, as Markdown, by their ids. */
  descriptions: ReadonlyMap<TaskId, string>;
  /** What people and groups are called, by their ids, as far as whoever exports may know. */
  names: ReadonlyMap<string, string>;
  /** What it shows of other documents, by their titles; their tasks are not its own. */
  others?: readonly { title: string; tasks: readonly Task[] }[];
}

/** A file of tasks that has been written, with what it cannot hold. */
export interface TaskFile {
  content: string;
  losses: Loss[];
}

/** A task where it stands in a file. */
export interface PlacedTask {
  task: Task;
  /** The task that it is a part of and that comes before it; null at the top. */
  parentId: TaskId | null;
  /** 1 at the top. */
  level: number;
}

/** A section, or what stands in none, with all its tasks, each followed by its parts. */
export interface PlacedSection {
  section: Section | null;
  tasks: PlacedTask[];
}

/** A list in the order in which people see it: first what stands in no section, then the sections. */
export function placedSections({
  tasks,
  sections,
}: Pick<ExportedList, 'tasks' | 'sections'>): PlacedSection[] {
  const placed = [null, ...inOrder(sections)].map((section): PlacedSection => ({ section, tasks: [] }));
  const byId = new Map(placed.map((one) => [one.section?.id ?? null, one]));
  for (const tree of taskTrees(tasks)) {
    const home = byId.get(tree.task.sectionId) ?? byId.get(null);
    for (const one of flat(tree)) home?.tasks.push(one);
  }
  return placed;
}

/** Not by recursion: parts can lie deeper than the stack. */
function flat(tree: TaskNode): PlacedTask[] {
  const found: PlacedTask[] = [];
  const waiting: { node: TaskNode; parentId: TaskId | null; level: number }[] = [
    { node: tree, parentId: null, level: 1 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parentId, level } = next;
    found.push({ task: node.task, parentId, level });
    for (const part of node.parts.toReversed())
      waiting.push({ node: part, parentId: node.task.id, level: level + 1 });
  }
  return found;
}

/** What those are called who have a task: as they are now, or were when they got it. */
export function namesOf({ people, groups, names: began }: Task, names: ExportedList['names']): string[] {
  return [...people, ...groups].flatMap((id) => names.get(id) ?? began[id] ?? []);
}
