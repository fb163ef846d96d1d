import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { Mapping } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { elementAt, piecesOf, type TextPiece, type WritersOf } from './author-pieces.ts';
import { type Marks, mappingOf } from './late-marks.ts';

/** Who wrote a piece of the text, as it is shown. */
export interface ShownWriter {
  /** One for each author. */
  key: string;
  name: string;
  /** Index into the author colours. */
  colour: number | null;
  /** Who and when, for whoever asks. */
  label: string;
}

interface Range {
  from: number;
  to: number;
}

/** Says by colours who wrote what. After a change only the blocks that it touched are looked through again. */
export class AuthorColours implements Marks {
  readonly decorations: DecorationSet;
  /** What has changed since it was looked through. */
  readonly #changed: readonly Range[];

  private constructor(decorations: DecorationSet, changed: readonly Range[]) {
    this.decorations = decorations;
    this.#changed = changed;
  }

  /** Of a whole document. */
  static of(doc: Node, fragment: Y.XmlFragment, writersOf: WritersOf<ShownWriter>): AuthorColours {
    const pieces = piecesOf({ element: fragment, node: doc, start: 0 }, writersOf);
    return new AuthorColours(DecorationSet.create(doc, pieces.map(decorationOf)), []);
  }

  get isStale(): boolean {
    return this.#changed.length > 0;
  }

  follow(tr: Transaction, before: Node): AuthorColours {
    if (!tr.docChanged) return this;
    const mapping = mappingOf(tr, before);
    const mapped = this.#changed.map(({ from, to }) => ({
      from: mapping.map(from, -1),
      to: mapping.map(to),
    }));
    return new AuthorColours(this.decorations.map(mapping, tr.doc), [...mapped, ...changedBy(mapping)]);
  }

  /** With what has changed looked through; Yjs has to have heard of it by now. */
  refreshed(doc: Node, fragment: Y.XmlFragment, writersOf: WritersOf<ShownWriter>): AuthorColours {
    const blocks = textBlocks(doc, this.#changed);
    const pieces = blocks.flatMap(({ from }) => {
      const place = doc.resolve(from);
      const element = elementAt(fragment, place);
      return element ? piecesOf({ element, node: place.parent, start: from }, writersOf) : [];
    });
    const outdated = blocks.flatMap(({ from, to }) => this.decorations.find(from, to));
    return new AuthorColours(this.decorations.remove(outdated).add(doc, pieces.map(decorationOf)), []);
  }

  /** All who are in it. */
  writers(): ShownWriter[] {
    const writers = this.decorations.find().map((piece): ShownWriter => piece.spec.writer);
    return [...new Map(writers.map((writer) => [writer.key, writer])).values()];
  }

  /** Who wrote what stands before a position; null where nobody is known. */
  writerBefore(at: number): ShownWriter | null {
    const pieces = this.decorations.find(at - 1, at);
    return pieces.find(({ from, to }) => from < at && to >= at)?.spec.writer ?? null;
  }
}

function decorationOf({ from, to, writer }: TextPiece<ShownWriter>): Decoration {
  const { colour, label } = writer;
  const author = colour === null ? {} : { 'data-author': String(colour) };
  return Decoration.inline(from, to, { class: 'written', title: label, ...author }, { writer });
}

/** Where a mapping inserts or replaces, in positions after it. */
function changedBy(mapping: Mapping): Range[] {
  const ranges: Range[] = [];
  mapping.maps.forEach((map, i) => {
    const rest = mapping.slice(i + 1);
    map.forEach((_oldFrom, _oldTo, from, to) => {
      ranges.push({ from: rest.map(from, -1), to: rest.map(to) });
    });
  });
  return ranges;
}

/** The content of each block of text that lies in some ranges, once. */
function textBlocks(doc: Node, ranges: readonly Range[]): Range[] {
  const blocks = new Map<number, Range>();
  for (const { from, to } of ranges) {
    doc.nodesBetween(Math.max(0, from - 1), Math.min(to + 1, doc.content.size), (node, at) => {
      if (!node.isTextblock) return true;
      blocks.set(at, { from: at + 1, to: at + 1 + node.content.size });
      return false;
    });
  }
  return [...blocks.values()];
}
