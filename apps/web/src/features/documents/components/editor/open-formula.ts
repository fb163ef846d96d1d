import { Extension, getMarkRange } from '@tiptap/core';
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Shows the source of the formula that the cursor is in; of others what is drawn from it is enough. */
export const OpenFormula = Extension.create({
  name: 'openFormula',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          decorations({ doc, schema, selection: { $from } }) {
            const { formula } = schema.marks;
            const range = formula && getMarkRange($from, formula);
            if (!range) return null;
            const open = Decoration.inline(range.from, range.to, { class: 'formula-open' });
            return DecorationSet.create(doc, [open]);
          },
          // A press on a formula opens its source.
          handleClick(view, position, { target }) {
            const { doc, schema, tr } = view.state;
            const { formula } = schema.marks;
            const isDrawn = target instanceof Element && target.closest('.formula-drawn') !== null;
            if (!view.editable || !isDrawn) return false;
            // In the line it stands before its source, and on its own behind it.
            const behind = Math.min(position + 1, doc.content.size);
            const range = formula && getMarkRange(doc.resolve(behind), formula);
            const place = range
              ? TextSelection.create(doc, range.to)
              : Selection.near(doc.resolve(position), -1);
            view.dispatch(tr.setSelection(place));
            view.focus();
            return true;
          },
        },
      }),
    ];
  },
});
