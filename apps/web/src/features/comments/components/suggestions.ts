import type { ThreadCard } from '@plenum/domain/comments/types';
import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { type Range, rangeOf } from './comment-marks.ts';

/** Whether other words can be suggested for a stretch of the text: it is text alone, within one block. */
export function canBeSuggestedFor({ doc }: EditorState, { from, to }: Range): boolean {
  const [start, end] = [doc.resolve(from), doc.resolve(to)];
  return start.sameParent(end) && doc.textBetween(from, to).length === to - from;
}

/** Whether what an open thread suggests can be taken: the text in its place is still the one that it is for. */
export function isAsSuggested(
  { doc }: EditorState,
  { quote, replacement, resolvedAt }: ThreadCard,
  range: Range | null | undefined,
): range is Range {
  if (replacement === null || resolvedAt !== null || !range || range.to > doc.content.size) return false;
  return doc.textBetween(range.from, range.to) === quote;
}

/** Puts what is suggested into the text, as an edit of whoever accepts it. @returns whether it could be done. */
export function acceptSuggestion(editor: Editor, thread: ThreadCard): boolean {
  const range = rangeOf(editor.state, thread);
  if (!editor.isEditable || !isAsSuggested(editor.state, thread, range)) return false;
  const { tr } = editor.state;
  editor.view.dispatch(
    thread.replacement
      ? tr.insertText(thread.replacement, range.from, range.to)
      : tr.delete(range.from, range.to),
  );
  return true;
}
