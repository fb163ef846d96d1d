import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from '../generator/crowd.mjs';
import { eachAtOnce, until } from '../generator/typing.mjs';
import { figure, megabytes } from '../report/table.mjs';
import { startServer } from '../servers/start.mjs';

/** Documents, and the milliseconds over which they are opened: in full, and as it is run otherwise. */
const FULL = { documents: 10_000, milliseconds: 30 * 60_000 };
const SHORT = { documents: 1_000, milliseconds: 20_000 };
/** Documents opened and left first, so that what a server makes once is not counted. */
const FIRST = 200;
/** Documents that are open at the same time, at most. */
const AT_ONCE = 20;
/** Milliseconds for an edit to become durable, and for all to be cleared away. */
const PATIENCE = 10_000;
const CLEARING = 60_000;
const PEOPLE = 100;

/** LOAD-7: documents that come and go leave nothing behind. */
export const load7 = {
  title: 'LOAD-7: documents opened, edited and left, one after another (--full: 10,000 in 30 minutes)',
  servers: ['plenum'],
  longest: 40 * 60,
  columns: [
    ['documents', ({ documents }) => figure(documents)],
    ['live heap MB before', ({ before }) => megabytes(before.live)],
    ['after', ({ after }) => megabytes(after.live)],
    ['memory MB before', ({ before }) => megabytes(before.resident)],
    ['after', ({ after }) => megabytes(after.resident)],
    ['timers before', ({ before }) => figure(before.timers)],
    ['after', ({ after }) => figure(after.timers)],
    ['s until cleared', ({ cleared }) => figure(cleared / 1_000)],
  ],
  measure: measureChurn,
  goals: ({ plenum }) => [
    { says: 'live heap after, by that before', value: plenum?.after.live / plenum?.before.live, most: 1.1 },
    {
      says: 'memory after, by that before',
      value: plenum?.after.resident / plenum?.before.resident,
      most: 1.1,
    },
    { says: 'timers more than before', value: plenum?.after.timers - plenum?.before.timers, most: 0 },
    { says: 'until cleared', value: plenum?.cleared / 1_000, most: 60, unit: ' s' },
  ],
};

async function measureChurn({ full, ...given }) {
  const { documents, milliseconds } = full ? FULL : SHORT;
  const wanted = { documents: FIRST + documents, writers: PEOPLE, readers: 0 };
  const target = await startServer({ ...given, ...wanted });
  const [child] = target.children;
  try {
    await visitAll(target, { from: 0, count: FIRST, milliseconds: 0 });
    await delay(2_000);
    const before = await child.ask('memory');
    await visitAll(target, { from: FIRST, count: documents, milliseconds });
    const start = performance.now();
    let after = await child.ask('memory');
    await until(async () => {
      after = await child.ask('memory');
      return after.timers <= before.timers && after.live <= before.live * 1.1;
    }, CLEARING);
    return { documents, before, after, cleared: performance.now() - start };
  } finally {
    await target.stop();
  }
}

/** Visits documents at a steady pace. */
async function visitAll(target, { from, count, milliseconds }) {
  const start = performance.now();
  const documents = Array.from({ length: count }, (_, i) => from + i);
  await eachAtOnce(documents, AT_ONCE, async (document, i) => {
    const due = start + (milliseconds * i) / count;
    if (due > performance.now()) await delay(due - performance.now());
    await visit(target, document);
  });
}

/** Somebody comes, writes a line and leaves when it is durable. */
async function visit(target, document) {
  const crowd = new Crowd(target);
  await crowd.join([{ document, writers: 1 }]);
  for (const writer of crowd.writers) writer.begin();
  await crowd.durable(PATIENCE);
  await crowd.leave();
}
