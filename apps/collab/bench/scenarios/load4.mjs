import { setTimeout as delay } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { Client } from '../generator/client.mjs';
import { Crowd } from '../generator/crowd.mjs';
import { typeFor, until } from '../generator/typing.mjs';
import { wireOf } from '../generator/wire.mjs';
import { figure } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';
import { everywhere, PATIENCE, seatsFor } from './live.mjs';

const DOCUMENTS = 30;
const PEOPLE = { writers: 2, readers: 8 };
/** Milliseconds for all to be back, and between two attempts of one. */
const MOST = 30_000;
const RETRY = 200;

/** LOAD-4: everybody comes back at once after the server was restarted. */
export const load4 = {
  title: 'LOAD-4: 300 clients of 30 documents come back after a restart of the server',
  servers: ['plenum'],
  columns: [
    ['ms until the last is back', ({ took }) => figure(took)],
    ['clients back', ({ back }) => figure(back)],
    ['documents with the same text', ({ same }) => figure(same)],
  ],
  measure: measureRestart,
  goals: ({ plenum }) => [
    { says: 'all are back', value: plenum?.took, most: 10_000, unit: ' ms' },
    { says: 'clients that are not', value: 300 - plenum?.back, most: 0 },
    { says: 'documents with another text', value: DOCUMENTS - plenum?.same, most: 0 },
  ],
};

async function measureRestart({ seconds, ...given }) {
  const groups = everywhere(DOCUMENTS, PEOPLE);
  const target = await startServer({ ...given, ...seatsFor(groups) });
  try {
    const crowd = new Crowd(target);
    await crowd.join(groups);
    await crowd.begin();
    await typeFor(crowd.writers, { perSecond: 5, seconds });
    await crowd.settled(PATIENCE);
    await crowd.durable(PATIENCE);
    const before = await Promise.all(groups.map(({ document }) => textOf(target, document)));
    await target.restart();
    const start = performance.now();
    await until(() => crowd.members.every(({ client }) => client.closeCode !== null), MOST);
    const back = await Promise.all(crowd.members.map((member) => comeBack(member)));
    const took = performance.now() - start;
    const after = await Promise.all(groups.map(({ document }) => textOf(target, document)));
    await crowd.leave();
    return {
      took,
      back: back.filter(Boolean).length,
      same: after.filter((text, i) => text === before[i] && text.length > 0).length,
    };
  } finally {
    await target.stop();
  }
}

/** Tries again as long as the server refuses; whether it came back. */
async function comeBack(member) {
  const end = performance.now() + MOST;
  while (performance.now() < end) {
    try {
      await member.connect();
      return true;
    } catch {
      await delay(RETRY);
    }
  }
  return false;
}

/** The text that somebody reads who comes now. */
async function textOf(target, document) {
  const { name, url, headers } = target.seat({ document, kind: 'readers', number: document });
  const wire = wireOf(target.wire, name);
  const doc = new Y.Doc();
  const client = new Client(
    { url, headers, wire },
    { onFrame: (bytes) => Y.applyUpdate(doc, updateIn(bytes)) },
  );
  await client.opened();
  await client.close();
  return doc.getXmlFragment('content').toString();
}

/** The update in a message of y-protocols. */
function updateIn(bytes) {
  const decoder = decoding.createDecoder(bytes);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}
