import { Extension } from '@tiptap/core';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Makes undo only ever Yjs's, which takes back one's own edits alone, in the pieces they were written in.
 */
export const OwnHistory = Extension.create({
  name: 'ownHistory',
  // Before the keys of the collaboration extension, which claim them only while there is something to undo: the browser's
  // own undo would run, which knows nothing of the others' edits, or the key without Shift.
  priority: 1001,

  addKeyboardShortcuts() {
    const { editor } = this;
    const undo = () => editor.commands.undo() || true;
    const redo = () => editor.commands.redo() || true;
    return { 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo };
  },

  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        appendTransaction: (transactions, _before, { tr }) => {
          const origin = transactions.find(isFromYjs);
          // y-tiptap remembers of somebody else's edit that it is none of ours to undo, and ends the piece being written
          // at the next movement of any caret: undo would go letter by letter while others write.
          return origin
            ? tr.setMeta(ySyncPluginKey, { ...origin.getMeta(ySyncPluginKey), addToHistory: true })
            : null;
        },
        props: {
          handleDOMEvents: {
            // Undo by the browser's menu, a gesture or a phone's keyboard.
            beforeinput(_view, event) {
              if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
              event.preventDefault();
              if (event.inputType === 'historyUndo') editor.commands.undo();
              else editor.commands.redo();
              return true;
            },
          },
        },
      }),
    ];
  },
});

function isFromYjs(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}
