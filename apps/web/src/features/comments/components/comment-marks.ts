import type { Anchor, ThreadCard } from '@plenum/domain/comments/types';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { type Marks, mappingOf } from '#features/documents/components/editor/late-marks.ts';

/** A stretch of the text. */
export interface Range {
  from: number;
  to: number;
}

/** Where the text of each thread is, by its id; those whose text is gone are missing. */
export type Places = ReadonlyMap<string, Range>;

/** Marks the text that open threads are about, the current one's more. */
export class CommentMarks implements Marks {
  readonly decorations: DecorationSet;

  private constructor(decorations: DecorationSet) {
    this.decorations = decorations;
  }

  static of(
    doc: Node,
    { threads, places, current }: { threads: readonly ThreadCard[]; places: Places; current: string | null },
  ): CommentMarks {
    const decorations = threads.flatMap(({ id, resolvedAt }) => {
      const range = resolvedAt === null ? places.get(id) : undefined;
      if (!range) return [];
      const look = id === current ? 'commented commented-now' : 'commented';
      return [Decoration.inline(range.from, range.to, { class: look }, { thread: id })];
    });
    return new CommentMarks(DecorationSet.create(doc, decorations));
  }

  follow(tr: Transaction, before: Node): CommentMarks {
    if (!tr.docChanged) return this;
    return new CommentMarks(this.decorations.map(mappingOf(tr, before), tr.doc));
  }

  /** The thread about the text at a position, the shortest first; null for none. */
  threadAt(at: number): string | null {
    const found = this.decorations.find(at, at).sort((a, b) => a.to - a.from - (b.to - b.from));
    return found[0]?.spec.thread ?? null;
  }
}

/** Where a stretch of the text is in Yjs's terms, and what stands there; null while that is not known. */
export function anchorOf(state: EditorState, { from, to }: Range): Anchor | null {
  const { type, mapping } = bindingIn(state);
  if (from >= to) return null;
  const at = (place: number): Y.RelativePosition => absolutePositionToRelativePosition(place, type, mapping);
  // y-tiptap's places are behind a letter. The beginning is before its first one, whatever is written before that.
  const first = at(from + 1);
  const start = first.item ? new Y.RelativePosition(first.type, first.tname, first.item, 0) : at(from);
  const encode = (position: Y.RelativePosition) => toBase64(Y.encodeRelativePosition(position));
  return { from: encode(start), to: encode(at(to)) };
}

/** Looks up where the text of each thread is. */
export function placesOf(state: EditorState, threads: readonly ThreadCard[]): Places {
  const words = new WordPlaces(state.doc);
  return new Map(
    threads.flatMap((thread) => {
      const range = rangeOf(state, thread, words);
      return range ? [[thread.id, range] as const] : [];
    }),
  );
}

/**
 * Where the text of a thread is now; where its block was made anew, as when a line becomes a
 * heading, the only place that has the same words. Null where it is gone, and for a thread about the whole document.
 */
export function rangeOf(
  state: EditorState,
  { anchor, quote, resolvedAt }: Pick<ThreadCard, 'anchor' | 'quote' | 'resolvedAt'>,
  words = new WordPlaces(state.doc),
): Range | null {
  if (!anchor) return null;
  const { doc, type, mapping } = bindingIn(state);
  const [start, end] = [anchor.from, anchor.to].map((text) => Y.decodeRelativePosition(fromBase64(text)));
  if (!start || !end) return null;
  // What is settled is not worth looking through the whole text.
  if (isBlockGone(doc, start)) return resolvedAt === null ? words.only(quote) : null;
  const from = beginningOf(state, start);
  const to = relativePositionToAbsolutePosition(doc, type, end, mapping);
  const isThere = from !== null && to !== null && from < to && to <= state.doc.content.size;
  return isThere ? { from, to } : null;
}

/** Where a place before a letter is. y-tiptap takes one at the very beginning of the text for a mistake, and none behind a letter. */
function beginningOf(state: EditorState, start: Y.RelativePosition): number | null {
  const { doc, type, mapping } = bindingIn(state);
  if (!start.item || start.assoc < 0) return relativePositionToAbsolutePosition(doc, type, start, mapping);
  const behind = new Y.RelativePosition(start.type, start.tname, start.item, -1);
  const index = (place: Y.RelativePosition) =>
    Y.createAbsolutePositionFromRelativePosition(place, doc)?.index ?? 0;
  // Of a letter that is deleted both places are one.
  const letter = index(behind) - index(start);
  const end: number | null = relativePositionToAbsolutePosition(doc, type, behind, mapping);
  return (end ?? 1) - letter;
}

/** Whether not the text alone, but what it stood in was deleted. */
function isBlockGone(doc: Y.Doc, position: Y.RelativePosition): boolean {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!place) return true;
  for (
    let item = place.type._item;
    item;
    item = item.parent instanceof Y.AbstractType ? item.parent._item : null
  ) {
    if (item.deleted) return true;
  }
  return false;
}

/** Finds words in a document, whose text is gathered once, when it is asked for. */
class WordPlaces {
  readonly #doc: Node;
  #blocks: { text: string; at: number }[] | null = null;

  constructor(doc: Node) {
    this.#doc = doc;
  }

  /** The only place that has some words; null for none and for several. */
  only(words: string): Range | null {
    if (words.length < 3) return null;
    let found: Range | null = null;
    for (const { text, at } of this.#all()) {
      const first = text.indexOf(words);
      if (first === -1) continue;
      if (found || text.includes(words, first + 1)) return null;
      found = { from: at + first, to: at + first + words.length };
    }
    return found;
  }

  #all(): { text: string; at: number }[] {
    if (this.#blocks) return this.#blocks;
    const blocks: { text: string; at: number }[] = [];
    this.#doc.descendants((node, at) => {
      if (!node.isTextblock) return true;
      // A letter for whatever is no text, so that places count as positions do.
      blocks.push({ text: node.textBetween(0, node.content.size, undefined, '\ufffc'), at: at + 1 });
      return false;
    });
    this.#blocks = blocks;
    return blocks;
  }
}

function bindingIn(state: EditorState): ProsemirrorBinding {
  return ySyncPluginKey.getState(state).binding;
}
