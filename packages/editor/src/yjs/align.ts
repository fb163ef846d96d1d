import type { NodeJson } from '../schema/json.ts';

/** Comparisons that two lists of blocks are worth: of 2,000 and 2,000. */
const MOST_COMPARISONS = 4_000_000;

/** Blocks that stand for each other, by their indexes; null on a side for one that comes, or goes. */
export type Pair = [before: number | null, after: number | null];

/**
 * Pairs the blocks of two lists: those that are the same apart from their ids, as many as can be in order, and between those whatever else
 * is of one kind.
 */
export function pairsOf(before: readonly NodeJson[], after: readonly NodeJson[]): Pair[] {
  const kinds = { before: before.map(({ type }) => type), after: after.map(({ type }) => type) };
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  const end: [number, number] = [before.length, after.length];
  for (const [a, b] of [...sameIn(before.map(keyOf), after.map(keyOf)), end]) {
    const alike = sameIn(kinds.before.slice(i, a), kinds.after.slice(j, b));
    const [from, to] = [i, j];
    for (const [x, y] of [...alike.map(([x, y]): [number, number] => [from + x, to + y]), [a, b] as const]) {
      for (; i < x; i += 1) pairs.push([i, null]);
      for (; j < y; j += 1) pairs.push([null, j]);
      if (i < before.length && j < after.length) pairs.push([i, j]);
      i += 1;
      j += 1;
    }
  }
  return pairs;
}

/** A document in which blocks have the ids of those that they stand for in another one, where they have none of their own. */
export function withIdsOf(before: NodeJson, after: NodeJson): NodeJson {
  const id = after.attrs?.id ?? before.attrs?.id;
  const attrs = id === undefined ? after.attrs : { ...after.attrs, id };
  const [ours, theirs] = [before.content ?? [], after.content];
  if (!theirs) return { ...after, ...(attrs && { attrs }) };
  const of = new Map(pairsOf(ours, theirs).map(([a, b]) => [b, a]));
  const content = theirs.map((child, b) => {
    const partner = ours[of.get(b) ?? -1];
    return partner?.type === child.type ? withIdsOf(partner, child) : child;
  });
  return { ...after, ...(attrs && { attrs }), content };
}

/** A block as a text, without the ids in it. */
function keyOf(node: NodeJson): string {
  return JSON.stringify(node, (name, value) => (name === 'id' || value === null ? undefined : value));
}

/** Indexes of what two lists have in common, as much as can be in order: the longest common subsequence. */
function sameIn(ours: readonly string[], theirs: readonly string[]): [number, number][] {
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) start += 1;
  let end = 0;
  const isSame = (back: number) => ours[ours.length - back] === theirs[theirs.length - back];
  while (end < Math.min(ours.length, theirs.length) - start && isSame(end + 1)) end += 1;
  const [height, width] = [ours.length - start - end, theirs.length - start - end];
  const found: [number, number][] = Array.from({ length: start }, (_, i) => [i, i]);
  if (height * width <= MOST_COMPARISONS) {
    const row = width + 1;
    const lengths = new Uint32Array((height + 1) * row);
    const at = (i: number, j: number) => lengths[i * row + j] ?? 0;
    for (let i = height - 1; i >= 0; i -= 1) {
      for (let j = width - 1; j >= 0; j -= 1) {
        const same = ours[start + i] === theirs[start + j];
        lengths[i * row + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let [i, j] = [0, 0]; i < height && j < width; ) {
      if (ours[start + i] === theirs[start + j]) {
        found.push([start + i, start + j]);
        i += 1;
        j += 1;
      } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
      else j += 1;
    }
  }
  for (let back = end; back > 0; back -= 1) found.push([ours.length - back, theirs.length - back]);
  return found;
}
