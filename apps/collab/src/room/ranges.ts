/** A set of clocks, kept as sorted, disjoint, half-open ranges. */
export class Ranges {
  /** Start, end, start, end, … */
  readonly #bounds: number[] = [];

  /** The parts of a range that are not in the set. */
  missing(start: number, end: number): [number, number][] {
    const parts: [number, number][] = [];
    let from = start;
    for (let i = this.#firstEndAtOrAfter(start + 1); from < end && i < this.#bounds.length; i += 2) {
      const [known, until] = [this.#bounds[i - 1] ?? 0, this.#bounds[i] ?? 0];
      if (known >= end) break;
      if (from < known) parts.push([from, known]);
      from = Math.max(from, until);
    }
    if (from < end) parts.push([from, end]);
    return parts;
  }

  /** Adds a range, joining it with those that it touches. */
  add(start: number, end: number): void {
    if (start >= end) return;
    const first = this.#firstEndAtOrAfter(start) - 1;
    let after = first;
    let [from, until] = [start, end];
    while (after < this.#bounds.length && (this.#bounds[after] ?? 0) <= end) {
      from = Math.min(from, this.#bounds[after] ?? from);
      until = Math.max(until, this.#bounds[after + 1] ?? until);
      after += 2;
    }
    this.#bounds.splice(first, after - first, from, until);
  }

  /** Index into the bounds of the first range's end that is not below a clock; beyond the bounds when there is none. */
  #firstEndAtOrAfter(clock: number): number {
    let [low, high] = [0, this.#bounds.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[2 * middle + 1] ?? 0) < clock) low = middle + 1;
      else high = middle;
    }
    return 2 * low + 1;
  }
}
