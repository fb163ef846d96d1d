import { Extension, getMarkRange } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
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
            if (!view.editable || !(target instanceof Element) || !target.closest('.formula-drawn'))
              return false;
            view.dispatch(
              view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position), 1)),
            );
            view.focus();
            return true;
          },
        },
      }),
    ];
  },
});
