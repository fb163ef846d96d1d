import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { DecorationSet, EditorView } from '@tiptap/pm/view';

/** Marks upon the text; a value that does not change. */
export interface Marks {
  readonly decorations: DecorationSet;
  /** What a transaction makes of them; `before` is the document that it began with. */
  follow(tr: Transaction, before: Node): Marks;
}

/** The place of the marks that say who wrote what. */
export const AUTHOR_MARKS = new PluginKey<Marks | null>('authorMarks');

/**
 * Holds places for marks whose code comes only when they are asked for. A plugin that is added to an editor later has all others
 * begin anew, and what was undone could not be redone.
 */
export const LateMarks = Extension.create({
  name: 'lateMarks',
  addProseMirrorPlugins: () => [placeOf(AUTHOR_MARKS)],
});

/** Shows marks in a place, or by null none. */
export function showMarks(view: EditorView, place: PluginKey<Marks | null>, marks: Marks | null): void {
  view.dispatch(view.state.tr.setMeta(place, { marks }).setMeta('addToHistory', false));
}

function placeOf(key: PluginKey<Marks | null>): Plugin<Marks | null> {
  return new Plugin<Marks | null>({
    key,
    state: {
      init: () => null,
      apply(tr, marks, before) {
        const asked: { marks: Marks | null } | undefined = tr.getMeta(key);
        return asked ? asked.marks : (marks?.follow(tr, before.doc) ?? null);
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}
