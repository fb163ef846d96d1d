// npm run bench:search: how long a search takes that is filtered by access, over 20,000 pages; docs/performance.md.
// npm run bench:search -- 5000 for another number of pages.
import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { prepare, runEntry } from './prepare.mjs';

const root = resolve(import.meta.dirname, '..');
const database = (module) => import(`../packages/database/dist/${module}.js`);
/** Searches of each kind, and how many pages are made and read at once. */
const ROUNDS = 40;
const PAGE = 500;
const READERS = 4;

/** What is searched for: rare, common and frequent words, and what has to be looked up besides. */
const QUESTIONS = {
  'a word of few pages': () => `${word(1_500 + chance(1_000))} `,
  'a word of every tenth page': () => `${word(60 + chance(40))} `,
  'a word of nearly every page': () => `${word(0)} `,
  'two words': () => `${word(20 + chance(50))} ${word(200 + chance(300))} `,
  'a phrase': () => `"${word(chance(10))} ${word(chance(10))}"`,
  'as it is typed': () => word(chance(300)).slice(0, 3),
  'without a word': () => `${word(50 + chance(50))} -${word(0)} `,
  'in titles': () => `title:${word(chance(200))} `,
  'in a branch': () => `in:"page 7" ${word(30)} `,
  'with a typo': () => `${word(40 + chance(500)).replace(/.(.)$/, 'x$1')}q `,
};

let state = 7;
function chance(of) {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * of);
}

/** The n-th most frequent word, the same in every run. */
function word(n) {
  const syllables = [
    'ba',
    'ko',
    'ri',
    'ten',
    'mul',
    'sa',
    'ge',
    'for',
    'li',
    'wo',
    'nak',
    'pes',
    'du',
    'hai',
    'ver',
    'tro',
  ];
  let letters = '';
  for (let rest = n + 300; rest > 0; rest = Math.floor(rest / 16)) letters += syllables[rest % 16];
  return letters;
}

/** Some words, frequent ones more often (Zipf). */
function text(words) {
  return Array.from({ length: words }, () => word(Math.floor(5_000 ** Math.random()) - 1)).join(' ');
}

runEntry(async () => {
  await prepare({ build: 'servers' });
  const pages = Number(process.argv[2] ?? 20_000);
  const { startThrowAwayPostgres } = await database('embedded/throw-away');
  const server = await startThrowAwayPostgres({ durable: true });
  try {
    await (await database('migrate/apply-migrations')).applyMigrations(
      server.url,
      resolve(root, 'prisma/migrations'),
    );
    const secrets = { sessionSecret: randomBytes(32), tokenKey: randomBytes(32) };
    const { openDatabase } = await database('client');
    const db = openDatabase({ url: server.url, dataDir: root, secrets, publicUrl: 'http://localhost:3000' });
    await measure(db, await fill(db, pages), pages);
    await db.close();
  } finally {
    await server.stop();
  }
  return 0;
});

/** Two workspaces with a hundred people and ten groups; every fifth page has rules, of which whoever searches is in half. */
async function fill(db, pages) {
  const { pool } = db;
  const people = Array.from({ length: 100 }, () => randomUUID());
  await pool.query(
    `INSERT INTO person (id, username, display_name, password_hash, recovery_hash, colour)
     SELECT id, 'p' || n, 'Person ' || n, '', '', 1 FROM unnest($1::uuid[]) WITH ORDINALITY AS p(id, n)`,
    [people],
  );
  const workspaces = [randomUUID(), randomUUID()];
  for (const id of workspaces) {
    await pool.query(
      `INSERT INTO workspace (id, name, slug, search_language) VALUES ($1::uuid, $2, $2, 'german')`,
      [id, id],
    );
    await pool.query(
      `INSERT INTO membership (workspace_id, person_id, role) SELECT $1, unnest($2::uuid[]), 'editor'`,
      [id, people],
    );
  }
  const ids = [];
  for (let n = 0; n < pages; n += PAGE) {
    const rows = Array.from({ length: Math.min(PAGE, pages - n) }, (_, i) => ({
      id: randomUUID(),
      workspace: workspaces[i % 2],
      parent: ids.length > 0 ? ids[chance(ids.length)] : null,
      author: people[chance(100)],
      title: `Page ${n + i} ${text(3)}`,
      text: Array.from({ length: 12 }, () => text(5 + chance(50))).join('\n'),
      days: chance(900),
    }));
    await pool.query(
      `INSERT INTO document (id, workspace_id, parent_id, kind, title, created_by_id, last_seq, updated_at)
       SELECT r.id, r.workspace, r.parent, 'wiki', r.title, r.author, 1, now() - r.days * interval '1 day'
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, workspace uuid, parent uuid, title text, author uuid, days int)`,
      [JSON.stringify(rows)],
    );
    await pool.query(
      `INSERT INTO document_projection (document_id, seq, version, text, outline)
       SELECT r.id, 1, 1, r.text, '[]' FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, text text)`,
      [JSON.stringify(rows)],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  const [searcher] = people;
  const ruled = ids.filter((_, i) => i % 5 === 0);
  await pool.query('UPDATE document SET scope_id = id WHERE id = ANY($1::uuid[])', [ruled]);
  await pool.query(
    `INSERT INTO document_rule (id, document_id, person_id, role)
     SELECT gen_random_uuid(), id, CASE WHEN n % 2 = 0 THEN $2::uuid ELSE $3::uuid END, 'reader'
       FROM unnest($1::uuid[]) WITH ORDINALITY AS d(id, n)`,
    [ruled, searcher, people[1]],
  );
  const { indexDocument } = await database('search/index-document');
  const began = performance.now();
  const waiting = [...ids];
  await Promise.all(
    Array.from({ length: READERS }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await indexDocument(pool, id);
    }),
  );
  const took = (performance.now() - began) / 1_000;
  await pool.query('DELETE FROM search_change');
  await pool.query('VACUUM ANALYZE');
  const { rows } = await pool.query(
    `SELECT pg_size_pretty(pg_total_relation_size('search_entry')) AS all, pg_size_pretty(sum(length(text))) AS text
       FROM document_projection`,
  );
  console.log(
    `${pages} pages taken in within ${took.toFixed(0)} s, by ${READERS} at once; ${rows[0].all} for ${rows[0].text} of text.\n`,
  );
  return searcher;
}

async function measure(db, personId, pages) {
  const { authorize } = await database('access/authorize');
  const { exactly, search, SETTINGS } = await database('search/find');
  const { inTransaction } = await database('transaction');
  const { searchedWorkspaces } = await database('search/scope');
  const { parseQuery } = await import('../packages/domain/dist/search/query.js');
  const actor = { kind: 'system', reason: 'bench' };
  const grant = await authorize(db, { actor, action: 'workspace.list', on: personId });
  console.log(`| ${pages} pages | hits | p50 | p95 |\n| --- | --- | --- | --- |`);
  const all = [];
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const times = [];
    let hits = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = parseQuery(question());
      const began = performance.now();
      const found = await search(grant, { query, limit: 20, cursor: undefined });
      times.push(performance.now() - began);
      hits += found.items.length;
    }
    all.push(...times);
    console.log(`| ${name} | ${(hits / ROUNDS).toFixed(1)} | ${at(times, 0.5)} ms | ${at(times, 0.95)} ms |`);
  }
  console.log(`| all of them | | ${at(all, 0.5)} ms | ${at(all, 0.95)} ms |\n`);
  const workspaces = await searchedWorkspaces(grant);
  for (const name of ['two words', 'a phrase', 'in titles']) {
    const query = parseQuery(QUESTIONS[name]());
    const { text: sql, values } = exactly(grant, {
      query,
      limit: 20,
      cursor: undefined,
      workspaces,
      offset: 0,
    });
    const { rows } = await inTransaction({ pool: db.pool, settings: SETTINGS }, (client) =>
      client.query(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) ${sql}`, values),
    );
    console.log(`The plan of «${name}»:\n`);
    for (const row of rows) console.log(`    ${row['QUERY PLAN']}`);
    console.log();
  }
}

function at(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0);
}
