import type { Node } from '@tiptap/pm/model';
import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { withNewBlockIds } from '../schema/new-block-ids.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { inlineText } from '../text/text-from-json.ts';
import { meetingParts } from './meeting-parts.ts';

/** What the language of whoever closes a meeting calls the parts of the next agenda. */
export interface NextAgendaWords {
  leftOver: string;
  /** The link to where an item stood. */
  inMinutes: string;
}

/** What the next agenda is made from. */
export interface LastMeeting {
  /** Its minutes. */
  doc: Node;
  /** Where they are, and what they are called. */
  href: string;
  title: string;
  /** Blocks of items that are done with. */
  done: ReadonlySet<string>;
  /** Blocks that are not to come along. */
  leaveOut: ReadonlySet<string>;
}

/** What is left over of a meeting: items that are not done with, open tasks, and decisions that were not made. */
export function leftOver({ doc, done, leaveOut }: Pick<LastMeeting, 'doc' | 'done' | 'leaveOut'>) {
  const { items, tasks, decisions } = meetingParts(doc);
  const stays = ({ blockId }: { blockId: string }) => !leaveOut.has(blockId);
  return {
    items: items.filter(stays).filter(({ blockId }) => !done.has(blockId)),
    tasks: tasks.filter(stays).filter(({ isDone }) => !isDone),
    decisions: decisions
      .filter(stays)
      .filter(({ outcome: { result } }) => result === 'open' || result === 'postponed'),
  };
}

/**
 * The agenda of the next meeting: a way to the last minutes, what is left over of them, and what the series begins with each time; without
 * a template the items of the last agenda, without what was written below them. All blocks have ids of their own.
 */
export function nextAgenda(
  last: LastMeeting,
  { template, words }: { template: NodeJson | null; words: NextAgendaWords },
): NodeJson {
  const usual = template ? (withNewBlockIds(safeDocument(template).toJSON()).content ?? []) : headings(last);
  return withBlockIds({
    type: 'doc',
    content: [paragraph(link(last.title, last.href)), ...carriedOver(last, usual, words), ...usual],
  });
}

function carriedOver(last: LastMeeting, usual: readonly NodeJson[], words: NextAgendaWords): NodeJson[] {
  const left = leftOver(last);
  const each = meetingParts(safeDocument({ type: 'doc', content: [...usual] }));
  const names = usual.filter(({ type }) => type === 'heading').map(textOf);
  // What comes each time comes once; a line of the template that nobody has filled in, too.
  const items = without(left.items, names);
  const decisions = without(left.decisions, textsOf(each.decisions));
  const tasks = without(left.tasks, textsOf(each.tasks));
  const content = [
    ...items.flatMap(({ text, minutes, blockId }) => [
      heading(3, text, minutes),
      paragraph(link(words.inMinutes, `${last.href}#block-${blockId}`)),
    ]),
    ...decisions.flatMap(({ blockId }) => {
      const found = findBlock(last.doc, blockId);
      return found ? [decision(found)] : [];
    }),
    ...taskList(tasks.flatMap(({ blockId }) => findBlock(last.doc, blockId) ?? [])),
  ];
  return content.length === 0 ? [] : [heading(2, words.leftOver, null), ...content];
}

interface Said {
  text: string;
}

function textsOf(parts: readonly Said[]): string[] {
  return parts.map(({ text }) => text);
}

function without<Part extends Said>(parts: readonly Part[], texts: readonly string[]): Part[] {
  const known = new Set(texts);
  return parts.filter(({ text }) => !known.has(text));
}

/** Items of the last agenda, but those that are left over. */
function headings(last: LastMeeting): NodeJson[] {
  const left = new Set(leftOver(last).items.map(({ blockId }) => blockId));
  return meetingParts(last.doc)
    .items.filter(({ blockId }) => !left.has(blockId))
    .flatMap(({ text, minutes }) => [heading(2, text, minutes), paragraph()]);
}

/** What is to be decided, without what belongs to the minutes it stood in. */
function decision(node: Node): NodeJson {
  const { content = [] }: NodeJson = node.toJSON();
  return { type: 'decision', attrs: { result: 'open' }, content: content.flatMap(portable).map(withoutIds) };
}

function taskList(tasks: readonly Node[]): NodeJson[] {
  const content = tasks.map((task): NodeJson => {
    const line: NodeJson | undefined = task.firstChild?.toJSON();
    return {
      type: 'taskItem',
      attrs: { checked: false },
      content: (line ? portable(line) : []).map(withoutIds),
    };
  });
  return content.length === 0 ? [] : [{ type: 'taskList', content }];
}

const BOUND = new Set([
  'image',
  'attachment',
  'footnote',
  'footnoteReference',
  'tableOfContents',
  'transclusion',
  'childPages',
]);

/** Files and notes stay with the document that has them, and so does what only shows something. */
function portable(node: NodeJson): NodeJson[] {
  if (BOUND.has(node.type)) return [];
  return [node.content ? { ...node, content: node.content.flatMap(portable) } : node];
}

function withoutIds(node: NodeJson): NodeJson {
  const { id: _, ...attrs } = node.attrs ?? {};
  return { ...node, attrs, ...(node.content && { content: node.content.map(withoutIds) }) };
}

function findBlock(doc: Node, blockId: string): Node | null {
  let found: Node | null = null;
  doc.descendants((node) => {
    found ??= node.attrs.id === blockId ? node : null;
    return found === null;
  });
  return found;
}

function heading(level: number, text: string, minutes: number | null): NodeJson {
  return { type: 'heading', attrs: { level, minutes }, content: text === '' ? [] : [{ type: 'text', text }] };
}

function paragraph(...content: NodeJson[]): NodeJson {
  return { type: 'paragraph', content };
}

function link(text: string, href: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] };
}

function textOf(node: NodeJson): string {
  const [block] = safeDocument({ type: 'doc', content: [node] }).children;
  return block ? inlineText(block).trim() : '';
}

/** Who was at a meeting, as the last lines of its minutes; the id of the first says that they are there. */
export function attendanceLines({
  id,
  title,
  names,
}: {
  id: string;
  title: string;
  names: readonly string[];
}): NodeJson[] {
  const items = names.map(
    (name): NodeJson => ({ type: 'listItem', content: [paragraph({ type: 'text', text: name })] }),
  );
  const head: NodeJson = {
    type: 'heading',
    attrs: { level: 2, id },
    content: [{ type: 'text', text: title }],
  };
  return items.length === 0 ? [] : [head, { type: 'bulletList', content: items }];
}
