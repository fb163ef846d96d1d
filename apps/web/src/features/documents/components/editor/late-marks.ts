import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import type { DecorationSet, EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { changedRange } from './changed-range.ts';

/** Marks upon the text; a value that does not change. */
export interface Marks {
  readonly decorations: DecorationSet;
  /** What a transaction makes of them; `before` is the document that it began with. */
  follow(tr: Transaction, before: Node): Marks;
}

/** The place of the marks that say who wrote what. */
export const AUTHOR_MARKS = new PluginKey<Marks | null>('authorMarks');

/** The place of the marks that say what is commented on. */
export const COMMENT_MARKS = new PluginKey<Marks | null>('commentMarks');

/** The place of the marks that say what was found. */
export const SEARCH_MARKS = new PluginKey<Marks | null>('searchMarks');

/** The place of what is drawn beside the text: formulas, diagrams, the colours of code, the numbers of notes. */
export const DRAWINGS = new PluginKey<Marks | null>('drawings');

/**
 * Holds places for marks whose code comes only when they are asked for. A plugin that is added to an editor later has all others
 * begin anew, and what was undone could not be redone.
 */
export const LateMarks = Extension.create({
  name: 'lateMarks',
  addProseMirrorPlugins: () => [COMMENT_MARKS, AUTHOR_MARKS, SEARCH_MARKS, DRAWINGS].map(placeOf),
});

/** Shows marks in a place, or by null none. */
export function showMarks(view: EditorView, place: PluginKey<Marks | null>, marks: Marks | null): void {
  view.dispatch(view.state.tr.setMeta(place, { marks }).setMeta('addToHistory', false));
}

/**
 * How a transaction moves what is marked. For somebody else's edit y-tiptap replaces the whole document, in which all that did not
 * change is the same.
 */
export function mappingOf(tr: Transaction, before: Node): Mapping {
  if (!tr.getMeta(ySyncPluginKey)?.isChangeOrigin) return tr.mapping;
  const changed = changedRange(before, tr.doc);
  if (!changed) return new Mapping();
  const { from, before: end, after } = changed;
  return new Mapping([new StepMap([from, end - from, after - from])]);
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
