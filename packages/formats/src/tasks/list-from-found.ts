import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import type { Losses } from '../losses.ts';
import { draftFromFound, lineWithin } from './draft-from-found.ts';
import type { FoundList, FoundTask, ImportedSection, ImportedTaskList } from './found-list.ts';

const LONGEST_TITLE = 200;
/** How deep parts lie in one another. Nothing here calls itself, but whoever makes tasks of the drafts may. */
const MOST_LEVELS = 50;

interface Node {
  found: FoundTask;
  draft: TaskDraft;
  parts: Node[];
}

/** A list within {@link TASK_LIMITS}, with its parts where they belong; tells what that costs. */
export function listFromFound(found: FoundList, losses: Losses): ImportedTaskList {
  const sections = sectionsWithin(found.sections, losses);
  const titles = new Set(sections.map(({ title }) => title));
  const nodes: Node[] = [];
  for (const task of found.tasks) {
    if (nodes.length >= TASK_LIMITS.tasks) {
      losses.add('surplusTasks', { place: lineWithin(task.title, TASK_LIMITS.title) });
      continue;
    }
    const draft = draftFromFound(task, losses);
    if (draft === null) losses.add('unreadTasks', { place: task.description ?? '' });
    else {
      if (draft.section !== undefined && !titles.has(draft.section)) delete draft.section;
      nodes.push({ found: task, draft, parts: [] });
    }
  }
  const byKey = new Map<string, Node>();
  for (const node of nodes) {
    const { key } = node.found;
    if (key !== null && !byKey.has(key)) byKey.set(key, node);
  }
  for (const { found: task, draft } of nodes) relate(task, { draft, byKey, losses });
  return { title: lineWithin(found.title, LONGEST_TITLE), sections, drafts: trees(nodes, { byKey, losses }) };
}

function sectionsWithin(found: readonly ImportedSection[], losses: Losses): ImportedSection[] {
  const sections = new Map<string, ImportedSection>();
  for (const { title: whole, isForDone } of found) {
    const title = lineWithin(whole, TASK_LIMITS.sectionTitle, losses);
    if (title === '' || sections.has(title)) continue;
    if (sections.size >= TASK_LIMITS.sections) losses.add('surplusSections', { place: title });
    else sections.set(title, { title, isForDone });
  }
  return [...sections.values()];
}

interface Relating {
  byKey: ReadonlyMap<string, Node>;
  losses: Losses;
}

function relate(task: FoundTask, { draft, byKey, losses }: Relating & { draft: TaskDraft }): void {
  for (const name of ['blockedByKeys', 'relatesToKeys'] as const) {
    const keys = [...new Set(task[name])];
    const known = keys.filter((key) => key !== task.key && byKey.has(key));
    losses.add('lostRelations', { place: draft.title, count: keys.length - known.length });
    const some = known.slice(0, TASK_LIMITS.relations);
    losses.add('surplusMembers', { place: draft.title, count: known.length - some.length });
    if (some.length > 0) draft[name] = some;
  }
}

function trees(nodes: readonly Node[], { byKey, losses }: Relating): TaskDraft[] {
  const roots: Node[] = [];
  for (const node of nodes) {
    const { parent } = node.found;
    const above = parent === null ? undefined : byKey.get(parent);
    if (parent !== null && above === undefined) losses.add('lostRelations', { place: node.draft.title });
    (above?.parts ?? roots).push(node);
  }
  const reached = new Set<Node>();
  const drafts: TaskDraft[] = [];
  const place = (root: Node): void => {
    const waiting = [{ node: root, beside: drafts, level: 1 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, beside, level } = next;
      if (reached.has(node)) continue;
      reached.add(node);
      beside.push(node.draft);
      if (node.parts.length === 0) continue;
      const isDeep = level >= MOST_LEVELS;
      if (isDeep) losses.add('deepNesting', { place: node.draft.title, count: node.parts.length });
      const below = isDeep ? beside : [];
      if (!isDeep) node.draft.parts = below;
      for (const part of node.parts.toReversed())
        waiting.push({ node: part, beside: below, level: isDeep ? level : level + 1 });
    }
  };
  for (const root of roots) place(root);
  // What is left are parts of each other in a ring: the first of each stands on its own.
  for (const node of nodes) {
    if (reached.has(node)) continue;
    losses.add('lostRelations', { place: node.draft.title });
    place(node);
  }
  for (const { draft } of nodes) if (draft.parts?.length === 0) delete draft.parts;
  return drafts;
}
