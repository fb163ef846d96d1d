import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '../generator/client.mjs';
import { wireOf } from '../generator/wire.mjs';
import { ratio } from '../report/goals.mjs';
import { figure, megabytes } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';

/** Documents opened first, then one after another that nobody has open, and clients that join one that somebody has. */
const FIRST = 20;
const COLD = 10;
const WARM = 20;
/** Attempts of a client that is told to come again, and milliseconds between them. */
const ATTEMPTS = 20;
const RETRY = 500;
/** Milliseconds after which what an opening has started is done. */
const REST = 150;

/** The columns of an opening. @param {number} crowd clients that come at once */
export const openingColumns = (crowd) => [
  ['state kB', ({ stateBytes }) => figure(stateBytes / 1_000)],
  ['nobody has it open: CPU ms', ({ cold }) => figure(cold.cpu)],
  ['PostgreSQL', ({ cold }) => figure(cold.databaseCpu || null)],
  ['ms until it is there', ({ cold }) => figure(cold.took)],
  ['somebody has: CPU ms', ({ warm }) => figure(warm.cpu)],
  ['an empty one: CPU ms', ({ empty }) => figure(empty.cold.cpu)],
  [`${crowd} at once: CPU ms each`, ({ storm }) => figure(storm.cpu)],
  ['PostgreSQL', ({ storm }) => figure(storm.databaseCpu || null)],
  ['ms until all have it', ({ storm }) => figure(storm.took)],
  ['told to come again', ({ storm }) => figure(storm.refused)],
  ['an empty one: CPU ms each', ({ empty }) => figure(empty.storm.cpu)],
  ['memory MB', ({ memory }) => megabytes(memory)],
];

/** Goals in comparison with y-websocket. */
export function openingGoals({ 'y-websocket': peer, plenum }) {
  const beyondConnecting = (result, kind) => result && result[kind].cpu - result.empty.cold.cpu;
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
    {
      says: 'the same beyond what connecting to an empty document costs',
      value: ratio(Math.max(0, beyondConnecting(plenum, 'warm')), beyondConnecting(peer, 'warm')),
      most: 1 / 5,
    },
    { says: 'CPU of each of those who come at once', value: plenum?.storm.cpu, most: 1, unit: ' ms' },
    {
      says: 'the same beyond what connecting to an empty document costs',
      value: plenum && plenum.storm.cpu - plenum.empty.storm.cpu,
      most: 1,
      unit: ' ms',
    },
  ];
}

/** Measures what it costs to open documents that begin with a seed, and so many clients who do so at once. */
export async function measureOpening({ seed, storm: crowd, ...given }) {
  const seats = { documents: FIRST + COLD + 1, writers: crowd, readers: 0 };
  const measureAll = (more) =>
    withServer({ ...given, ...seats, ...more }, (target) => measureOpenings(target, crowd));
  return { ...(await measureAll({ seed })), empty: await measureAll({}) };
}

/** The first documents warm the server up, the last is for those who come at once. */
async function measureOpenings(target, crowd) {
  for (let document = 0; document < FIRST; document++) await openOnce({ target, document, number: 0 });
  const cold = await average(COLD, target, (i) => openOnce({ target, document: FIRST + i, number: 0 }));
  const holder = await open({ target, document: FIRST, number: 0 });
  const warm = await average(WARM, target, () => openOnce({ target, document: FIRST, number: 1 }));
  const { stateBytes } = holder;
  await holder.close();
  const storm = await measureStorm({ target, document: FIRST + COLD, crowd });
  const { resident } = await target.children[0].ask('memory');
  return { stateBytes, cold, warm, storm, memory: resident };
}

async function withServer(given, action) {
  const target = await startServer(given);
  try {
    return await action(target);
  } finally {
    await target.stop();
  }
}

async function measureStorm({ target, document, crowd }) {
  let refused = 0;
  const openAtLast = async (number) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return await open({ target, document, number });
      } catch {
        refused += 1;
        await delay(RETRY);
      }
    }
    throw new Error('A client was refused again and again.');
  };
  const used = await measured(target, crowd, async () => {
    const clients = await Promise.all(Array.from({ length: crowd }, (_, number) => openAtLast(number)));
    return () => Promise.all(clients.map((client) => client.close()));
  });
  return { ...used, refused };
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
