import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '@plenum/database/client';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Env, readEnv } from '../env.ts';
import { reproject } from './reproject.ts';

const PUBLIC_URL = 'https://Plenum.example:443';
const data = mkdtempSync(path.join(os.tmpdir(), 'plenum-reproject-'));
const stored = updateFromJson(
  jsonFromMarkdown(
    '# Agenda\n\n- [x] rice\n\n[a](https://plenum.example/d/0192f000-0000-7000-8000-00000000000a)',
  ),
);

let database: TestDatabase;
let db: Database;
let env: Env;
let workspaceId: string;
let told: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const secrets = { sessionSecret: randomBytes(32), tokenKey: randomBytes(32) };
  db = openDatabase({ url: database.url, dataDir: data, secrets, publicUrl: PUBLIC_URL, s3: null });
  env = readEnv({ DATABASE_URL: database.url, PLENUM_DATA: data, PUBLIC_URL });
});
afterAll(async () => {
  await db.close();
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});
beforeEach(async () => {
  told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  await db.pool.query('DELETE FROM workspace');
  workspaceId = randomUUID();
  await db.pool.query('INSERT INTO workspace (id, name, slug) VALUES ($1::uuid, $2, $2)', [
    workspaceId,
    workspaceId,
  ]);
});
afterEach(() => void vi.restoreAllMocks());

async function someDocuments(count: number, update: Uint8Array = stored): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID()).sort();
  await db.pool.query(
    `INSERT INTO document (id, workspace_id, kind, title, last_seq) SELECT id, $2, 'pad', 'Agenda', 1 FROM unnest($1::uuid[]) AS id`,
    [ids, workspaceId],
  );
  await db.pool.query(
    `INSERT INTO document_update (document_id, seq, author_kind, data) SELECT id, 1, 'system', $2 FROM unnest($1::uuid[]) AS id`,
    [ids, Buffer.from(update)],
  );
  return ids;
}

/** Every projection there is, but for when it was made. */
async function everything() {
  const tables = ['document_projection', 'document_link', 'document_mention', 'task_item', 'document_file'];
  const rows = tables.map((table) =>
    db.pool.query(
      `SELECT to_jsonb(t) - 'at' AS row FROM ${table} t ORDER BY t.document_id, to_jsonb(t)->>'position'`,
    ),
  );
  return (await Promise.all(rows)).map((result) => result.rows.map(({ row }) => row));
}

test('PROJ-18 reproject makes every projection from the log, whatever was there, and again the same', async () => {
  const [id] = await someDocuments(1);
  expect(await reproject(env)).toEqual({
    lines: ['Projected 1 document.'],
    value: { projected: 1, failed: [] },
    failure: undefined,
  });
  const made = await everything();
  expect(made).toMatchObject([
    [{ document_id: id, seq: 1, text: 'Agenda\n[x] rice\na', outline: [{ level: 1, text: 'Agenda' }] }],
    [{ position: 1, target_document_id: '0192f000-0000-7000-8000-00000000000a' }],
    [],
    [{ text: 'rice', done: true }],
    [],
  ]);
  await reproject(env);
  expect(await everything()).toEqual(made);
  await db.pool.query(`UPDATE document_projection SET text = 'forged', outline = '[]'`);
  await db.pool.query(`UPDATE task_item SET block_id = 'forged', done = false`);
  await db.pool.query('DELETE FROM document_link');
  await db.pool.query('INSERT INTO document_file (document_id, attachment_id) VALUES ($1, $1)', [id]);
  await db.pool.query(`INSERT INTO document_mention (document_id, person_id, block_id) VALUES ($1, $1, '')`, [
    id,
  ]);
  await reproject(env);
  expect(await everything()).toEqual(made);
  await db.pool.query('DELETE FROM document_projection');
  await reproject(env);
  expect(await everything()).toEqual(made);
  expect(told).toBe('');
});

test('PROJ-18 reproject goes through all documents page by page, and tells how far it is', async () => {
  const [trashed] = await someDocuments(401);
  await db.pool.query('UPDATE document SET deleted_at = now() WHERE id = $1', [trashed]);
  const { value } = await reproject(env);
  expect(value).toEqual({ projected: 400, failed: [] });
  expect((await everything())[0]).toHaveLength(400);
  expect(told).toBe('200 of 400 documents\n400 of 400 documents\n');
});

test('PROJ-19 documents that are damaged stop no other, are counted and named in a sentence', async () => {
  const damaged = await someDocuments(11, Uint8Array.of(9, 9, 9));
  const [whole] = await someDocuments(1);
  const { lines, value, failure } = await reproject(env);
  expect(lines).toEqual(['Projected 1 document.']);
  expect(value).toEqual({ projected: 1, failed: damaged });
  expect(failure).toBe(
    `What is stored of 11 documents cannot be read, so that the projection stays as it was: ${damaged.slice(0, 10).join(', ')} and 1 more.`,
  );
  expect((await everything())[0]).toMatchObject([{ document_id: whole }]);
});
