/** Frames that were settled alike: all up to `last` are durable once `needs` is committed, never while it is null. */
interface Run {
  last: number;
  needs: number | null;
}

/**
 * Which of a connection's sync frames are durable. A frame waits for a position in the room's sequence of appends; what was
 * left out waits for a later step 2. PROTOCOL.md, "Acknowledgement".
 */
export class Acknowledgements {
  #received = 0;
  #acknowledged = 0;
  #runs: Run[] = [];

  /** Whether a commit, and nothing else, is waited for. */
  get isWaiting(): boolean {
    return typeof this.#runs[0]?.needs === 'number';
  }

  /** Counts a frame that is durable once everything up to a position is committed. */
  settle(needs: number): void {
    this.#count(needs);
  }

  /** Counts a frame that was left out. */
  leaveOut(): void {
    this.#count(null);
  }

  /** Counts a step 2, which stands for all frames before it. */
  settleAll(needs: number): void {
    this.#received += 1;
    this.#runs = [{ last: this.#received, needs }];
  }

  /** How many frames can newly be acknowledged with everything up to a position committed; null for none. */
  take(committed: number): number | null {
    const before = this.#acknowledged;
    for (let run = this.#runs[0]; run && run.needs !== null && run.needs <= committed; run = this.#runs[0]) {
      this.#acknowledged = run.last;
      this.#runs.shift();
    }
    return this.#acknowledged > before ? this.#acknowledged : null;
  }

  #count(needs: number | null): void {
    this.#received += 1;
    const run = this.#runs.at(-1);
    if (run && run.needs === needs) run.last = this.#received;
    else this.#runs.push({ last: this.#received, needs });
  }
}
