import { ratio } from '../report/goals.mjs';
import { pair } from '../report/live-columns.mjs';
import { figure } from '../report/table.mjs';
import { everywhere, measureLive } from './live.mjs';

/** Documents that each process carries, with two writers each, and operations of one writer a second. */
const DOCUMENTS = 100;
const PER_SECOND = 2;
/** The same where it is measured how long an edit takes to cross: 100 operations a second in all, as in LOAD-1. */
const CALM = 1 / 4;

/** Two processes on one database: how long an edit takes to cross, and how many documents they carry. */
export const nodes = {
  title: `Two processes on one database: ${DOCUMENTS} documents a process, two writers each, ${2 * PER_SECOND * DOCUMENTS} operations a second and process`,
  servers: ['plenum'],
  columns: [
    ['one process: CPU ms per 1,000', ({ one }) => figure(one.cpuPerThousand)],
    ['two, twice the documents, each on one of them', ({ apart }) => figure(apart.cpuPerThousand)],
    ['the same, each on both', ({ across }) => figure(across.cpuPerThousand)],
    [
      'PostgreSQL, each',
      (result) =>
        ['one', 'apart', 'across'].map((way) => figure(result[way].databaseCpuPerThousand)).join(' / '),
    ],
    ['crossing at that rate p50 / p99 ms', ({ across }) => pair(across.latency.writers)],
    ['at 100 a second', ({ calm }) => pair(calm.latency.writers)],
    ['never arrived', (result) => figure(missingIn(result))],
  ],
  measure: measureNodes,
  goals: ({ plenum }) => [
    {
      says: 'an edit crosses at 100 a second, p50',
      value: plenum?.calm.latency.writers.p50,
      most: 30,
      unit: ' ms',
    },
    {
      says: 'CPU of an operation on two processes by that on one (two carry 2 ÷ this of what one does)',
      value: ratio(plenum?.apart.cpuPerThousand, plenum?.one.cpuPerThousand),
      most: 2 / 1.8,
    },
    {
      says: 'operations that never arrived',
      value: plenum && missingIn(plenum),
      most: 0,
    },
  ],
};

async function measureNodes(given) {
  const work = { ...given, perSecond: PER_SECOND };
  const across = everywhere(2 * DOCUMENTS, {}).flatMap(({ document }) =>
    [0, 1].map((node) => ({ document, node, writers: 1 })),
  );
  return {
    one: await measureLive({ ...work, groups: everywhere(DOCUMENTS, { writers: 2 }) }),
    apart: await measureLive({ ...work, groups: everywhere(2 * DOCUMENTS, { writers: 2 }), nodes: 2 }),
    across: await measureLive({ ...work, groups: across, nodes: 2 }),
    calm: await measureLive({ ...work, groups: across, nodes: 2, perSecond: CALM }),
  };
}

function missingIn({ one, apart, across, calm }) {
  return one.missing + apart.missing + across.missing + calm.missing;
}
