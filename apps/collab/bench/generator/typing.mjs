import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between looks at the clock. */
const TICK = 4;

/**
 * Lets writers type for a while, each at its own rhythm: evenly spread, and each operation moved by chance (the same for every
 * server) by up to half an interval. Resolves with the number of operations.
 * @param {import('./writer.mjs').Writer[]} writers
 * @param {{ perSecond: number, seconds: number, padding?: string }} pace operations of one writer
 */
export async function typeFor(writers, { perSecond, seconds, padding = '' }) {
  const interval = 1_000 / perSecond;
  const random = seededRandom(1);
  const keystrokes = writers
    .flatMap((writer, i) =>
      Array.from({ length: Math.round(perSecond * seconds) }, (_, turn) => ({
        writer,
        at: interval * (turn + i / writers.length + random() / 2),
      })),
    )
    .sort((a, b) => a.at - b.at);
  const start = performance.now();
  for (const { writer, at } of keystrokes) {
    while (performance.now() - start < at) await delay(TICK);
    writer.type(padding);
  }
  return keystrokes.length;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Waits until something is true, which may take a while to tell, at most so many milliseconds; whether it became true. */
export async function until(condition, milliseconds) {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await delay(20);
  }
  return true;
}

/** Does something for each item, so many at a time. */
export async function eachAtOnce(items, most, action) {
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await action(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
