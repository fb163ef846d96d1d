import { getMarkRange } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';

/** What the cursor is at, and where that stands in the text. */
export type BubbleSubject =
  | { kind: 'text'; from: number; to: number }
  | { kind: 'link'; from: number; to: number; href: string }
  | { kind: 'table'; at: number }
  | { kind: 'part'; name: PartName; at: number };

/** Parts of the text that have something to choose. */
export type PartName = (typeof PARTS)[number];

const PARTS = [
  'image',
  'date',
  'documentLink',
  'heading',
  'decision',
  'callout',
  'codeBlock',
  'childPages',
] as const;

/**
 * What a bubble could be about: selected text before a link, a link before what is around it, of which the innermost counts; null for
 * nothing.
 */
export function bubbleSubject(state: EditorState): BubbleSubject | null {
  const { selection } = state;
  const { from, to, $from } = selection;
  const inCode = $from.parent.type.spec.code === true;
  if (!selection.empty && selection instanceof TextSelection) {
    return inCode || state.doc.textBetween(from, to) === '' ? null : { kind: 'text', from, to };
  }
  if (selection instanceof NodeSelection) {
    const name = partName(selection.node);
    return name && { kind: 'part', name, at: from };
  }
  return linkAt(state) ?? blockAt(state);
}

function partName({ type, attrs }: Node): PartName | null {
  // Headings alone that are items of an agenda.
  if (type.name === 'heading' && attrs.minutes === null) return null;
  return PARTS.find((name) => name === type.name) ?? null;
}

function linkAt({ selection: { $from, empty }, schema }: EditorState): BubbleSubject | null {
  const link = schema.marks.link;
  const range = empty && link ? getMarkRange($from, link) : undefined;
  if (!link || !range) return null;
  const mark = $from.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link);
  const href: unknown = mark?.attrs.href;
  return typeof href === 'string' ? { kind: 'link', href, ...range } : null;
}

function blockAt({ selection: { $from } }: EditorState): BubbleSubject | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    const name = partName(node);
    if (name) return { kind: 'part', name, at: $from.before(depth) };
    if (node.type.name === 'table') return { kind: 'table', at: $from.before(depth) };
  }
  return null;
}
