import { UpdateBuffer } from '@plenum/database/log/update-buffer';
import { encodeMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import { type Decoded, decodeVector } from './decode.ts';
import { Known } from './known.ts';

/** A document's content as merged updates: what it has, and the answers to step 1. No Y.Doc. */
export class Content {
  readonly known = new Known();
  readonly #updates = new UpdateBuffer();
  readonly #collect: (state: Uint8Array) => Promise<Uint8Array>;
  #state: Uint8Array | null = null;
  /** The collected state of this very version. */
  #collected: Promise<Uint8Array> | null = null;
  /** The next collection, while one of an older version is still at work. */
  #waiting: Promise<Uint8Array> | null = null;
  #working: Promise<unknown> = Promise.resolve();

  constructor(collect: (state: Uint8Array) => Promise<Uint8Array>) {
    this.#collect = collect;
  }

  /** Adds an update and what it says. */
  add(update: Uint8Array, content: Decoded): void {
    this.#updates.add(update);
    this.known.add(content);
    this.#state = null;
    this.#collected = null;
  }

  /** Everything as one update; merged once per version. */
  get state(): Uint8Array {
    this.#state ??= this.#updates.merged();
    return this.#state;
  }

  /** The step 2 that answers a state vector; null when the vector is malformed. */
  step2(vector: Uint8Array): Uint8Array | null {
    return answer(this.state, vector);
  }

  /**
   * A garbage-collected state, in which no text is that was deleted before the call; its step 2 by `answer`. Calls that come
   * while one is worked on share the next. Rejects when collecting fails.
   */
  get collected(): Promise<Uint8Array> {
    return this.#collected ?? this.#collectNext();
  }

  #collectNext(): Promise<Uint8Array> {
    this.#waiting ??= this.#working.then(() => {
      const collected = this.#collect(this.state);
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

/** The step 2 that answers a state vector from a state; null when the vector is malformed. */
export function answer(state: Uint8Array, vector: Uint8Array): Uint8Array | null {
  const clocks = decodeVector(vector);
  if (!clocks) return null;
  return encodeMessage({ type: 'step2', update: clocks.size === 0 ? state : Y.diffUpdate(state, vector) });
}
