import { encodeMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import { decodeVector } from './decode.ts';

/** The messages that bring content. */
type Bringing = 'step2' | 'update';

/** Answers that are kept to be given again. */
const MAX_ANSWERS = 8;

/** A document's state that does not change, and the messages that bring it to who lacks it. */
export class State {
  #update: Uint8Array;
  #whole: { type: Bringing; message: Uint8Array } | null = null;
  readonly #answers = new Map<string, Uint8Array>();

  /** @param update the state as one update (V1). */
  constructor(update: Uint8Array) {
    this.#update = update;
  }

  get update(): Uint8Array {
    return this.#update;
  }

  /**
   * What a state vector lacks, the same bytes each time; null when the vector is malformed.
   * @param type `update` where the step 2 is still to come.
   */
  message(vector: Uint8Array, type: Bringing = 'step2'): Uint8Array | null {
    const clocks = decodeVector(vector);
    if (!clocks) return null;
    return clocks.size === 0 ? this.#all(type) : this.#beyond(vector, type);
  }

  #all(type: Bringing): Uint8Array {
    if (this.#whole?.type !== type) {
      const message = encodeMessage({ type, update: this.#update });
      this.#whole = { type, message };
      // The update is the message's end, and so need not be kept twice.
      this.#update = message.subarray(message.length - this.#update.length);
    }
    return this.#whole.message;
  }

  #beyond(vector: Uint8Array, type: Bringing): Uint8Array {
    const key = type + Buffer.from(vector).toString('latin1');
    const known = this.#answers.get(key);
    if (known) return known;
    const message = encodeMessage({ type, update: Y.diffUpdate(this.#update, vector) });
    if (this.#answers.size >= MAX_ANSWERS) this.#answers.clear();
    this.#answers.set(key, message);
    return message;
  }
}
