import { parseQuery } from '@plenum/domain/search/query';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { deleteComment, editComment, startThread } from '../comments/comments.ts';
import { patchDocument } from '../documents/writes.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { forgetChanges, indexChanged, listChanged, markAllChanged } from './changes.ts';
import { exactly, nearly } from './find.ts';
import { indexDocument } from './index-document.ts';
import { searchedWorkspaces } from './scope.ts';

let kit: SearchKit;
let db: Database;
beforeAll(async () => {
  kit = await SearchKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(() => kit.begin());

const written: SearchKit['written'] = (...given) => kit.written(...given);
const find: SearchKit['find'] = (...given) => kit.find(...given);
const titles: SearchKit['titles'] = (...given) => kit.titles(...given);

test('SEARCH-17 what the database refuses of a document is told, and what it may take another time is thrown', async () => {
  const id = await kit.written('Rice');
  const refuse = (code: string) =>
    db.pool.query(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`);
  await refuse('54000');
  await db.pool.query(
    'CREATE TRIGGER refuse BEFORE INSERT ON search_entry FOR EACH ROW EXECUTE FUNCTION refuse()',
  );
  try {
    expect(await indexDocument(db.pool, id)).toMatchObject({ kind: 'failed' });
    await refuse('53100');
    await expect(indexDocument(db.pool, id)).rejects.toMatchObject({ code: '53100' });
  } finally {
    await db.pool.query('DROP FUNCTION refuse CASCADE');
  }
  expect(await indexDocument(db.pool, id)).toEqual({ kind: 'written' });
});

describe('what has changed', () => {
  test('SEARCH-13 titles, texts, comments and attachments are found as they are now', async () => {
    const id = await written('Rice', 'beans');
    await patchDocument(await authorize(db, { actor: kit.admin, action: 'document.organise', on: id }), {
      patch: { title: 'Lentils' },
    });
    await indexChanged(db.pool);
    expect([await titles('rice '), await titles('lentils')]).toEqual([[], ['Lentils']]);
    const say = () => authorize(db, { actor: kit.admin, action: 'document.comment', on: id });
    const threadId = await startThread(await say(), { quote: '', body: 'onions' });
    await indexChanged(db.pool);
    expect(await titles('onions')).toEqual(['Lentils']);
    const commentId = (await db.prisma.comment.findFirstOrThrow({ where: { threadId } })).id;
    await editComment(await say(), { commentId, body: 'garlic' });
    await indexChanged(db.pool);
    expect([await titles('onions'), await titles('garlic')]).toEqual([[], ['Lentils']]);
    await deleteComment(await say(), commentId);
    // At once, whether that was taken in or not.
    expect(await titles('garlic')).toEqual([]);
    await indexChanged(db.pool);
    expect(await db.prisma.searchEntry.count({ where: { kind: 'comment', documentId: id } })).toBe(0);
  });

  test('SEARCH-14 a change that comes while a document is read is taken in afterwards', async () => {
    const id = await written('Rice');
    await db.prisma.document.update({ where: { id }, data: { title: 'Beans' } });
    const [changed] = await listChanged(db.pool, { limit: 10 });
    await indexDocument(db.pool, id);
    await db.prisma.document.update({ where: { id }, data: { title: 'Lentils' } });
    await forgetChanges(db.pool, changed?.changes ?? []);
    expect(await indexChanged(db.pool)).toBe(1);
    expect(await titles('lentils')).toEqual(['Lentils']);
  });

  test('SEARCH-21 documents that are left alone are kept for later, and take no room of others', async () => {
    const [rice, beans, peas] = [await written('Rice'), await written('Beans'), await written('Peas')];
    for (const id of [rice, beans, peas])
      await db.prisma.document.update({ where: { id }, data: { title: 'Lentils' } });
    const listed = async (which: Parameters<typeof listChanged>[1]) =>
      (await listChanged(db.pool, which)).map(({ documentId }) => documentId);
    expect(await listed({ limit: 1, except: [rice] })).toEqual([beans]);
    expect(await listed({ limit: 10, except: [rice, beans] })).toEqual([peas]);
    expect(await listed({ limit: 10 })).toEqual([rice, beans, peas]);
  });

  test('SEARCH-14 all of it is made again, and the same', async () => {
    await written('Rice', 'beans');
    await written('Größe', '総会の議事録');
    const all = async () =>
      (await db.pool.query('SELECT ctid, e.* FROM search_entry e ORDER BY document_id, kind, part')).rows;
    const before = await all();
    await markAllChanged(db.pool);
    await indexChanged(db.pool);
    // What stays the same is not written again.
    expect(await all()).toEqual(before);
    await db.pool.query('DELETE FROM search_entry');
    await markAllChanged(db.pool);
    await indexChanged(db.pool);
    expect((await all()).map(({ ctid: _, ...row }) => row)).toEqual(before.map(({ ctid: _, ...row }) => row));
  });

  test('SEARCH-15 the longest text in any script is taken in', async () => {
    const letters = Array.from({ length: 1_000_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 7_919) % 20_000)),
    );
    await written('Long', letters.join('').slice(0, 1_000_000));
    await written('Words', Array.from({ length: 150_000 }, (_, i) => `w${i.toString(36)}`).join(' '));
    expect(await titles('w1')).toEqual(['Words']);
    expect(await titles(letters.slice(0, 4).join(''))).toEqual(['Long']);
  });

  test('SEARCH-16 finding takes as many queries however much there is', async () => {
    await written('Rice', 'beans');
    const queries = vi.spyOn(db.pool, 'query');
    const connections = vi.spyOn(db.pool, 'connect');
    await find('beans');
    const few = [queries.mock.calls.length, connections.mock.calls.length];
    for (let i = 0; i < 5; i += 1) await written(`Doc ${i}`, 'beans');
    queries.mockClear();
    connections.mockClear();
    await find('beans');
    expect([queries.mock.calls.length, connections.mock.calls.length]).toEqual(few);
    queries.mockRestore();
    connections.mockRestore();
  });

  test('SEARCH-16 a search takes the indexes of words, of those in titles, and of names', async () => {
    await written('Rice', 'beans');
    await db.pool.query(
      `WITH made AS (
         INSERT INTO document (id, workspace_id, kind, title)
         SELECT gen_random_uuid(), $1, 'wiki', 'Page ' || n FROM generate_series(1, 3000) n RETURNING id, title
       )
       INSERT INTO search_entry (document_id, kind, part, language, label, folded, words)
       SELECT id, 'document', '', 'simple', lower(title), lower(title), to_tsvector('simple', title) FROM made`,
      [kit.workspaceId],
    );
    await db.pool.query('ANALYZE');
    const grant = await authorize(db, { actor: kit.admin, action: 'workspace.list', on: kit.admin.personId });
    const workspaces = await searchedWorkspaces(grant);
    const asked = { limit: 20, cursor: undefined, workspaces, offset: 0 };
    const client = await db.pool.connect();
    const planOf = async ({ text, values }: { text: string; values: unknown[] }) => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    try {
      // However few rows there are.
      await client.query('SET enable_seqscan = off; SET enable_indexscan = off');
      const exact = await planOf(exactly(grant, { ...asked, query: parseQuery('"rice and" beans') }));
      expect(exact).toContain('search_entry_words_idx');
      expect(exact).toContain('search_entry_label_idx');
      const inTitle = await planOf(exactly(grant, { ...asked, query: parseQuery('title:rice ') }));
      expect(inTitle).toContain('search_entry_title_words_idx');
      const similar = await planOf(nearly(grant, { ...asked, query: parseQuery('beens'), words: 'beens' }));
      expect(similar).toContain('search_entry_label_idx');
    } finally {
      client.release(true);
    }
  });
});
