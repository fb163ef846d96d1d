import { Extension } from '@tiptap/core';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { hasOtherBlocks } from './changed-blocks.ts';
import { mappingOf } from './late-marks.ts';

/** Where the block at work begins, null for none, and its mark. */
interface AtWork {
  from: number | null;
  mark: DecorationSet;
}

/** Tells the style sheet which block of the document the cursor is in, for whoever has all others step back. */
export const BlockAtWork = Extension.create({
  name: 'blockAtWork',

  addProseMirrorPlugins() {
    return [
      new Plugin<AtWork>({
        state: {
          init: (_config, state) => atWorkIn(state),
          apply(transaction, known, { doc: before }, state) {
            const isElsewhere = known.from !== beginningIn(state) || hasOtherBlocks(before, state.doc);
            if (isElsewhere) return atWorkIn(state);
            // To mark a block goes through all of them, to move its mark does not.
            const mark = known.mark.map(mappingOf(transaction, before), state.doc);
            return mark.find().length > 0 ? { ...known, mark } : atWorkIn(state);
          },
        },
        props: {
          decorations(state) {
            return this.getState(state)?.mark;
          },
        },
      }),
    ];
  },
});

function atWorkIn(state: EditorState): AtWork {
  const from = beginningIn(state);
  if (from === null) return { from, mark: DecorationSet.empty };
  const to = state.selection.$head.after(1);
  return { from, mark: DecorationSet.create(state.doc, [Decoration.node(from, to, { class: 'at-work' })]) };
}

function beginningIn({ selection: { $head } }: EditorState): number | null {
  return $head.depth === 0 ? null : $head.before(1);
}
