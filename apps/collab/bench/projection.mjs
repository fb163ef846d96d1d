// How long projecting takes, and how much of it is done in the thread that serves the rooms: of one document of 20,000
// paragraphs, of many small ones, and of the search for what is behind among 20,000. On a PostgreSQL of its own; on Linux.
//
//   node apps/collab/bench/projection.mjs          after a build
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { startThrowAwayPostgres } from '@plenum/database/embedded/throw-away';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { openPool } from '@plenum/database/pool';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { DocumentThread } from '../dist/projection/document-thread.js';

const PARAGRAPHS = 20_000;
const ROUNDS = 7;
const SMALL = 300;
const DOCUMENTS = 20_000;

const server = await startThrowAwayPostgres();
await applyMigrations(server.url, resolve(import.meta.dirname, '../../../prisma/migrations'));
const pool = openPool(server.url);
const log = postgresLog(pool);
const thread = new DocumentThread({
  url: new URL('../dist/projection/projection-worker.js', import.meta.url),
  place: { databaseUrl: server.url, origin: 'http://localhost:3000' },
});

try {
  const workspaceId = randomUUID();
  await pool.query(`INSERT INTO workspace (id, name, slug) VALUES ($1, 'Bench', 'bench')`, [workspaceId]);
  await measureLarge(workspaceId);
  await measureSmall(workspaceId);
  await measureSearch(workspaceId);
} finally {
  await thread.close();
  await pool.end();
  await server.stop();
}

/** Makes documents, one of each update, and their ids. */
async function make(workspaceId, updates) {
  const ids = updates.map(() => randomUUID());
  await pool.query(
    `INSERT INTO document (id, workspace_id, kind, title) SELECT id, $2, 'pad', 'Bench' FROM unnest($1::uuid[]) AS id`,
    [ids, workspaceId],
  );
  const author = { kind: 'system', id: null };
  await log.append(ids.map((documentId, i) => ({ documentId, author, update: updates[i] })));
  return ids;
}

async function measureLarge(workspaceId) {
  const content = Array.from({ length: PARAGRAPHS }, (_, i) => block(i));
  const update = updateFromJson({ type: 'doc', content });
  const [documentId] = await make(workspaceId, [update]);
  const before = memory();
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await pool.query('DELETE FROM document_projection');
    const figures = await watched(() => thread.work(documentId));
    // The first round also starts the thread and loads the schema.
    if (round > 0) rounds.push(figures);
  }
  console.log(`one document of ${PARAGRAPHS} blocks, ${(update.length / 1e6).toFixed(1)} MB`);
  report(rounds);
  console.log(`  memory with the thread  ${memory() - before} MB more`);
}

async function measureSmall(workspaceId) {
  const content = Array.from({ length: 40 }, (_, i) => block(i));
  const updates = Array.from({ length: SMALL }, () => updateFromJson({ type: 'doc', content }));
  const rounds = [];
  for (const documentId of await make(workspaceId, updates)) {
    rounds.push(await watched(() => thread.work(documentId)));
  }
  console.log(`${SMALL} documents of 40 blocks, each`);
  report(rounds);
}

async function measureSearch(workspaceId) {
  const projections = postgresProjections(pool, { version: PROJECTION_VERSION });
  await pool.query(
    `WITH made AS (
       INSERT INTO document (id, workspace_id, kind, title, last_seq)
       SELECT gen_random_uuid(), $1, 'pad', 'Bench', 1 FROM generate_series(1, $2) RETURNING id)
     INSERT INTO document_projection (document_id, seq, version, text, outline)
     SELECT id, 1, $3, repeat('some words ', 200), '[]' FROM made`,
    [workspaceId, DOCUMENTS, PROJECTION_VERSION],
  );
  await pool.query('ANALYZE');
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const behind = await projections.listBehind({ after: null, limit: 100 });
    if (behind.length > 0) throw new Error('Something is behind.');
    times.push(performance.now() - start);
  }
  console.log(`search for what is behind among ${DOCUMENTS} documents, none of which is`);
  console.log(`  takes              ${median(times).toFixed(1)} ms`);
}

/** A short paragraph, or now and then a heading, a link, or a task. */
function block(index) {
  const text = { type: 'text', text: `Paragraph ${index} with some words` };
  if (index % 20 === 0) return { type: 'heading', attrs: { level: 2 }, content: [text] };
  if (index % 20 === 1) {
    const marks = [{ type: 'link', attrs: { href: `/d/${randomUUID()}` } }];
    return { type: 'paragraph', content: [{ ...text, marks }] };
  }
  if (index % 20 !== 2) return { type: 'paragraph', content: [text] };
  const item = { type: 'taskItem', content: [{ type: 'paragraph', content: [text] }] };
  return { type: 'taskList', content: [item] };
}

/** What a piece of work costs: its time, and of this thread the time that it was busy and the longest stall. */
async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = performance.eventLoopUtilization();
  const start = performance.now();
  delay.enable();
  const { kind } = await work();
  const time = performance.now() - start;
  await new Promise((done) => setTimeout(done, 5));
  delay.disable();
  if (kind !== 'written') throw new Error(`The projection is ${kind}.`);
  return { time, busy: performance.eventLoopUtilization(before).active, stall: delay.max / 1e6 };
}

function report(rounds) {
  const line = (name, key) => {
    const values = rounds.map((round) => round[key]);
    console.log(`  ${name}  ${median(values).toFixed(1)} ms, at most ${Math.max(...values).toFixed(1)} ms`);
  };
  line('takes                 ', 'time');
  line("of the rooms' thread  ", 'busy');
  line('its longest stall     ', 'stall');
}

/** Megabytes that this process has in memory, with all its threads. */
function memory() {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
