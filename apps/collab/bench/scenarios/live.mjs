import { Crowd } from '../generator/crowd.mjs';
import { Meter } from '../generator/meter.mjs';
import { typeFor } from '../generator/typing.mjs';
import { startServer } from '../servers/start.mjs';

/** Seconds of typing before it counts, so that every server runs compiled code. */
const WARM_UP = { seconds: 2 };
/** Milliseconds for the last operations to arrive. */
export const PATIENCE = 15_000;

/**
 * People at work.
 * @typedef {object} Work
 * @property {string} server
 * @property {{ url: string, pid: number }} cluster
 * @property {number} seconds
 * @property {number} perSecond operations of one writer
 * @property {import('../generator/crowd.mjs').Group[]} groups
 * @property {number} [nodes]
 * @property {{ seconds: number, perSecond?: number }} [warmUp] typing before it counts; where little is typed it takes more of it
 */

/**
 * Measures people at work. `after` measures more with the same crowd.
 * @param {Work & { after?: (crowd: Crowd) => Promise<object> }} work
 */
export async function measureLive({ groups, after, warmUp = WARM_UP, ...work }) {
  const target = await startServer({ ...work, ...seatsFor(groups) });
  try {
    const crowd = new Crowd(target);
    await crowd.join(groups);
    await crowd.begin();
    await typeFor(crowd.writers, { ...work, ...warmUp });
    await crowd.settled(PATIENCE);
    const result = await measureTyping({ crowd, target, ...work });
    const more = after ? await after(crowd) : {};
    await crowd.leave();
    return { ...result, ...more };
  } finally {
    await target.stop();
  }
}

/** Lets a crowd type, or only some of its writers, and measures what that takes. */
export async function measureTyping({ crowd, target, writers = crowd.writers, perSecond, seconds, padding }) {
  crowd.startCounting();
  const meter = new Meter(target).start();
  await Promise.all(target.children.map((child) => child.ask('watchDelay')));
  await typeFor(writers, { perSecond, seconds, padding });
  await crowd.settled(PATIENCE);
  const isPlenum = target.stored !== undefined;
  if (isPlenum) await crowd.durable(PATIENCE);
  const usage = meter.stop();
  const loopDelays = await Promise.all(target.children.map((child) => child.ask('delay')));
  const { typed, delivered, missing, unacknowledged, latencies, members } = crowd;
  return {
    typed,
    delivered,
    missing,
    unacknowledged: isPlenum ? unacknowledged : null,
    closed: members.filter(({ client }) => client.closeCode !== null).length,
    usage,
    loopDelay: Math.max(...loopDelays),
    cpuPerThousand: (usage.cpu / delivered) * 1_000,
    databaseCpuPerThousand: (usage.databaseCpu / delivered) * 1_000,
    latency: {
      writers: quantiles(latencies.writers),
      readers: quantiles(latencies.readers),
      durable: quantiles(latencies.durable),
    },
  };
}

/** So many documents, each with the same people. */
export function everywhere(documents, people) {
  return Array.from({ length: documents }, (_, document) => ({ document, ...people }));
}

/** What a server has to have for groups of people. @param {import('../generator/crowd.mjs').Group[]} groups */
export function seatsFor(groups) {
  const sum = (of) => groups.reduce((total, group) => total + of(group), 0);
  return {
    documents: Math.max(...groups.map(({ document }) => document)) + 1,
    writers: sum(({ writers = 0 }) => writers),
    readers: sum(({ readers = 0, stalled = 0 }) => readers + stalled),
  };
}

/** Milliseconds. @param {import('../generator/histogram.mjs').Histogram} histogram */
export function quantiles(histogram) {
  return { p50: histogram.percentile(0.5), p95: histogram.percentile(0.95), p99: histogram.percentile(0.99) };
}
