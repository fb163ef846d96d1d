import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Has the style sheet say in an empty line of the document, where the cursor is in it, what can be done there. */
export const Placeholder = Extension.create<{ text: string }>({
  name: 'placeholder',

  addOptions: () => ({ text: '' }),

  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          decorations({ doc, selection: { $anchor } }) {
            const isWithin = $anchor.depth > 0;
            const line = isWithin ? $anchor.node(1) : $anchor.nodeAfter;
            if (!editor.isEditable || !line?.isTextblock || line.content.size > 0) return null;
            const from = isWithin ? $anchor.before(1) : $anchor.pos;
            const shown = { class: 'is-empty', 'data-placeholder': options.text };
            return DecorationSet.create(doc, [Decoration.node(from, from + line.nodeSize, shown)]);
          },
        },
      }),
    ];
  },
});
