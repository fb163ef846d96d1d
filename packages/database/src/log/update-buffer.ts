import * as Y from 'yjs';

/** Updates merged at once. Y.mergeUpdates sorts its inputs at every step, so its time grows with their square. */
const FAN_IN = 32;
/** Bytes from which updates are left as they are until all are merged: merging them would hold up whoever adds the next. */
const LARGE = 256 * 1024;

/**
 * Collects Yjs updates (V1) and merges them in a tree, so that n updates cost n log n however many come, and adding one never
 * takes long. Needs no Y.Doc; deleted text stays in.
 */
export class UpdateBuffer {
  /** Older than what the levels hold, and too large to be merged on the way. */
  #large: Uint8Array[] = [];
  /** Level k holds updates merged from FAN_IN to the power of k; a lower level is newer. */
  #levels: Uint8Array[][] = [];

  /** Adds an update after those already there. */
  add(update: Uint8Array): void {
    // To merge a large one with nothing would be to write all of it anew.
    if (update.length <= EMPTY_UPDATE.length) return;
    let carry = update;
    for (let depth = 0; ; depth++) {
      const level = this.#levels[depth] ?? [];
      this.#levels[depth] = level;
      level.push(carry);
      if (level.length < FAN_IN) return;
      if (sizeOf(level) > LARGE) {
        this.#large.push(...this.#levels.splice(depth).toReversed().flat());
        return;
      }
      carry = Y.mergeUpdates(level);
      this.#levels[depth] = [];
    }
  }

  /** What was added, in order, merged in part. */
  get all(): Uint8Array[] {
    return [...this.#large, ...this.#levels.toReversed().flat()];
  }

  /** How many bytes that is. */
  get size(): number {
    return sizeOf(this.all);
  }

  /** Everything added, as one update; the empty update when nothing was. */
  merged(): Uint8Array {
    const merged = mergeInTree(this.all);
    if (!merged) return EMPTY_UPDATE;
    // Out of the way of the next small merges.
    this.#levels = [[], [], [merged]];
    this.#large = [];
    return merged;
  }
}

function mergeInTree(updates: Uint8Array[]): Uint8Array | null {
  let level = updates;
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += FAN_IN) next.push(Y.mergeUpdates(level.slice(i, i + FAN_IN)));
    level = next;
  }
  return level[0] ?? null;
}

function sizeOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.length, 0);
}

/** The update that changes nothing: no structs, no deletions. */
export const EMPTY_UPDATE: Uint8Array = Uint8Array.of(0, 0);

/** Merges any number of updates in their order. */
export function mergeAll(updates: Iterable<Uint8Array>): Uint8Array {
  const buffer = new UpdateBuffer();
  for (const update of updates) buffer.add(update);
  return buffer.merged();
}
