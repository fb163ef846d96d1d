import * as Y from 'yjs';

/** Updates merged at once. Y.mergeUpdates sorts its inputs at every step, so its time grows with their square. */
const FAN_IN = 32;

/**
 * Collects Yjs updates (V1) and merges them in a tree, so that n updates cost n log n however many come. Needs no Y.Doc;
 * deleted text stays in.
 */
export class UpdateBuffer {
  /** Level k holds updates merged from FAN_IN to the power of k; a lower level is newer. */
  #levels: Uint8Array[][] = [];

  /** Adds an update after those already there. */
  add(update: Uint8Array): void {
    let carry = update;
    for (let depth = 0; ; depth++) {
      const level = this.#levels[depth] ?? [];
      this.#levels[depth] = level;
      level.push(carry);
      if (level.length < FAN_IN) return;
      carry = Y.mergeUpdates(level);
      this.#levels[depth] = [];
    }
  }

  /** What was added, in order, merged in part. */
  get all(): Uint8Array[] {
    return this.#levels.toReversed().flat();
  }

  /** Everything added, as one update; the empty update when nothing was. */
  merged(): Uint8Array {
    const { all } = this;
    if (all.length === 0) return EMPTY_UPDATE;
    const merged = Y.mergeUpdates(all);
    // Out of the way of the next small merges.
    this.#levels = [[], [], [merged]];
    return merged;
  }
}

/** The update that changes nothing: no structs, no deletions. */
export const EMPTY_UPDATE: Uint8Array = Uint8Array.of(0, 0);

/** Merges any number of updates in their order. */
export function mergeAll(updates: Iterable<Uint8Array>): Uint8Array {
  const buffer = new UpdateBuffer();
  for (const update of updates) buffer.add(update);
  return buffer.merged();
}
