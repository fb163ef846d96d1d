import { randomUUID } from 'node:crypto';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anna, empty, full, group } from '../testing/projection-samples.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { postgresProjections } from './postgres-projections.ts';
import { projectFromLog } from './project-from-log.ts';
import type { Projections } from './projections.ts';

let database: TestDatabase;
let pool: pg.Pool;
let projections: Projections;
let workspaceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  projections = postgresProjections(pool, { version: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM workspace');
  workspaceId = randomUUID();
  await pool.query('INSERT INTO workspace (id, name, slug) VALUES ($1::uuid, $2, $2)', [
    workspaceId,
    workspaceId,
  ]);
});

async function aDocument(seq = 5): Promise<DocumentId> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO document (id, workspace_id, kind, title, last_seq) VALUES ($1, $2, 'pad', 'Agenda', $3)`,
    [id, workspaceId, seq],
  );
  return id;
}

/** Everything that is kept of a document, with where each row lies on disk: another place when it was written again. */
async function stored(documentId: DocumentId) {
  const rows = async (table: string, order: string) =>
    (await pool.query(`SELECT ctid, * FROM ${table} WHERE document_id = $1 ORDER BY ${order}`, [documentId]))
      .rows;
  const [head] = await rows('document_projection', 'seq');
  return {
    head,
    links: await rows('document_link', 'position'),
    wanted: await rows('document_wanted', 'key'),
    mentions: await rows('document_mention', 'block_id'),
    tasks: await rows('task_item', 'position'),
    assignees: await rows('task_assignee', 'who'),
    decisions: await rows('decision', 'position'),
    files: await rows('document_file', 'attachment_id'),
  };
}

describe('keeping a projection', () => {
  test('PROJ-5 all of it is kept, and again it is the same', async () => {
    const documentId = await aDocument();
    expect(await projections.write(documentId, { seq: 5, projection: full })).toEqual({
      hasOtherTasks: true,
    });
    const first = await stored(documentId);
    expect(first.head).toMatchObject({ seq: 5, version: 2, text: full.text, outline: full.outline });
    expect(first.links).toMatchObject([
      { position: 1, href: `/d/${anna}`, target_document_id: anna },
      { position: 2, href: 'https://other.example/{a,"b"}', target_document_id: null },
    ]);
    expect(first.wanted).toMatchObject([{ key: 'soup kitchen', name: 'Soup Kitchen' }]);
    expect(first.mentions).toMatchObject([
      { person_id: anna, block_id: '' },
      { person_id: anna, block_id: 'h' },
    ]);
    expect(first.tasks).toMatchObject([
      { block_id: 'a', position: 1, parent_block_id: null, text: 'rice "and" \\beans', done: false },
      {
        block_id: 'b',
        position: 2,
        parent_block_id: 'a',
        text: '',
        done: true,
        done_at: new Date('2026-11-29T10:00:00.000Z'),
        start: '2026-12-01',
        due: '2026-12-03T18:00[Europe/Berlin]',
        priority: 2,
        labels: ['flyer', 'hall, "large"'],
      },
    ]);
    expect(first.assignees).toMatchObject([
      { block_id: 'b', who: anna },
      { block_id: 'b', who: group },
    ]);
    expect(first.decisions).toMatchObject([
      {
        block_id: 'd',
        position: 1,
        text: 'Zwölf Tische',
        folded: 'zwolf tische',
        result: 'accepted',
        yes: 7,
        no: 0,
      },
      { block_id: 'e', position: 2, text: '', result: 'open', yes: null, no: null, abstain: null },
    ]);
    expect(first.files).toMatchObject([{ attachment_id: anna }]);
    expect(await projections.write(documentId, { seq: 5, projection: full })).toBeNull();
    expect(await stored(documentId)).toEqual(first);
    expect(await projections.write(documentId, { seq: 5, projection: full, anew: true })).toEqual({
      hasOtherTasks: false,
    });
    const again = await stored(documentId);
    expect({ ...again, head: null }).toEqual({ ...first, head: null });
    expect(again.head).toMatchObject({ seq: 5, text: full.text });
  });

  test('PROJ-5 a newer one replaces what has changed and leaves the rest', async () => {
    const documentId = await aDocument();
    await projections.write(documentId, { seq: 4, projection: full });
    const before = await stored(documentId);
    const [first, second] = full.tasks;
    const tasks = [first, { blockId: 'c', parentId: null, text: 'new', isDone: false }, second];
    const changed = {
      ...full,
      links: full.links.slice(1),
      mentions: full.mentions.slice(1),
      tasks: tasks.flatMap((task) => task ?? []),
    };
    expect(await projections.write(documentId, { seq: 5, projection: changed })).toEqual({
      hasOtherTasks: true,
    });
    const after = await stored(documentId);
    expect(after.links).toMatchObject([
      { position: 1, href: 'https://other.example/{a,"b"}', target_document_id: null },
    ]);
    expect(after.mentions).toEqual(before.mentions.slice(0, 1));
    expect(after.tasks.map(({ block_id, position }) => [block_id, position])).toEqual([
      ['a', 1],
      ['c', 2],
      ['b', 3],
    ]);
    expect(after.tasks[0]).toEqual(before.tasks[0]);
    await projections.write(documentId, { seq: 6, projection: empty });
    expect(await stored(documentId)).toMatchObject({
      head: { text: '' },
      links: [],
      mentions: [],
      tasks: [],
      decisions: [],
      files: [],
    });
  });

  test.each([
    ['with older rows', 4, 2],
    ['of an older version', 5, 1],
    ['of an older version with newer rows', 6, 1],
    ['of a newer version with older rows', 4, 3],
  ])('PROJ-5 one %s never replaces it', async (_, seq, version) => {
    const documentId = await aDocument();
    await projections.write(documentId, { seq: 5, projection: full });
    const before = await stored(documentId);
    const other = postgresProjections(pool, { version });
    for (const anew of [false, true])
      expect(await other.write(documentId, { seq, projection: empty, anew })).toBeNull();
    expect(await stored(documentId)).toEqual(before);
  });

  test('PROJ-5 of many at once the newest stays, whole', async () => {
    const documentId = await aDocument(20);
    const one = (seq: number): DocumentProjection => ({
      ...empty,
      text: `${seq}`,
      links: [{ href: `/${seq}`, targetId: null }],
      tasks: [{ blockId: `${seq % 3}`, parentId: null, text: `${seq}`, isDone: false }],
    });
    const seqs = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
    await Promise.all(seqs.map((seq) => projections.write(documentId, { seq, projection: one(seq) })));
    expect(await stored(documentId)).toMatchObject({
      head: { seq: 20, text: '20' },
      links: [{ href: '/20' }],
      tasks: [{ block_id: '2', text: '20' }],
    });
  });

  test('PROJ-6 one that cannot be kept whole is not kept at all', async () => {
    const documentId = await aDocument();
    await projections.write(documentId, { seq: 4, projection: full });
    const before = await stored(documentId);
    const task = { blockId: 'same', parentId: null, text: '', isDone: false };
    const projection = { ...empty, tasks: [task, task] };
    await expect(projections.write(documentId, { seq: 5, projection })).rejects.toThrow();
    expect(await stored(documentId)).toEqual(before);
  });

  test('PROJ-20 the disk is not waited for', async () => {
    const waiting = new pg.Pool({ connectionString: database.url, options: '-c synchronous_commit=on' });
    await pool.query(`CREATE FUNCTION refuse_waiting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF current_setting('synchronous_commit') <> 'off' THEN RAISE 'This waits for the disk.'; END IF; RETURN NEW; END $$`);
    await pool.query(`CREATE TRIGGER refuse_waiting BEFORE INSERT ON document_projection
      FOR EACH ROW EXECUTE FUNCTION refuse_waiting()`);
    const write = postgresProjections(waiting, { version: 2 }).write;
    const isKept = write(await aDocument(), { seq: 5, projection: full });
    await expect(isKept.finally(() => waiting.end())).resolves.toEqual({ hasOtherTasks: true });
    await pool.query('DROP FUNCTION refuse_waiting CASCADE');
  });

  test('PROJ-8 nothing is kept of a document that is gone, and nothing stays of one that is deleted', async () => {
    const [trashed, deleted] = [await aDocument(), await aDocument()];
    await pool.query('UPDATE document SET deleted_at = now() WHERE id = $1', [trashed]);
    for (const id of [trashed, randomUUID()])
      expect(await projections.write(id, { seq: 5, projection: full })).toBeNull();
    expect((await stored(trashed)).head).toBeUndefined();
    await projections.write(deleted, { seq: 5, projection: full });
    await pool.query('DELETE FROM document WHERE id = $1', [deleted]);
    expect(await stored(deleted)).toEqual({
      head: undefined,
      assignees: [],
      files: [],
      links: [],
      wanted: [],
      mentions: [],
      tasks: [],
      decisions: [],
    });
  });
});

describe('what is behind', () => {
  test('PROJ-7 is found page by page: newer rows, an older version, or no projection yet', async () => {
    const ids = (await Promise.all(Array.from({ length: 7 }, () => aDocument()))).toSorted();
    const [current, older, newer, , trashed] = ids.map(String);
    const unwritten = await aDocument(0);
    await projections.write(current ?? '', { seq: 5, projection: full });
    await postgresProjections(pool, { version: 1 }).write(older ?? '', { seq: 5, projection: full });
    await projections.write(newer ?? '', { seq: 4, projection: full });
    await pool.query('UPDATE document SET deleted_at = now() WHERE id = $1', [trashed]);
    const pages = async (list: Projections['listAll']) => {
      const found: DocumentId[][] = [];
      for (let page = await list({ after: null, limit: 2 }); page.length > 0; ) {
        found.push(page);
        page = await list({ after: page.at(-1) ?? null, limit: 2 });
      }
      return found;
    };
    const behind = ids.filter((id) => id !== current && id !== trashed);
    const all = ids.filter((id) => id !== trashed);
    expect(await pages(projections.listBehind)).toEqual([
      behind.slice(0, 2),
      behind.slice(2, 4),
      behind.slice(4),
    ]);
    expect((await pages(projections.listAll)).flat()).toEqual(all);
    expect(await projections.count()).toBe(all.length);
    for (const id of [...ids, unwritten]) expect(await projections.isBehind(id)).toBe(behind.includes(id));
    expect(await projections.isBehind(randomUUID())).toBe(false);
    // To an older program what a newer one made is not behind.
    expect(await postgresProjections(pool, { version: 1 }).isBehind(current ?? '')).toBe(false);
  });
});

describe('projecting from the log', () => {
  const snapshot = { seq: 3, state: Uint8Array.of(3), known: Uint8Array.of(0, 0) };
  const opening = { epoch: '', seq: 5, snapshot, tail: [] };
  const row = (seq: number) => ({
    seq,
    author: { kind: 'system', id: null } as const,
    at: new Date(),
    update: Uint8Array.of(seq),
  });

  test('PROJ-9 takes the snapshot and the rows after it, in order, and keeps the result under the last sequence', async () => {
    const documentId = await aDocument();
    const log = { open: async () => ({ ...opening, tail: [row(4), row(5)] }) };
    const project = (updates: Uint8Array[]) => ({
      ...empty,
      text: updates.map((update) => update[0]).join(),
    });
    expect(await projectFromLog({ log, projections, project }, { documentId })).toEqual({
      kind: 'written',
      hasOtherTasks: false,
    });
    expect((await stored(documentId)).head).toMatchObject({ seq: 5, text: '3,4,5' });
    expect(await projectFromLog({ log, projections, project }, { documentId })).toEqual({ kind: 'current' });
    expect(await projectFromLog({ log, projections, project }, { documentId, anew: true })).toEqual({
      kind: 'written',
      hasOtherTasks: false,
    });
    const gone = { open: async () => null };
    expect(await projectFromLog({ log: gone, projections, project }, { documentId })).toEqual({
      kind: 'gone',
    });
  });

  test('PROJ-10 what cannot be projected is told, and what was there stays', async () => {
    const documentId = await aDocument();
    await projections.write(documentId, { seq: 4, projection: full });
    const before = await stored(documentId);
    const cause = new Error('damaged');
    const project = () => Promise.reject(cause);
    const log = { open: async () => opening };
    expect(await projectFromLog({ log, projections, project }, { documentId })).toEqual({
      kind: 'failed',
      cause,
    });
    expect(await stored(documentId)).toEqual(before);
  });
});
