import type { Task, When } from '@plenum/domain/tasks/types';
import type * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { inOrder, type TaskNode, taskTrees } from './order.ts';
import { descriptionName, readTaskList } from './task-list.ts';

/** How deep parts are shown below one another; what lies deeper stands beside the last. */
const MOST_LEVELS = 8;

/**
 * A list's tasks as blocks of a text: its sections as headings, each task a line with its box, who has it, its days and labels, below it what
 * was written about it and its parts. So a list is read, searched, printed, shared, exported and compared as any other document is.
 * @param read what reads the blocks of a description.
 * @param most tasks, from the first; the sections of those left out have no headings.
 */
export function blocksFromTaskList(
  doc: Y.Doc,
  read: (fragment: Y.XmlFragment) => NodeJson[],
  most = Number.POSITIVE_INFINITY,
): NodeJson[] {
  const { tasks, sections } = readTaskList(doc);
  const known = new Set(sections.map(({ id }) => id));
  const trees = new Map<string | null, TaskNode[]>();
  for (const tree of taskTrees(tasks)) {
    const { sectionId } = tree.task;
    const section = sectionId !== null && known.has(sectionId) ? sectionId : null;
    const beside = trees.get(section);
    if (beside) beside.push(tree);
    else trees.set(section, [tree]);
  }
  const describing = ({ id }: Task) =>
    doc.share.has(descriptionName(id)) ? read(doc.getXmlFragment(descriptionName(id))) : [];
  const room = { left: most };
  const list = (id: string | null) => taskList(trees.get(id) ?? [], { describing, room, level: 1 });
  return [
    ...list(null),
    ...inOrder(sections).flatMap(({ id, title }) =>
      room.left > 0 ? [{ type: 'heading', attrs: { level: 2, id }, content: words(title) }, ...list(id)] : [],
    ),
  ];
}

/** A document with some of its tasks, as they stand in another list. */
export interface HomeAsText {
  /** Before the title of the document, such as `From`. */
  from: string;
  title: string;
  /** The address of the document. */
  url: string;
  tasks: readonly Task[];
}

/** The tasks of other homes that a list shows, as blocks below those of the list: each home is a heading with a link, each task a line that leads to it. */
export function blocksFromHomes(homes: readonly HomeAsText[]): NodeJson[] {
  return homes.flatMap(({ from, title, url, tasks }) => [
    { type: 'heading', attrs: { level: 2 }, content: [...words(`${from} `), ...words(title, url)] },
    ...taskList(taskTrees(tasks), {
      describing: () => [],
      room: { left: Number.POSITIVE_INFINITY },
      urlOf: ({ id }) => `${url}#block-${encodeURIComponent(id)}`,
      level: 1,
    }),
  ]);
}

interface Writing {
  describing: (task: Task) => NodeJson[];
  /** For how many tasks there is room yet. */
  room: { left: number };
  /** Where a task is read; of those of the list itself nowhere else. */
  urlOf?: (task: Task) => string;
  level: number;
}

function taskList(trees: readonly TaskNode[], writing: Writing): NodeJson[] {
  const { describing, room, urlOf, level } = writing;
  const content = trees.flatMap(({ task, parts }) => {
    if (room.left <= 0) return [];
    room.left -= 1;
    const item = {
      type: 'taskItem',
      attrs: { id: task.id, checked: task.isDone },
      content: [{ type: 'paragraph', content: lineOf(task, urlOf?.(task)) }, ...describing(task)],
    };
    if (level >= MOST_LEVELS) return [item, ...flat(parts, writing)];
    item.content.push(...taskList(parts, { ...writing, level: level + 1 }));
    return [item];
  });
  return content.length === 0 ? [] : [{ type: 'taskList', content }];
}

/** Parts that lie too deep, one after the other. Not by recursion: they can lie deeper than the stack. */
function flat(parts: readonly TaskNode[], writing: Writing): NodeJson[] {
  const items: NodeJson[] = [];
  const waiting = parts.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const [list] = taskList([{ task: node.task, parts: [] }], writing);
    items.push(...(list?.content ?? []));
    waiting.push(...node.parts.toReversed());
  }
  return items;
}

/** What a task says in one line, in the words of quick add. */
function lineOf(task: Task, url?: string): NodeJson[] {
  const { people, groups, names, start, due, priority, labels } = task;
  const pieces: NodeJson[][] = [
    words(task.title, url),
    ...people.map((personId) => [{ type: 'mention', attrs: { personId, label: names[personId] ?? '' } }]),
    ...groups.map((id) => words(`@${names[id] ?? '…'}`)),
    ...(start ? [[...day(start), ...words(' –')]] : []),
    ...(due ? [day(due)] : []),
    ...(priority > 0 ? [words(`!${priority}`)] : []),
    ...labels.map((label) => words(`#${label}`)),
  ];
  return pieces
    .filter((piece) => piece.length > 0)
    .flatMap((piece, i) => (i === 0 ? piece : [...words(' '), ...piece]));
}

function day(when: When): NodeJson[] {
  const [date, time] = [when.slice(0, 10), when.slice(11, 16)];
  return [{ type: 'date', attrs: { date } }, ...words(time && ` ${time}`)];
}

function words(text: string, url?: string): NodeJson[] {
  if (text === '') return [];
  return [
    { type: 'text', text, ...(url !== undefined && { marks: [{ type: 'link', attrs: { href: url } }] }) },
  ];
}
