import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * Lets Tiptap take no new block id for a change. Of a selection over nothing but empty blocks it makes paragraphs after every
 * change, without ids; UniqueID gives them some, which is a change: the two would go on for ever, and the page stand still.
 */
export const QuietIds = Extension.create({
  name: 'quietIds',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        filterTransaction(transaction) {
          if (transaction.getMeta('__uniqueIDTransaction')) transaction.setMeta('preventClearDocument', true);
          return true;
        },
      }),
    ];
  },
});
