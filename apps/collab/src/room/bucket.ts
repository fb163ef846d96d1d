/** Counts events against a rate, with room for a burst. */
export class Bucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #level = 0;
  #at: number;

  constructor({ capacity, perSecond, now }: { capacity: number; perSecond: number; now: number }) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#at = now;
  }

  /** Takes an event in, or so many. Milliseconds until the rate is kept again, 0 while it is. */
  take(now: number, amount = 1): number {
    this.#level = Math.max(0, this.#level - ((now - this.#at) * this.#perSecond) / 1_000) + amount;
    this.#at = now;
    return Math.max(0, ((this.#level - this.#capacity) * 1_000) / this.#perSecond);
  }
}
