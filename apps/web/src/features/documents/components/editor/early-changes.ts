import type { Editor, EditorEvents } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/** Changes that are kept of an editor at most. */
const MOST = 500;

/** What somebody has changed in a text here. */
export interface Change {
  transaction: Transaction;
  before: EditorState;
  after: EditorState;
}

/** What ends the keeping for an editor and gives what was kept. */
const keeping = new WeakMap<Editor, () => readonly Change[]>();

/** From now on keeps what is changed here in a text, for the code that follows its changes and has not come yet. */
export function keepChanges(editor: Editor): void {
  const changes: Change[] = [];
  const keep = ({ transaction, nextState }: EditorEvents['beforeTransaction']) => {
    if (transaction.docChanged && !isChangeOrigin(transaction) && changes.length < MOST)
      changes.push({ transaction, before: editor.state, after: nextState });
  };
  editor.on('beforeTransaction', keep);
  keeping.set(editor, () => {
    editor.off('beforeTransaction', keep);
    keeping.delete(editor);
    return changes;
  });
}

/** What has been changed in a text since it is kept, which ends with this. */
export function takeChanges(editor: Editor): readonly Change[] {
  return keeping.get(editor)?.() ?? [];
}
