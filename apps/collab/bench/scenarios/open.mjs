import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '../generator/client.mjs';
import { wireOf } from '../generator/wire.mjs';
import { ratio } from '../report/goals.mjs';
import { figure, megabytes } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';

/** Documents opened one after another that nobody has open, and clients that join one that somebody has. */
const COLD = 10;
const WARM = 20;
/** Milliseconds after which what an opening has started is done. */
const REST = 150;

/** The columns of an opening. @param {number} storm clients that come at once */
export const openingColumns = (storm) => [
  ['state kB', ({ stateBytes }) => figure(stateBytes / 1_000)],
  ['nobody has it open: CPU ms', ({ cold }) => figure(cold.cpu)],
  ['PostgreSQL', ({ cold }) => figure(cold.databaseCpu || null)],
  ['ms until it is there', ({ cold }) => figure(cold.took)],
  ['somebody has: CPU ms', ({ warm }) => figure(warm.cpu)],
  ['an empty one: CPU ms', ({ empty }) => figure(empty.cpu)],
  [`${storm} at once: CPU ms each`, ({ storm }) => figure(storm.cpu)],
  ['PostgreSQL', ({ storm }) => figure(storm.databaseCpu || null)],
  ['ms until all have it', ({ storm }) => figure(storm.took)],
  ['memory MB', ({ memory }) => megabytes(memory)],
];

/** Goals in comparison with y-websocket. */
export function openingGoals({ 'y-websocket': peer, plenum }) {
  return [
    {
      says: 'CPU of y-websocket, nobody has it open',
      value: ratio(plenum?.cold.cpu, peer?.cold.cpu),
      most: 1 / 5,
    },
    {
      says: 'CPU of y-websocket, somebody has it open',
      value: ratio(plenum?.warm.cpu, peer?.warm.cpu),
      most: 1 / 5,
    },
    { says: 'CPU of each of those who come at once', value: plenum?.storm.cpu, most: 1, unit: ' ms' },
  ];
}

/** Measures what it costs to open documents that begin with a seed, and so many clients who do so at once. */
export async function measureOpening({ seed, storm: crowd, ...given }) {
  // The first warms the server up, one is for the storm, and the last stays empty as a measure of connecting itself.
  const target = await startServer({ ...given, seed, documents: COLD + 2, writers: crowd, readers: 0 });
  try {
    const own = { target, number: 0 };
    await openOnce({ ...own, document: 0 });
    const cold = await average(COLD, target, (i) => openOnce({ ...own, document: i + 1 }));
    const holder = await open({ ...own, document: 1 });
    const warm = await average(WARM, target, () => openOnce({ ...own, document: 1 }));
    const { stateBytes } = holder;
    await holder.close();
    const storm = await measureStorm({ target, document: COLD + 1, crowd });
    const { resident } = await target.children[0].ask('memory');
    await target.stop();
    return { stateBytes, cold, warm, storm, memory: resident, empty: await measureEmpty(given) };
  } finally {
    await target.stop();
  }
}

/** What connecting costs where there is nothing to open. */
async function measureEmpty(given) {
  const target = await startServer({ ...given, documents: COLD + 1, writers: 1, readers: 0 });
  try {
    await openOnce({ target, number: 0, document: 0 });
    return await average(COLD, target, (i) => openOnce({ target, number: 0, document: i + 1 }));
  } finally {
    await target.stop();
  }
}

async function measureStorm({ target, document, crowd }) {
  return measured(target, crowd, async () => {
    const clients = await Promise.all(
      Array.from({ length: crowd }, (_, number) => open({ target, document, number })),
    );
    return () => Promise.all(clients.map((client) => client.close()));
  });
}

/** What one of several openings costs on average. */
function average(count, target, openOne) {
  return measured(target, count, async () => {
    for (let i = 0; i < count; i++) await openOne(i);
  });
}

/** What something costs for each of so many: CPU milliseconds, and milliseconds in all until it is there. */
async function measured(target, count, action) {
  const [child] = target.children;
  await delay(REST);
  const before = { cpu: await child.ask('cpu'), databaseCpu: target.databaseCpu() };
  const start = performance.now();
  const close = await action();
  const took = performance.now() - start;
  await delay(REST);
  const cpu = ((await child.ask('cpu')) - before.cpu) / 1_000 / count;
  const databaseCpu = (target.databaseCpu() - before.databaseCpu) / count;
  await close?.();
  return { cpu, databaseCpu, took: close ? took : took / count };
}

async function openOnce(seat) {
  const client = await open(seat);
  await client.close();
}

/** A client that has got the document. */
async function open({ target, document, number }) {
  const { name, url, headers } = target.seat({ document, kind: 'writers', number });
  const client = new Client({ url, headers, wire: wireOf(target.wire, name) });
  await client.opened();
  return client;
}
