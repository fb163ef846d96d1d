import type { Editor, JSONContent } from '@tiptap/core';
import { KeptPlace } from '../kept-place.ts';
import { type CompletionStep, completionKey } from './completion-plugin.ts';

/** Something that has to be made before it is put into the text. */
interface Making {
  /** What comes into the text, or why there is nothing. Never rejects. */
  make(): Promise<{ content: JSONContent[] } | { problem: string }>;
  /** What the list says meanwhile. */
  meanwhile: string;
}

/**
 * Puts what is made in place of the characters that the open list is about, wherever they stand by then; where they are no more, nothing is
 * put in.
 */
export async function takeMade(editor: Editor, { make, meanwhile }: Making): Promise<void> {
  const menu = completionKey.getState(editor.state);
  if (!menu) return;
  const typed = editor.state.doc.textBetween(menu.from, editor.state.selection.from);
  const place = new KeptPlace(editor, menu.from);
  const say = (label: string | null) => {
    const found = label === null ? [] : [{ id: 'said', symbol: '', label }];
    const step: CompletionStep = { type: 'found', query: menu.query, found };
    editor.view.dispatch(editor.state.tr.setMeta(completionKey, step));
  };
  say(meanwhile);
  const made = await make();
  place.letGo();
  if (editor.isDestroyed || !editor.isEditable) return;
  if ('problem' in made) return say(made.problem);
  const { doc, selection } = editor.state;
  const range = { from: place.position, to: place.position + typed.length };
  if (range.to > doc.content.size || doc.textBetween(range.from, range.to) !== typed) return say(null);
  // Whoever has gone on writing, or elsewhere, keeps the cursor.
  const updateSelection = selection.empty && selection.from === range.to;
  editor.chain().insertContentAt(range, made.content, { updateSelection }).run();
}
