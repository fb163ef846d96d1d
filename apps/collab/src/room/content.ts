import type { LogOpening } from '@plenum/database/log/log';
import { EMPTY_UPDATE, mergeAll, UpdateBuffer } from '@plenum/database/log/update-buffer';
import { encodeMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import { type Decoded, decodeStored, decodeVector } from './decode.ts';
import { Known } from './known.ts';
import { State } from './state.ts';

/** How many times larger than what came since a state is left as it is, and from how many bytes on. */
const APART = { times: 8, from: 64 * 1_024 };

/**
 * A document's content as a state and the updates since: what it has, and the answers to step 1. No Y.Doc. The state is only
 * merged anew when somebody asks for it and much has come since, so that the work for an update does not grow with the document,
 * nor that for somebody who opens a large one in which others write.
 */
export class Content {
  readonly known = new Known();
  readonly #collect: (updates: Uint8Array[]) => Promise<Uint8Array>;
  #state = new State(EMPTY_UPDATE);
  #since = new UpdateBuffer();
  #isCurrent = true;
  /** The step 2 with what came since the state, for whoever has nothing. */
  #rest: Uint8Array | null = null;
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
    this.#rest = null;
    this.#deletions = null;
    this.#collected = null;
  }

  /**
   * What answers a state vector, with all that it lacks, in the order in which it is to be sent; null when the vector is malformed. The
   * last message is the step 2; where the state is much larger than what came since, it comes as an update before that.
   */
  answer(vector: Uint8Array): Uint8Array[] | null {
    const clocks = decodeVector(vector);
    if (!clocks) return null;
    if (clocks.size > 0 && this.known.isWithin(clocks)) {
      this.#deletions ??= encodeMessage({ type: 'step2', update: this.known.deletions });
      return [this.#deletions];
    }
    if (!this.#isCurrent && !this.#isMuchLarger()) this.#merge();
    const state = this.#state.message(vector, this.#isCurrent ? 'step2' : 'update');
    if (!state || this.#isCurrent) return state && [state];
    if (clocks.size > 0) {
      const update = Y.diffUpdate(this.#since.merged(), vector);
      return [state, encodeMessage({ type: 'step2', update })];
    }
    this.#rest ??= encodeMessage({ type: 'step2', update: this.#since.merged() });
    return [state, this.#rest];
  }

  /**
   * A garbage-collected state, in which no text is that was deleted before the call. Calls that come while one is worked on
   * share the next. Rejects when collecting fails.
   */
  get collected(): Promise<State> {
    return this.#collected ?? this.#collectNext();
  }

  #isMuchLarger(): boolean {
    const { length } = this.#state.update;
    return length >= APART.from && length >= APART.times * this.#since.size;
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
