/** Client ids remembered at most; those not heard of for longest go first. */
const MAX_REMEMBERED = 10_000;

/** The awareness clocks under which a room has sent states, so that nobody takes a newer state for an old one. */
export class Clocks {
  readonly #last = new Map<number, number>();

  /** The clock to send a client's state under: that which came with it, or one above the last. */
  next(client: number, clock: number): number {
    const next = Math.max(clock, (this.#last.get(client) ?? 0) + 1);
    this.#last.delete(client);
    this.#last.set(client, next);
    const [oldest] = this.#last.keys();
    if (this.#last.size > MAX_REMEMBERED && oldest !== undefined) this.#last.delete(oldest);
    return next;
  }
}
