import { randomUUID } from 'node:crypto';
import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool } from '../pool.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Author, Log, LogPosition } from './log.ts';
import { MemoryLog } from './memory-log.ts';
import { postgresLog } from './postgres-log.ts';

const anna: Author = { kind: 'person', id: '0192f000-0000-7000-8000-00000000000a' };
const guest: Author = { kind: 'guest', id: '0192f000-0000-7000-8000-00000000000b' };
const system: Author = { kind: 'system', id: null };
const update = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

interface Subject {
  log: Log;
  create: () => Promise<DocumentId>;
  putBack: (id: DocumentId) => Promise<void>;
  remove: (id: DocumentId) => Promise<void>;
}

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const subjects: Record<string, () => Promise<Subject>> = {
  async memory() {
    const log = new MemoryLog();
    const create = async () => {
      const id = randomUUID();
      log.create(id);
      return id;
    };
    return { log, create, putBack: async (id) => log.putBack(id), remove: async (id) => log.remove(id) };
  },
  async PostgreSQL() {
    const remove = (id: DocumentId) =>
      pool.query('UPDATE document SET deleted_at = now() WHERE id = $1', [id]);
    const putBack = (id: DocumentId) =>
      pool.query('UPDATE document SET epoch = gen_random_uuid() WHERE id = $1', [id]);
    return {
      log: postgresLog(pool),
      create: newDocument,
      putBack: async (id) => void (await putBack(id)),
      remove: async (id) => void (await remove(id)),
    };
  },
};

async function newDocument(): Promise<DocumentId> {
  const [workspace, document] = [randomUUID(), randomUUID()];
  await pool.query('INSERT INTO workspace (id, name, slug) VALUES ($1::uuid, $2, $2)', [
    workspace,
    workspace,
  ]);
  await pool.query(`INSERT INTO document (id, workspace_id, kind, title) VALUES ($1, $2, 'pad', 'Agenda')`, [
    document,
    workspace,
  ]);
  return document;
}

describe.each(Object.entries(subjects))('log in %s', (_name, makeSubject) => {
  let { log, create, putBack, remove }: Subject = {} as Subject;
  let document: DocumentId;
  beforeEach(async () => {
    ({ log, create, putBack, remove } = await makeSubject());
    document = await create();
  });

  test('LOG-1 a document nobody has written in opens empty', async () => {
    expect(await log.open(document)).toEqual({ epoch: expect.any(String), seq: 0, snapshot: null, tail: [] });
  });

  test('LOG-2 there is nothing to open of a document that is gone', async () => {
    await remove(document);
    expect(await log.open(document)).toBeNull();
    expect(await log.open(randomUUID())).toBeNull();
  });

  test('LOG-3 rows are numbered from 1 per document, in the order given, with author, time and bytes', async () => {
    const other = await create();
    const seqs = await log.append([
      { documentId: document, author: anna, update: update(1) },
      { documentId: other, author: guest, update: update(2) },
      { documentId: document, author: system, update: update(3, 255, 0) },
    ]);
    expect(seqs).toEqual([1, 1, 2]);
    expect(await log.append([{ documentId: document, author: guest, update: update(4) }])).toEqual([3]);
    const opening = await log.open(document);
    expect(opening).toMatchObject({ seq: 3, snapshot: null });
    expect(opening?.tail.map(({ seq, author, update }) => ({ seq, author, bytes: [...update] }))).toEqual([
      { seq: 1, author: anna, bytes: [1] },
      { seq: 2, author: system, bytes: [3, 255, 0] },
      { seq: 3, author: guest, bytes: [4] },
    ]);
    for (const { at } of opening?.tail ?? [])
      expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
  });

  test('LOG-4 an update of a document that is gone gets no sequence, the others of its batch theirs', async () => {
    const gone = await create();
    await remove(gone);
    const seqs = await log.append([
      { documentId: gone, author: anna, update: update(1) },
      { documentId: document, author: anna, update: update(2) },
      { documentId: randomUUID(), author: anna, update: update(3) },
    ]);
    expect(seqs).toEqual(['gone', 1, 'gone']);
  });

  test('LOG-22 an update of another epoch gets no sequence, the others of its batch theirs', async () => {
    const other = await create();
    const before = (await log.open(document))?.epoch ?? '';
    await putBack(document);
    const epoch = (await log.open(document))?.epoch ?? '';
    const seqs = await log.append([
      { documentId: document, author: anna, update: update(1), epoch: before },
      { documentId: document, author: anna, update: update(2), epoch },
      { documentId: other, author: anna, update: update(3), epoch },
      { documentId: document, author: system, update: update(4) },
      { documentId: document, author: guest, update: update(5), epoch: before },
    ]);
    expect(seqs).toEqual(['otherEpoch', 1, 'otherEpoch', 2, 'otherEpoch']);
    const opening = await log.open(document);
    expect(opening?.tail.map(({ seq, update }) => [seq, ...update])).toEqual([
      [1, 2],
      [2, 4],
    ]);
    expect((await log.open(other))?.seq).toBe(0);
  });

  test('LOG-5 reading on gives what comes after a sequence, in order, up to the limit', async () => {
    await log.append([1, 2, 3, 4].map((n) => ({ documentId: document, author: anna, update: update(n) })));
    const read = async (seq: number, limit: number) =>
      (await log.readAfter(document, { seq, limit })).map((row) => row.seq);
    expect(await read(0, 100)).toEqual([1, 2, 3, 4]);
    expect(await read(1, 2)).toEqual([2, 3]);
    expect(await read(4, 100)).toEqual([]);
  });

  test('LOG-21 of many documents those with newer rows are found at once', async () => {
    const [other, third, back] = [await create(), await create(), await create()];
    const append = (documentId: DocumentId) => ({ documentId, author: anna, update: update(1) });
    await log.append([append(document), append(document), append(other), append(third), append(back)]);
    const epochOf = async (documentId: DocumentId) => (await log.open(documentId))?.epoch ?? '';
    const read = new Map<DocumentId, LogPosition>([
      [document, { seq: 1, epoch: await epochOf(document) }],
      [other, { seq: 1, epoch: await epochOf(other) }],
      [third, { seq: 0, epoch: await epochOf(third) }],
      [back, { seq: 1, epoch: await epochOf(back) }],
      [randomUUID(), { seq: 0, epoch: randomUUID() }],
    ]);
    await putBack(back);
    expect(await log.newer(read)).toEqual(
      new Map([
        [document, { seq: 2, epoch: await epochOf(document) }],
        [third, { seq: 1, epoch: await epochOf(third) }],
        [back, { seq: 1, epoch: await epochOf(back) }],
      ]),
    );
    expect(await log.newer(new Map())).toEqual(new Map());
  });

  test('LOG-6 opening reads the newest snapshot and the rows after it; an older snapshot never replaces it', async () => {
    await log.append([1, 2, 3].map((n) => ({ documentId: document, author: anna, update: update(n) })));
    await log.writeSnapshot(document, { seq: 2, state: update(12), known: update(2) });
    await log.writeSnapshot(document, { seq: 1, state: update(11), known: update(1) });
    const opening = await log.open(document);
    expect(opening).toMatchObject({ seq: 3, snapshot: { seq: 2 } });
    expect([...(opening?.snapshot?.state ?? [])]).toEqual([12]);
    expect(opening?.tail.map(({ seq }) => seq)).toEqual([3]);
  });

  test('LOG-7 a snapshot removes no row: the history stays', async () => {
    await log.append([1, 2].map((n) => ({ documentId: document, author: anna, update: update(n) })));
    await log.writeSnapshot(document, { seq: 2, state: update(12), known: update(2) });
    expect(await log.readAfter(document, { seq: 0, limit: 10 })).toHaveLength(2);
  });

  test('LOG-8 batches that cross each other all get in, without a gap or a double', async () => {
    const documents = [document, await create(), await create()];
    const batches = Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? documents : documents.toReversed()).map((documentId) => ({
        documentId,
        author: anna,
        update: update(i),
      })),
    );
    const seqs = await Promise.all(batches.map((batch) => log.append(batch)));
    const expected = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const [d, documentId] of documents.entries()) {
      const taken = seqs.map((row, i) => row[i % 2 ? d : documents.length - 1 - d]);
      expect(taken.toSorted((a, b) => Number(a) - Number(b))).toEqual(expected);
      expect((await log.open(documentId))?.tail.map(({ seq }) => seq)).toEqual(expected);
    }
  });
});

describe('log in PostgreSQL', () => {
  test('LOG-9 a batch that fails leaves nothing behind', async () => {
    const document = await newDocument();
    const broken: Author = { kind: 'person', id: 'not a uuid' };
    const batch = [
      { documentId: document, author: anna, update: update(1) },
      { documentId: document, author: broken, update: update(2) },
    ];
    await expect(postgresLog(pool).append(batch)).rejects.toThrow();
    expect(await postgresLog(pool).open(document)).toMatchObject({ seq: 0, snapshot: null, tail: [] });
  });

  test('LOG-19 a locked document is waited for a moment, then the batch is refused as a whole', async () => {
    const [locked, free] = [await newDocument(), await newDocument()];
    const other = await pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [locked]);
    const log = postgresLog(pool);
    const batch = [locked, free].map((documentId) => ({ documentId, author: anna, update: update(1) }));
    await expect(log.append(batch)).rejects.toMatchObject({ code: '55P03' });
    expect((await log.open(free))?.seq).toBe(0);
    await other.query('COMMIT');
    other.release();
    expect(await log.append(batch)).toEqual([1, 1]);
  });
});
