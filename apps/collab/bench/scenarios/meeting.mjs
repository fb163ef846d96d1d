import { setTimeout as delay } from 'node:timers/promises';
import { ratio } from '../report/goals.mjs';
import { LIVE_COLUMNS, pair } from '../report/live-columns.mjs';
import { measureLive, quantiles } from './live.mjs';

/** First keystrokes that are measured, and the milliseconds of quiet before each. */
const KEYSTROKES = 40;
const QUIET = 300;

/** The compiler takes thousands of operations to be done with a server, which at this pace would be minutes. */
const WARM_UP = { perSecond: 25, seconds: 12 };

/** An ordinary meeting, and the first keystroke after a pause. */
export const meeting = {
  title: 'Meeting: one document, 10 writers × 5 operations a second, 100 readers',
  servers: ['relay', 'y-websocket', 'hocuspocus', 'plenum'],
  columns: [
    ...LIVE_COLUMNS,
    ['first keystroke p50 / p99 ms at writers', ({ first }) => pair(first.writers)],
    ['first keystroke p50 / p99 ms at readers', ({ first }) => pair(first.readers)],
  ],
  measure: (given) =>
    measureLive({
      ...given,
      groups: [{ document: 0, writers: 10, readers: 100 }],
      perSecond: 5,
      warmUp: WARM_UP,
      after: measureFirstKeystrokes,
    }),
  goals({ relay, plenum }) {
    return [
      { says: 'CPU of the bare relay', value: ratio(plenum?.cpuPerThousand, relay?.cpuPerThousand), most: 1 },
      ...['writers', 'readers'].map((kind) => ({
        says: `first keystroke after quiet, p50 at ${kind} (the relay’s and 2 ms)`,
        value: plenum?.first[kind].p50,
        most: relay ? relay.first[kind].p50 + 2 : null,
        unit: ' ms',
      })),
      { says: 'operations that never arrived', value: plenum?.missing, most: 0 },
    ];
  },
};

async function measureFirstKeystrokes(crowd) {
  crowd.startCounting();
  for (let i = 0; i < KEYSTROKES; i++) {
    await delay(QUIET);
    crowd.writers[i % crowd.writers.length].type();
  }
  await crowd.settled(5_000);
  const { writers, readers } = crowd.latencies;
  return { first: { writers: quantiles(writers), readers: quantiles(readers) } };
}
