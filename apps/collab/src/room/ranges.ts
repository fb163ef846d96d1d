/** A half-open range of clocks. */
export interface Range {
  start: number;
  end: number;
}

/** Bounds that are put in their place one by one; more are copied together with the rest. */
const SMALL = 64;

/** A set of clocks, kept as sorted, disjoint, half-open ranges. */
export class Ranges {
  /** Start, end, start, end, … */
  #bounds: number[] = [];

  /** The ranges, in ascending order. */
  *all(): Generator<[number, number]> {
    for (let i = 0; i < this.#bounds.length; i += 2) yield [this.#bounds[i] ?? 0, this.#bounds[i + 1] ?? 0];
  }

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

  /** Adds ranges in ascending order of their starts, joining those that touch; in time linear in all between them. */
  add(ranges: readonly Range[]): void {
    const [first, last] = [ranges[0], ranges.at(-1)];
    if (!first || !last) return;
    const from = this.#firstEndAtOrAfter(first.start) - 1;
    // A range that begins behind the start of the last one may reach it by an earlier, longer one.
    const most = ranges.reduce((end, range) => Math.max(end, range.end), last.end);
    const until = this.#firstStartAfter(most, from);
    const joined = join(merge(this.#bounds.slice(from, until), ranges));
    if (joined.length <= SMALL) this.#bounds.splice(from, until - from, ...joined);
    else this.#bounds = [...this.#bounds.slice(0, from), ...joined, ...this.#bounds.slice(until)];
  }

  /** Index into the bounds of the first range's start that is above a clock, not before an index. */
  #firstStartAfter(clock: number, from: number): number {
    let [low, high] = [from / 2, this.#bounds.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[2 * middle] ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
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

/** Bounds and ranges, both in ascending order, as ranges in ascending order of their starts. */
function* merge(bounds: readonly number[], ranges: readonly Range[]): Generator<Range> {
  let i = 0;
  for (const range of ranges) {
    for (; i < bounds.length && (bounds[i] ?? 0) <= range.start; i += 2)
      yield { start: bounds[i] ?? 0, end: bounds[i + 1] ?? 0 };
    yield range;
  }
  for (; i < bounds.length; i += 2) yield { start: bounds[i] ?? 0, end: bounds[i + 1] ?? 0 };
}

/** The bounds of ranges in ascending order of their starts, those that touch joined. */
function join(ranges: Iterable<Range>): number[] {
  const bounds: number[] = [];
  for (const { start, end } of ranges) {
    if (start >= end) continue;
    const last = bounds.length - 1;
    const until = bounds[last];
    if (until !== undefined && start <= until) bounds[last] = Math.max(until, end);
    else bounds.push(start, end);
  }
  return bounds;
}
