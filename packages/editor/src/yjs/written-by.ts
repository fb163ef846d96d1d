import type { Authorship, WrittenStretch } from '@plenum/domain/documents/types';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { textsIn } from './texts-in.ts';

/** A piece of the visible text, all by one author. */
export interface WrittenText {
  /** A character for whatever is none. */
  words: string;
  /** UTF-16 units. */
  length: number;
  client: number;
  /** Of its first unit. */
  clock: number;
}

/** Who wrote a piece: an index into the authors, and the minute since 1970. */
export interface Writer {
  author: number;
  minute: number;
}

/** Looks up in an {@link Authorship} who wrote an item. */
export class WrittenBy {
  readonly #clients: ReadonlyMap<number, WrittenStretch[]>;

  constructor({ clients }: Pick<Authorship, 'clients'>) {
    this.#clients = new Map(clients);
  }

  /** Who wrote what a client has at a clock, and up to which clock; null where the log had not come so far. */
  at(client: number, clock: number): (Writer & { to: number }) | null {
    const stretches = this.#clients.get(client) ?? [];
    let [low, high] = [0, stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((stretches[middle]?.[0] ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    const found = stretches[low];
    return found ? { to: found[0], author: found[1], minute: found[2] } : null;
  }
}

/** The visible text of a Y.Text, in order, in pieces of one client each. */
export function* writtenIn(text: Y.Text): Generator<WrittenText> {
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { content, length } = item;
    const words = content instanceof Y.ContentString ? content.str : '\ufffc'.repeat(length);
    yield { words, length, client: item.id.client, clock: item.id.clock };
  }
}

/** Divides a piece where its author changes; `writer` is null for what the log had not when it was read. */
export function* dividedByWriter(
  { client, clock, length }: Omit<WrittenText, 'words'>,
  by: WrittenBy,
): Generator<{ length: number; writer: Writer | null }> {
  const end = clock + length;
  for (let from = clock; from < end; ) {
    const writer = by.at(client, from);
    const to = writer ? Math.min(writer.to, end) : end;
    yield { length: to - from, writer };
    from = to;
  }
}

/**
 * How many UTF-16 units of the visible text each author wrote, by index; what nobody is known to have written is under null.
 * @param update a whole state (V1).
 */
export function lengthsByAuthor(
  update: Uint8Array,
  authorship: Pick<Authorship, 'clients'>,
): Map<number | null, number> {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
    return lengthsIn(doc.getXmlFragment(FRAGMENT_NAME), new WrittenBy(authorship));
  } finally {
    doc.destroy();
  }
}

function lengthsIn(fragment: Y.XmlFragment, by: WrittenBy): Map<number | null, number> {
  const lengths = new Map<number | null, number>();
  for (const text of textsIn(fragment)) {
    for (const piece of writtenIn(text)) {
      for (const { length, writer } of dividedByWriter(piece, by)) {
        const key = writer?.author ?? null;
        lengths.set(key, (lengths.get(key) ?? 0) + length);
      }
    }
  }
  return lengths;
}
