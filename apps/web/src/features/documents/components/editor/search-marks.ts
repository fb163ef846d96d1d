import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { SearchQuery, SearchResult } from 'prosemirror-search';
import { type Marks, mappingOf } from './late-marks.ts';

/** Places that are looked for at most. */
export const MOST_MATCHES = 1000;

/** Everywhere that a text stands, in order, at most {@link MOST_MATCHES}. */
export function matchesOf(state: EditorState, query: SearchQuery): SearchResult[] {
  const matches: SearchResult[] = [];
  for (let from = 0; query.valid && matches.length < MOST_MATCHES; ) {
    const match = query.findNext(state, from);
    if (!match) break;
    matches.push(match);
    from = match.to;
  }
  return matches;
}

/** The match at a position or the first one after it, from the beginning again after the last; -1 for none. */
export function matchFrom(matches: readonly SearchResult[], at: number): number {
  const next = matches.findIndex(({ from }) => from >= at);
  return next === -1 && matches.length > 0 ? 0 : next;
}

/** A transaction that puts the query's replacement in the place of some matches. */
export function replacing(
  state: EditorState,
  { query, matches }: { query: SearchQuery; matches: readonly SearchResult[] },
): Transaction {
  const { tr } = state;
  const replacements = matches.flatMap((match) => query.getReplacements(state, match));
  // From the end, so that what comes before keeps its place.
  for (const { from, to, insert } of replacements.reverse()) tr.replace(from, to, insert);
  return tr;
}

/** Marks what was found, the one that is being looked at more. */
export class SearchMarks implements Marks {
  readonly decorations: DecorationSet;

  private constructor(decorations: DecorationSet) {
    this.decorations = decorations;
  }

  static of(doc: Node, matches: readonly SearchResult[], current: number): SearchMarks {
    const decorations = matches.map(({ from, to }, i) =>
      Decoration.inline(from, to, { class: i === current ? 'found found-now' : 'found' }),
    );
    return new SearchMarks(DecorationSet.create(doc, decorations));
  }

  follow(tr: Transaction, before: Node): SearchMarks {
    if (!tr.docChanged) return this;
    return new SearchMarks(this.decorations.map(mappingOf(tr, before), tr.doc));
  }
}
