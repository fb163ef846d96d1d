import * as Y from 'yjs';
import { type TextBlock, textBlocksIn } from './text-blocks.ts';

/** A thread of comments, and the two Yjs relative positions between which its words are; null for one without a place. */
export interface PlacedThread {
  id: string;
  from: Uint8Array | null;
  to: Uint8Array | null;
}

/** A place in a text: the block of a document's first level, the text in it, and how far. */
interface Place {
  child: number;
  block: number;
  at: number;
}

/** Where some threads are in a text; to be asked before what they are about is taken out of it. */
export class ThreadPlaces {
  readonly #children: unknown[];
  readonly #found: { id: string; from: Place; to: Place | null }[] = [];
  readonly #blocks = new Map<unknown, TextBlock[]>();

  constructor(fragment: Y.XmlFragment, threads: readonly PlacedThread[]) {
    this.#children = fragment.toArray();
    for (const { id, from, to } of threads) {
      const start = from && this.#placeOf(fragment, from);
      if (start) this.#found.push({ id, from: start, to: to && this.#placeOf(fragment, to) });
    }
  }

  /**
   * Where those whose words begin in some blocks of the first level are in copies of these, which are in another document. One whose words are otherwise there has no place.
   * @param copies by the blocks that they are copies of.
   */
  inCopies(copies: ReadonlyMap<number, unknown>): PlacedThread[] {
    return this.#found.flatMap(({ id, from, to }) => {
      if (!copies.has(from.child)) return [];
      const start = this.#positionIn(copies, from, 0);
      const wanted = to && copies.has(to.child) ? to : { ...from, at: Number.POSITIVE_INFINITY };
      const end = this.#positionIn(copies, wanted, -1);
      return [start && end ? { id, from: start, to: end } : { id, from: null, to: null }];
    });
  }

  #textsIn(child: unknown): TextBlock[] {
    const known = this.#blocks.get(child);
    if (known) return known;
    // In a copy an empty block may have a text, and none in what it is a copy of.
    const blocks =
      child instanceof Y.XmlElement ? textBlocksIn(child).filter(({ words }) => words !== '') : [];
    this.#blocks.set(child, blocks);
    return blocks;
  }

  #placeOf(fragment: Y.XmlFragment, position: Uint8Array): Place | null {
    const found = fragment.doc && absolute(position, fragment.doc);
    if (!found) return null;
    const { type, index } = found;
    let top: unknown = type;
    while (top instanceof Y.AbstractType && top.parent !== fragment) top = top.parent;
    const child = this.#children.indexOf(top);
    const blocks = this.#textsIn(top);
    for (const [block, { element, texts, words }] of blocks.entries()) {
      const text = texts.find((one) => one.text === type);
      if (text) return { child, block, at: text.at + index };
      if (element === type) return { child, block, at: index === 0 ? 0 : words.length };
    }
    return child === -1 || blocks.length === 0 ? null : { child, block: 0, at: 0 };
  }

  #positionIn(
    copies: ReadonlyMap<number, unknown>,
    { child, block, at }: Place,
    assoc: 0 | -1,
  ): Uint8Array | null {
    const [original, copy] = [this.#children[child], copies.get(child)].map(
      (one) => this.#textsIn(one)[block],
    );
    if (!original || !copy || original.words !== copy.words) return null;
    const index = Math.min(at, copy.words.length) + assoc;
    const holding =
      copy.texts.find((one) => one.at <= index && index < one.at + one.text.length) ?? copy.texts.at(-1);
    if (!holding) return null;
    const within = Math.min(Math.max(index - holding.at - assoc, 0), holding.text.length);
    return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(holding.text, within, assoc));
  }
}

function absolute(position: Uint8Array, doc: Y.Doc): { type: unknown; index: number } | null {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(position), doc);
  } catch {
    return null;
  }
}
