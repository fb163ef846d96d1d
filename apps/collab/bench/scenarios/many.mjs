import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from '../generator/crowd.mjs';
import { until } from '../generator/typing.mjs';
import { LIVE_COLUMNS } from '../report/live-columns.mjs';
import { figure } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';
import { everywhere, measureTyping, seatsFor } from './live.mjs';

const DOCUMENTS = 2_000;
/** Documents that are opened and left first, so that what a server makes once is not counted. */
const FIRST = 100;
/** Operations a second of all together. */
const PER_SECOND = 200;
/** Milliseconds until all are quiet; and for a server to be rid of documents that everybody has left. */
const QUIET = 1_000;
const CLEARING = 15_000;

/** Many small documents: what each costs in memory, and what is left of it. */
export const many = {
  title: `Many documents: ${DOCUMENTS.toLocaleString('en-US')} with two writers each, ${PER_SECOND} operations a second in all`,
  servers: ['y-websocket', 'hocuspocus', 'plenum'],
  columns: [
    ['kB per idle document', ({ idle }) => kilobytes(idle.resident)],
    ['live heap of it', ({ idle }) => kilobytes(idle.live)],
    ['kB per document after all have left', ({ left }) => kilobytes(left.resident)],
    ['live heap of it', ({ left }) => kilobytes(left.live)],
    ...LIVE_COLUMNS.filter(([name]) => !/readers/.test(name)),
  ],
  measure: measureMany,
  goals: ({ plenum }) => [
    {
      says: 'memory of an idle open document',
      value: Math.max(plenum?.idle.resident, plenum?.idle.live) / 1_000,
      most: 60,
      unit: ' kB',
    },
    {
      says: 'live heap of a document that everybody has left',
      value: plenum?.left.live / 1_000,
      most: 1,
      unit: ' kB',
    },
    { says: 'operations that never arrived', value: plenum?.missing, most: 0 },
  ],
};

async function measureMany({ seconds, ...given }) {
  const groups = everywhere(FIRST + DOCUMENTS, { writers: 2 });
  const target = await startServer({ ...given, ...seatsFor(groups) });
  try {
    await visit(target, groups.slice(0, FIRST));
    const before = await settledMemory(target);
    const crowd = new Crowd(target);
    await crowd.join(groups.slice(FIRST));
    await crowd.begin();
    await delay(QUIET);
    const idle = perDocument(await settledMemory(target), before);
    const writers = evenly(crowd.writers, PER_SECOND * seconds);
    const work = await measureTyping({ crowd, target, writers, perSecond: 1 / seconds, seconds });
    await crowd.leave();
    const left = perDocument(await clearedMemory(target, before), before);
    return { ...work, idle, left };
  } finally {
    await target.stop();
  }
}

/** So many of them, or all, at even distances: each makes one operation. */
function evenly(all, count) {
  const share = Math.min(1, count / all.length);
  return all.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
}

async function visit(target, groups) {
  const crowd = new Crowd(target);
  await crowd.join(groups);
  await crowd.begin();
  await crowd.leave();
  await delay(QUIET);
}

async function settledMemory({ children: [child] }) {
  return child.ask('memory');
}

/** The memory when it is back, or when that takes too long. */
async function clearedMemory(target, before) {
  let memory = await settledMemory(target);
  await until(async () => {
    memory = await settledMemory(target);
    return memory.live - before.live < DOCUMENTS * 1_000;
  }, CLEARING);
  return memory;
}

function perDocument(memory, before) {
  return {
    resident: (memory.resident - before.resident) / DOCUMENTS,
    live: (memory.live - before.live) / DOCUMENTS,
  };
}

function kilobytes(bytes) {
  return figure(bytes / 1_000);
}
