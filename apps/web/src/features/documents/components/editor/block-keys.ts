import { Extension } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { type Block, duplicateBlock, moveBlock, selectedBlock } from './block-moves.ts';

/** What the keyboard does to a block, as ProseMirror key names. */
export const BLOCK_KEYS = {
  moveUp: 'Alt-Shift-ArrowUp',
  moveDown: 'Alt-Shift-ArrowDown',
  duplicate: 'Mod-Shift-d',
} as const;

/** All of them, in the order in which they are listed. */
export const BLOCK_NAMES = ['moveUp', 'moveDown', 'duplicate'] as const satisfies (keyof typeof BLOCK_KEYS)[];

/** Moves and duplicates the block at the cursor by the keyboard. */
export const BlockKeys = Extension.create({
  name: 'blockKeys',

  addKeyboardShortcuts() {
    const { editor } = this;
    const change = (make: (block: Block) => Transaction | null) => () => {
      const block = selectedBlock(editor.state);
      const tr = block && make(block);
      if (tr) editor.view.dispatch(tr);
      // At the edge, too, the key is for this and not for the browser.
      return block !== null;
    };
    return {
      [BLOCK_KEYS.moveUp]: change((block) => moveBlock(editor.state, block, -1)),
      [BLOCK_KEYS.moveDown]: change((block) => moveBlock(editor.state, block, 1)),
      [BLOCK_KEYS.duplicate]: change((block) => duplicateBlock(editor.state, block)),
    };
  },
});
