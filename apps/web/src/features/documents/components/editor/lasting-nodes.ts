import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Keeps the nodes of what has not changed. y-tiptap takes those of changed types and all above them off its mapping, and then
 * empties it at every edit of somebody else, so that the whole document is made anew for a letter.
 */
export const LastingNodes = Extension.create({
  name: 'lastingNodes',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: ({ state }) => {
          const { mapping }: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
          mapping.clear = () => {};
          return {};
        },
      }),
    ];
  },
});
