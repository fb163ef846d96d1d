import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Tells the style sheet which block of the document the cursor is in, for whoever has all others step back. */
export const BlockAtWork = Extension.create({
  name: 'blockAtWork',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          decorations({ doc, selection: { $head } }) {
            if ($head.depth === 0) return null;
            const decoration = Decoration.node($head.before(1), $head.after(1), { class: 'at-work' });
            return DecorationSet.create(doc, [decoration]);
          },
        },
      }),
    ];
  },
});
