import type { LogOpening } from '@plenum/database/log/log';
import { EMPTY_UPDATE, mergeAll, UpdateBuffer } from '@plenum/database/log/update-buffer';
import { encodeMessage } from '@plenum/protocol/messages';
import { type Decoded, decodeStored, decodeVector } from './decode.ts';
import { Known } from './known.ts';
import { State } from './state.ts';

/**
 * A document's content as a state and the updates since: what it has, and the answers to step 1. No Y.Doc. The state is only
 * merged anew when somebody asks for it, so that the work for an update does not grow with the document.
 */
export class Content {
  readonly known = new Known();
  readonly #collect: (updates: Uint8Array[]) => Promise<Uint8Array>;
  #state = new State(EMPTY_UPDATE);
  #since = new UpdateBuffer();
  #isCurrent = true;
  /** For whoever has every operation: the deletions of this version. */
  #deletions: Uint8Array | null = null;
  /** The collected state of this very version. */
  #collected: Promise<State> | null = null;
  /** The next collection, while one of an older version is still at work. */
  #waiting: Promise<State> | null = null;
  #working: Promise<unknown> = Promise.resolve();

  constructor(collect: (updates: Uint8Array[]) => Promise<Uint8Array>) {
    this.#collect = collect;
  }

  /** Takes in what opening read. @throws Error when it is damaged. */
  load({ snapshot, tail }: Pick<LogOpening, 'snapshot' | 'tail'>): void {
    if (snapshot) {
      this.#state = new State(snapshot.state);
      this.known.addSnapshot(snapshot.known);
    }
    if (tail.length === 0) return;
    const update = mergeAll(tail.map((row) => row.update));
    this.add(update, decodeStored(update));
  }

  /** Adds an update and what it says. */
  add(update: Uint8Array, content: Decoded): void {
    // First, since it may fail: what is known is never taken in again.
    this.#since.add(update);
    this.known.add(content);
    this.#isCurrent = false;
    this.#deletions = null;
    this.#collected = null;
  }

  /** The step 2 that answers a state vector, with all that it lacks; null when the vector is malformed. */
  answer(vector: Uint8Array): Uint8Array | null {
    const clocks = decodeVector(vector);
    if (!clocks) return null;
    if (clocks.size > 0 && this.known.isWithin(clocks)) {
      this.#deletions ??= encodeMessage({ type: 'step2', update: this.known.deletions });
      return this.#deletions;
    }
    if (!this.#isCurrent) this.#merge();
    return this.#state.step2(vector);
  }

  /**
   * A garbage-collected state, in which no text is that was deleted before the call. Calls that come while one is worked on
   * share the next. Rejects when collecting fails.
   */
  get collected(): Promise<State> {
    return this.#collected ?? this.#collectNext();
  }

  #merge(): void {
    this.#state = new State(mergeAll([this.#state.update, this.#since.merged()]));
    this.#since = new UpdateBuffer();
    this.#isCurrent = true;
  }

  #collectNext(): Promise<State> {
    this.#waiting ??= this.#working.then(() => {
      const updates = [this.#state.update, ...this.#since.all];
      const collected = this.#collect(updates).then((state) => new State(state));
      this.#waiting = null;
      this.#collected = collected;
      this.#working = collected.catch(() => {
        if (this.#collected === collected) this.#collected = null;
      });
      return collected;
    });
    return this.#waiting;
  }
}
