import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { SearchQuery, type SearchResult } from 'prosemirror-search';
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

/**
 * Asks for a text as it stands. By a pattern: the library compares texts in small letters, of which some have more than their
 * capitals, and would find them beside where they are.
 */
export function queryFor(
  text: string,
  how: { caseSensitive?: boolean; wholeWord?: boolean } = {},
): SearchQuery {
  return new SearchQuery({ ...how, search: text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), regexp: true });
}

/** A transaction that puts a text in the place of some matches, marked as what stood there. */
export function replacing(
  state: EditorState,
  { matches, replacement }: { matches: readonly SearchResult[]; replacement: string },
): Transaction {
  const { tr } = state;
  // From the end, so that what comes before keeps its place.
  for (const { from, to } of [...matches].reverse()) {
    if (replacement === '') tr.delete(from, to);
    else tr.insertText(replacement, from, to);
  }
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
      Decoration.inline(
        from,
        to,
        { class: i === current ? 'found found-now' : 'found' },
        { isCurrent: i === current },
      ),
    );
    return new SearchMarks(DecorationSet.create(doc, decorations));
  }

  /** Where the match is by now that is being looked at; null where it is gone. */
  current(): { from: number; to: number } | null {
    const [found] = this.decorations.find(undefined, undefined, ({ isCurrent }) => isCurrent);
    return found ? { from: found.from, to: found.to } : null;
  }

  follow(tr: Transaction, before: Node): SearchMarks {
    if (!tr.docChanged) return this;
    return new SearchMarks(this.decorations.map(mappingOf(tr, before), tr.doc));
  }
}
