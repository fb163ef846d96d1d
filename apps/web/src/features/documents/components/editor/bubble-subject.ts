import { getMarkRange } from '@tiptap/core';
import { type EditorState, TextSelection } from '@tiptap/pm/state';

/** What the cursor is at, and where that stands in the text. */
export type BubbleSubject =
  | { kind: 'text'; from: number; to: number }
  | { kind: 'link'; from: number; to: number; href: string }
  | { kind: 'table'; at: number };

/** What a bubble could be about: selected text before a link, a link before the table around it; null for nothing. */
export function bubbleSubject(state: EditorState): BubbleSubject | null {
  const { selection } = state;
  const { from, to, $from } = selection;
  const inCode = $from.parent.type.spec.code === true;
  if (!selection.empty && selection instanceof TextSelection) {
    return inCode || state.doc.textBetween(from, to) === '' ? null : { kind: 'text', from, to };
  }
  return linkAt(state) ?? tableAt(state);
}

function linkAt({ selection: { $from, empty }, schema }: EditorState): BubbleSubject | null {
  const link = schema.marks.link;
  const range = empty && link ? getMarkRange($from, link) : undefined;
  if (!link || !range) return null;
  const mark = $from.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link);
  const href: unknown = mark?.attrs.href;
  return typeof href === 'string' ? { kind: 'link', href, ...range } : null;
}

function tableAt({ selection: { $from } }: EditorState): BubbleSubject | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === 'table') return { kind: 'table', at: $from.before(depth) };
  }
  return null;
}
