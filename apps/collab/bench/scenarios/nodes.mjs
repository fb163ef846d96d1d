import { ratio } from '../report/goals.mjs';
import { figure } from '../report/table.mjs';
import { everywhere, measureLive } from './live.mjs';

const DOCUMENTS = 200;
const PER_SECOND = 1 / 2;

/** Two processes on one database: how long an edit takes to cross, and how many documents they carry. */
export const nodes = {
  title: `Two processes on one database: ${DOCUMENTS} documents with two writers each, ${DOCUMENTS} operations a second in all`,
  servers: ['plenum'],
  columns: [
    ['one process: CPU ms per 1,000', ({ one }) => figure(one.cpuPerThousand)],
    ['two, each document on one of them', ({ apart }) => figure(apart.cpuPerThousand)],
    ['two, each document on both', ({ across }) => figure(across.cpuPerThousand)],
    [
      'PostgreSQL, each',
      (result) =>
        ['one', 'apart', 'across'].map((way) => figure(result[way].databaseCpuPerThousand)).join(' / '),
    ],
    [
      'crossing p50 / p99 ms',
      ({ across }) => `${figure(across.latency.writers.p50)} / ${figure(across.latency.writers.p99)}`,
    ],
    ['never arrived', ({ one, apart, across }) => figure(one.missing + apart.missing + across.missing)],
  ],
  measure: measureNodes,
  goals: ({ plenum }) => [
    { says: 'an edit crosses, p50', value: plenum?.across.latency.writers.p50, most: 30, unit: ' ms' },
    {
      says: 'CPU of one process for the same, by that of two (they carry twice as much divided by this)',
      value: ratio(plenum?.apart.cpuPerThousand, plenum?.one.cpuPerThousand),
      most: 2 / 1.8,
    },
    {
      says: 'operations that never arrived',
      value: plenum && plenum.one.missing + plenum.apart.missing + plenum.across.missing,
      most: 0,
    },
  ],
};

async function measureNodes(given) {
  const work = { ...given, perSecond: PER_SECOND };
  const apart = everywhere(DOCUMENTS, { writers: 2 });
  const across = everywhere(DOCUMENTS, {}).flatMap(({ document }) =>
    [0, 1].map((node) => ({ document, node, writers: 1 })),
  );
  return {
    one: await measureLive({ ...work, groups: apart }),
    apart: await measureLive({ ...work, groups: apart, nodes: 2 }),
    across: await measureLive({ ...work, groups: across, nodes: 2 }),
  };
}
