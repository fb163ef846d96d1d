import type { Authorship, CreditedStretch } from '@plenum/domain/documents/types';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { textsIn } from './texts-in.ts';
import { WrittenBy, writtenIn } from './written-by.ts';

/**
 * Of an update that makes a document what it was, whose the text is that it brings back: a character that it inserts is theirs who had
 * written the one at the same place of the past. Empty where the text that it makes is not that of the past.
 * @param past the state that was wanted, `present` the one that the update was made for (both V1).
 */
export function returnedCredits(
  { past, present, update }: { past: Uint8Array; present: Uint8Array; update: Uint8Array },
  authorship: Pick<Authorship, 'clients'>,
): [client: number, stretches: CreditedStretch[]][] {
  const [before, after] = [lettersOf([past]), lettersOf([present, update])];
  if (before.words !== after.words) return [];
  const by = new WrittenBy(authorship);
  const news = new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client));
  const credits = new Map<number, CreditedStretch[]>();
  let at = 0;
  let index = 0;
  for (const piece of after.pieces) {
    for (let done = 0; done < piece.length; ) {
      const source = before.pieces[index];
      if (!source) return [];
      const offset = at - source.at;
      const writer = by.at(source.client, source.clock + offset);
      const length = Math.min(
        piece.length - done,
        source.length - offset,
        writer ? writer.to - source.clock - offset : Number.POSITIVE_INFINITY,
      );
      if (writer && news.has(piece.client)) {
        const from = piece.clock + done;
        const stretches = credits.get(piece.client) ?? [];
        credits.set(piece.client, stretches);
        add(stretches, [from, from + length, writer.author, writer.minute]);
      }
      done += length;
      at += length;
      if (at === source.at + source.length) index += 1;
    }
  }
  for (const stretches of credits.values()) stretches.sort((a, b) => a[0] - b[0]);
  return [...credits];
}

/** A piece of the visible text, with where it begins in it. */
interface Piece {
  at: number;
  length: number;
  client: number;
  clock: number;
}

/** The visible text of a state that is the merge of some updates, and in which pieces it is. */
function lettersOf(updates: readonly Uint8Array[]): { words: string; pieces: Piece[] } {
  const doc = new Y.Doc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    const pieces: Piece[] = [];
    let words = '';
    for (const text of textsIn(doc.getXmlFragment(FRAGMENT_NAME))) {
      for (const { words: some, ...piece } of writtenIn(text)) {
        pieces.push({ ...piece, at: words.length });
        words += some;
      }
    }
    return { words, pieces };
  } finally {
    doc.destroy();
  }
}

/** Adds a stretch, to the one before where that ends at it and is the same. */
function add(stretches: CreditedStretch[], next: CreditedStretch): void {
  const last = stretches.at(-1);
  if (last && last[1] === next[0] && last[2] === next[2] && last[3] === next[3]) last[1] = next[1];
  else stretches.push(next);
}
