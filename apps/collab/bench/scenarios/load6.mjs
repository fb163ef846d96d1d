import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { Crowd } from '../generator/crowd.mjs';
import { until } from '../generator/typing.mjs';
import { figure } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';
import { PATIENCE, seatsFor } from './live.mjs';

const EDITS = 10_000;
const GROUP = { document: 0, writers: 10 };
/** Edits of one writer after which it waits a moment, and for how many milliseconds: 400 a second in all. */
const PAUSE = 25;
/** Of so many edits one deletes. */
const DELETES = 5;
/** Milliseconds for the snapshot that is made when all have left. */
const COMPACTING = 15_000;
const ROWS = 200;

/** LOAD-6: what is stored of many edits, and has to be read to open the document. */
export const load6 = {
  title: `LOAD-6: ${EDITS.toLocaleString('en-US')} edits of 10 writers in one document`,
  servers: ['plenum'],
  columns: [
    ['edits', ({ edits }) => figure(edits)],
    ['rows in the log', ({ rows }) => figure(rows)],
    ['rows read at opening while open, most', ({ mostRead }) => figure(mostRead)],
    ['after all have left', ({ read }) => figure(read)],
    ['kB read at opening', ({ readBytes }) => figure(readBytes / 1_000)],
    ['kB encoded anew', ({ stateBytes }) => figure(stateBytes / 1_000)],
  ],
  measure: measureStored,
  goals: ({ plenum }) => [
    {
      says: 'rows read at opening beside one snapshot, while it is open',
      value: plenum?.mostRead,
      most: ROWS,
    },
    { says: 'the same after all have left', value: plenum?.read, most: ROWS },
    {
      says: 'what is read at opening, by its size encoded anew',
      value: plenum && plenum.readBytes / plenum.stateBytes,
      most: 1.2,
    },
  ],
};

async function measureStored(given) {
  const target = await startServer({ ...given, ...seatsFor([GROUP]) });
  try {
    const crowd = new Crowd(target);
    await crowd.join([GROUP]);
    await crowd.begin();
    let mostRead = 0;
    for (let i = 0; i < EDITS / crowd.writers.length; i++) {
      for (const writer of crowd.writers) {
        if (i % DELETES === DELETES - 1) writer.erase(4);
        else writer.type();
      }
      await delay(PAUSE);
      if (i % 4 === 0) mostRead = Math.max(mostRead, (await target.stored(0)).tail.length);
    }
    await crowd.durable(PATIENCE);
    await crowd.leave();
    const seqs = [];
    // The last snapshot is made when all have left; where the log is short, none is.
    await until(async () => {
      const { snapshot, tail } = await target.stored(0);
      seqs.push(snapshot?.seq);
      return tail.length < 40 && seqs.at(-1) === seqs.at(-3);
    }, COMPACTING);
    const { snapshot, tail, seq } = await target.stored(0);
    const doc = new Y.Doc();
    const updates = [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
    for (const update of updates) Y.applyUpdate(doc, update);
    return {
      edits: EDITS,
      rows: seq,
      mostRead,
      read: tail.length,
      readBytes: updates.reduce((sum, { length }) => sum + length, 0),
      stateBytes: Y.encodeStateAsUpdate(doc).length,
    };
  } finally {
    await target.stop();
  }
}
