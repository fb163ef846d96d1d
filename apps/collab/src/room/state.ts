import { encodeMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import { decodeVector } from './decode.ts';

/** Answers that are kept to be given again. */
const MAX_ANSWERS = 8;

/** A document's state that does not change, and the messages that bring it to who lacks it. */
export class State {
  #update: Uint8Array;
  #whole: Uint8Array | null = null;
  readonly #answers = new Map<string, Uint8Array>();

  /** @param update the state as one update (V1). */
  constructor(update: Uint8Array) {
    this.#update = update;
  }

  get update(): Uint8Array {
    return this.#update;
  }

  /** The step 2 that answers a state vector, the same bytes each time; null when the vector is malformed. */
  step2(vector: Uint8Array): Uint8Array | null {
    const clocks = decodeVector(vector);
    if (!clocks) return null;
    return clocks.size === 0 ? this.#step2OfAll() : this.#step2Beyond(vector);
  }

  #step2OfAll(): Uint8Array {
    if (!this.#whole) {
      this.#whole = encodeMessage({ type: 'step2', update: this.#update });
      // The update is the message's end, and so need not be kept twice.
      this.#update = this.#whole.subarray(this.#whole.length - this.#update.length);
    }
    return this.#whole;
  }

  #step2Beyond(vector: Uint8Array): Uint8Array {
    const key = Buffer.from(vector).toString('latin1');
    const known = this.#answers.get(key);
    if (known) return known;
    const message = encodeMessage({ type: 'step2', update: Y.diffUpdate(this.#update, vector) });
    if (this.#answers.size >= MAX_ANSWERS) this.#answers.clear();
    this.#answers.set(key, message);
    return message;
  }
}
