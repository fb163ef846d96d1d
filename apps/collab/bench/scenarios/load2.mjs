import { LIVE_COLUMNS, pair95 } from '../report/live-columns.mjs';
import { measureLive } from './live.mjs';

/** LOAD-2: everybody writes in one document, and many read where some write. */
export const load2 = { ...crowded({ writers: 50, readers: 0, most: 200 }) };
export const load2b = { ...crowded({ writers: 20, readers: 180, most: 150 }) };

function crowded({ writers, readers, most }) {
  return {
    title: `LOAD-2: ${writers + readers} in one document, ${writers} of them writing, 2 edits a second each`,
    servers: ['y-websocket', 'hocuspocus', 'plenum'],
    columns: [
      ...LIVE_COLUMNS.filter(([name]) => readers > 0 || !/readers/.test(name)),
      ['p95 ms at writers / readers', ({ latency }) => pair95(latency.writers, latency.readers)],
    ],
    measure: (given) => measureLive({ ...given, groups: [{ document: 0, writers, readers }], perSecond: 2 }),
    goals: ({ plenum }) => [
      { says: 'delivery p95 at writers', value: plenum?.latency.writers.p95, most, unit: ' ms' },
      ...(readers > 0
        ? [{ says: 'delivery p95 at readers', value: plenum?.latency.readers.p95, most, unit: ' ms' }]
        : []),
      { says: 'operations that never arrived', value: plenum?.missing, most: 0 },
    ],
  };
}
