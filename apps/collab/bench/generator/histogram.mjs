/** Milliseconds of one step, and the most that is told apart. */
const STEP = 0.1;
const MOST = 120_000;

/** Counts durations, to a tenth of a millisecond. */
export class Histogram {
  #counts = new Uint32Array(MOST / STEP + 1);
  #total = 0;

  get count() {
    return this.#total;
  }

  /** Counts a duration in milliseconds. */
  add(milliseconds) {
    const step = Math.max(0, Math.min(Math.floor(milliseconds / STEP), MOST / STEP));
    this.#counts[step] += 1;
    this.#total += 1;
  }

  /** The duration that a share (0 to 1) of all does not exceed; null where nothing was counted. */
  percentile(share) {
    if (this.#total === 0) return null;
    const rank = Math.max(1, Math.ceil(this.#total * share));
    let passed = 0;
    for (let step = 0; step < this.#counts.length; step++) {
      passed += this.#counts[step];
      if (passed >= rank) return Number(((step + 1) * STEP).toFixed(1));
    }
    return MOST;
  }

  clear() {
    this.#counts.fill(0);
    this.#total = 0;
  }
}
