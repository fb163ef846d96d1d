import { LIVE_COLUMNS, pair95 } from '../report/live-columns.mjs';
import { figure } from '../report/table.mjs';
import { everywhere, measureLive } from './live.mjs';

/** LOAD-1: an instance at work. */
export const load1 = {
  title: 'LOAD-1: 1,000 sockets on 200 documents, 100 edits a second',
  servers: ['y-websocket', 'hocuspocus', 'plenum'],
  columns: [
    ...LIVE_COLUMNS,
    ['p95 ms at writers / readers', ({ latency }) => pair95(latency.writers, latency.readers)],
    ['acknowledged p95 ms', ({ latency }) => figure(latency.durable.p95)],
    ['loop delay p99 ms', ({ loopDelay }) => figure(loopDelay)],
  ],
  measure: (given) =>
    measureLive({ ...given, groups: everywhere(200, { writers: 2, readers: 3 }), perSecond: 1 / 4 }),
  goals({ plenum }) {
    const worst = (share) => Math.max(plenum?.latency.writers[share], plenum?.latency.readers[share]);
    return [
      { says: 'delivery p95', value: worst('p95'), most: 100, unit: ' ms' },
      { says: 'delivery p99', value: worst('p99'), most: 250, unit: ' ms' },
      { says: 'durable acknowledgement p95', value: plenum?.latency.durable.p95, most: 250, unit: ' ms' },
      { says: 'memory', value: plenum?.usage.memoryPeak / 1024 ** 2, most: 400, unit: ' MB' },
      { says: 'loop delay p99', value: plenum?.loopDelay, most: 50, unit: ' ms' },
      { says: 'operations that never arrived', value: plenum?.missing, most: 0 },
    ];
  },
};
