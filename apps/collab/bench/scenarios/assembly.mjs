import { ratio } from '../report/goals.mjs';
import { LIVE_COLUMNS } from '../report/live-columns.mjs';
import { measureLive } from './live.mjs';

/** A big assembly. */
export const assembly = {
  title: 'Assembly: one document, 100 writers × 5 operations a second, 500 readers',
  servers: ['relay', 'y-websocket', 'hocuspocus', 'plenum'],
  columns: LIVE_COLUMNS,
  measure: (given) =>
    measureLive({ ...given, groups: [{ document: 0, writers: 100, readers: 500 }], perSecond: 5 }),
  goals({ relay, hocuspocus, plenum }) {
    const cpu = plenum?.cpuPerThousand;
    return [
      { says: 'CPU of Hocuspocus in memory', value: ratio(cpu, hocuspocus?.cpuPerThousand), most: 1 / 2 },
      { says: 'CPU of the bare relay', value: ratio(cpu, relay?.cpuPerThousand), most: 1 / 10 },
      { says: 'p99 at writers', value: plenum?.latency.writers.p99, most: 150, unit: ' ms' },
      { says: 'p99 at readers', value: plenum?.latency.readers.p99, most: 150, unit: ' ms' },
      { says: 'operations that never arrived', value: plenum?.missing, most: 0 },
    ];
  },
};
