/** Asks again and again for what changes: one question at a time, so that on a slow network each has its answer, and then the newest. */
export class Asking {
  readonly #question: (signal: AbortSignal) => Promise<void>;
  #underWay: AbortController | null = null;
  #isOneWanted = false;

  /** @param question never rejects; what it answers is not wanted any more once its signal is aborted. */
  constructor(question: (signal: AbortSignal) => Promise<void>) {
    this.#question = question;
  }

  /** Asks now, or as soon as the question that is under way has its answer. */
  ask(): void {
    this.#isOneWanted = true;
    if (!this.#underWay) void this.#work();
  }

  /** Asks now: the answer that is on its way is known to be an old one. */
  renew(): void {
    this.end();
    this.ask();
  }

  /** Breaks off the question that is under way. */
  end(): void {
    this.#isOneWanted = false;
    this.#underWay?.abort();
    this.#underWay = null;
  }

  async #work(): Promise<void> {
    const underWay = new AbortController();
    this.#underWay = underWay;
    while (this.#isOneWanted && this.#underWay === underWay) {
      this.#isOneWanted = false;
      await this.#question(underWay.signal);
    }
    if (this.#underWay === underWay) this.#underWay = null;
  }
}
