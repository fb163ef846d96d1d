import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from '../generator/crowd.mjs';
import { LIVE_COLUMNS } from '../report/live-columns.mjs';
import { figure, megabytes } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';
import { measureTyping, seatsFor } from './live.mjs';

const STALLED = 30;
const GROUP = { document: 0, writers: 10, readers: 50, stalled: STALLED };
/** 19.5 MB in all: operations of a writer a second, seconds, and characters of one. */
const WORK = { perSecond: 20, seconds: 20, padding: ' '.repeat(4_868) };
/** Milliseconds for those who had stopped to have everything. */
const CATCHING_UP = 60_000;

/** Readers whose network stands still while much is written. */
export const slow = {
  title: `Slow readers: ${STALLED} of 90 stop reading while 19.5 MB are written`,
  servers: ['y-websocket', 'hocuspocus', 'plenum'],
  columns: [
    ['memory MB more per stopped socket', ({ growth }) => megabytes(growth)],
    ...LIVE_COLUMNS,
    ['stopped sockets closed', ({ closed }) => figure(closed)],
    ['operations they lack at the end', ({ lacking }) => figure(lacking)],
  ],
  measure: measureSlow,
  goals: ({ plenum }) => [
    { says: 'memory for each stopped socket', value: plenum?.growth / 1024 ** 2, most: 2, unit: ' MB' },
    { says: 'p99 at the other readers', value: plenum?.latency.readers.p99, most: 150, unit: ' ms' },
    { says: 'operations that never arrived at the others', value: plenum?.missing, most: 0 },
    { says: 'operations that those who had stopped lack', value: plenum?.lacking, most: 0 },
  ],
};

/** The same work with and without those who stop, since what is written takes memory of its own. */
async function measureSlow(given) {
  const { usage } = await measureWork(given, { areStopped: false });
  const work = await measureWork(given, { areStopped: true });
  return { ...work, growth: (work.usage.memoryPeak - usage.memoryPeak) / STALLED };
}

async function measureWork(given, { areStopped }) {
  const target = await startServer({ ...given, ...seatsFor([GROUP]) });
  try {
    const crowd = new Crowd(target);
    await crowd.join([GROUP]);
    await crowd.begin();
    const stalled = areStopped ? crowd.members.filter(({ kind }) => kind === 'stalled') : [];
    for (const { client } of stalled) client.pause();
    const work = await measureTyping({ crowd, target, ...WORK });
    for (const { client } of stalled) client.resume();
    const closed = await catchUp(crowd, stalled);
    const lacking = crowd.missingAtStalled;
    await crowd.leave();
    return { ...work, closed, lacking };
  } finally {
    await target.stop();
  }
}

/** Lets those come back who were closed, until all have everything or that takes too long; how many were closed. */
async function catchUp(crowd, stalled) {
  const end = performance.now() + CATCHING_UP;
  const closed = new Set();
  while (crowd.missingAtStalled > 0 && performance.now() < end) {
    for (const member of stalled.filter(({ client }) => client.closeCode !== null)) {
      closed.add(member);
      await member.connect();
    }
    await delay(100);
  }
  return closed.size;
}
