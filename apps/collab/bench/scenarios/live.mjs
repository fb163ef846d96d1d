import { Crowd } from '../generator/crowd.mjs';
import { Meter } from '../generator/meter.mjs';
import { typeFor } from '../generator/typing.mjs';
import { startServer } from '../servers/start.mjs';

/** Seconds of typing before it counts, so that every server runs compiled code. */
const WARM_UP = 2;
/** Milliseconds for the last operations to arrive. */
const PATIENCE = 15_000;

/**
 * Measures people at work: so many write at so many operations a second, so many read.
 * @param {{ server: string, cluster: object, seconds: number, documents?: number, writers: number, readers: number,
 *   perSecond: number, after?: (crowd: Crowd) => Promise<object> }} given writers and readers of each document
 */
export async function measureLive({ documents = 1, writers, readers, perSecond, seconds, after, ...given }) {
  const target = await startServer({
    ...given,
    documents,
    writers: documents * writers,
    readers: documents * readers,
  });
  try {
    const crowd = new Crowd(target);
    await crowd.join(Array.from({ length: documents }, (_, document) => ({ document, writers, readers })));
    await crowd.begin();
    await typeFor(crowd.writers, { perSecond, seconds: WARM_UP });
    await crowd.settled(PATIENCE);
    crowd.startCounting();
    const meter = new Meter(target).start();
    const typed = await typeFor(crowd.writers, { perSecond, seconds });
    await crowd.settled(PATIENCE);
    const usage = meter.stop();
    const { delivered, missing, latencies, closed } = crowd;
    const result = {
      typed,
      delivered,
      missing,
      closed,
      usage,
      cpuPerThousand: (usage.cpu / delivered) * 1_000,
      databaseCpuPerThousand: (usage.databaseCpu / delivered) * 1_000,
      latency: { writers: quantiles(latencies.writers), readers: quantiles(latencies.readers) },
    };
    const more = after ? await after(crowd) : {};
    await crowd.leave();
    return { ...result, ...more };
  } finally {
    await target.stop();
  }
}

/** Milliseconds. @param {import('../generator/histogram.mjs').Histogram} histogram */
export function quantiles(histogram) {
  return { p50: histogram.percentile(0.5), p95: histogram.percentile(0.95), p99: histogram.percentile(0.99) };
}
