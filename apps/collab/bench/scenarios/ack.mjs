import { ratio } from '../report/goals.mjs';
import { LIVE_COLUMNS, pair } from '../report/live-columns.mjs';
import { figure } from '../report/table.mjs';
import { everywhere, measureLive } from './live.mjs';

/** How long it takes until what was typed is durable, and what durability costs. */
export const ack = {
  title: 'Durability: 10 documents with 10 writers × 5 operations a second each, 500 a second in all',
  servers: ['plenum', 'plenum-unstored'],
  columns: [
    ['acknowledged p50 / p99 ms', ({ latency }) => pair(latency.durable)],
    ['never acknowledged', ({ unacknowledged }) => figure(unacknowledged)],
    ...LIVE_COLUMNS.filter(([name]) => !/readers/.test(name)),
  ],
  measure: (given) => measureLive({ ...given, groups: everywhere(10, { writers: 10 }), perSecond: 5 }),
  goals: ({ plenum, 'plenum-unstored': unstored }) => [
    { says: 'acknowledged as durable, p50', value: plenum?.latency.durable.p50, most: 15, unit: ' ms' },
    { says: 'acknowledged as durable, p99', value: plenum?.latency.durable.p99, most: 100, unit: ' ms' },
    {
      says: 'CPU of storing nothing, PostgreSQL not counted',
      value: ratio(plenum?.cpuPerThousand, unstored?.cpuPerThousand),
      most: 1.5,
    },
    { says: 'operations that were never acknowledged', value: plenum?.unacknowledged, most: 0 },
  ],
};
