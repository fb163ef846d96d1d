import { Turns } from '../turns.ts';
import { VersionCache } from '../version-cache.ts';
import type { ShownPage } from './page-source.ts';

/** Part of a document as HTML, with the places in it unfilled. */
export type Part = Pick<ShownPage, 'html' | 'isWhole'>;

/** Parts of a document at a sequence, by their blocks; null for a block that is not there. */
export interface KeptParts {
  seq: number;
  parts: ReadonlyMap<string | null, Part | null>;
}

/** Documents that are read at once, so that pages that show many leave room to others, and that wait to be: nobody who works here waits for the public. */
const TURNS = {
  people: new Turns({ atOnce: 3, waiting: 100 }),
  public: new Turns({ atOnce: 1, waiting: 100 }),
};

/** Who waits together. */
export type Line = keyof typeof TURNS;

const kept = new VersionCache<KeptParts>({
  capacity: 16_000_000,
  sizeOf: ({ parts }) => [...parts.values()].reduce((sum, part) => sum + 100 + (part?.html.length ?? 0), 0),
});

/** Reads a document to be shown within others, in its turn. @throws TooManyWaiting where too many wait. */
export function inTurn<T>(line: Line, read: () => Promise<T>): Promise<T> {
  return TURNS[line].take(read);
}

/**
 * Parts of a document at a sequence or later: those that are kept, or else made in their turn.
 * @param id names the document, the blocks, and for whom they are written.
 * @throws TooManyWaiting where too many wait.
 */
export async function keptParts(
  id: string,
  { seq, make, line = 'people' }: { seq: number; make: () => Promise<KeptParts>; line?: Line },
): Promise<KeptParts['parts']> {
  return (await kept.get({ id, seq, make: () => inTurn(line, make) })).parts;
}
