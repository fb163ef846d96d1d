import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { appendUpdate } from '@plenum/database/documents/rows';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { readCopy } from './read-copies.ts';

let db: Database;
let actor: Member;
let workspaceId: string;
let grant: Grant<'document.read'>;
let written: Y.Doc;

beforeAll(async () => {
  db = await openTestDatabase();
  actor = await aMember(db);
  workspaceId = (await aWorkspace(db, actor)).id;
});
afterAll(() => db.close());
beforeEach(async () => {
  const { id } = await aDocument(db, { actor, workspaceId });
  grant = await authorize(db, { actor, action: 'document.read', on: id });
  written = new Y.Doc();
});

/** Stores a paragraph of one word at the end of the document. */
async function write(word: string): Promise<void> {
  const before = Y.encodeStateVector(written);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(word)]);
  written.getXmlFragment('content').push([paragraph]);
  const on = await authorize(db, { actor, action: 'document.write', on: grant.documentId });
  await appendUpdate(on, Y.encodeStateAsUpdate(written, before));
}

/** What a copy of some sequence says, and whether all of the document was read for it. */
async function read(seq: number): Promise<{ seq: number; text: string; isReadWhole: boolean }> {
  const asked = vi.spyOn(db.pool, 'query');
  const { copy, seq: now } = await readCopy(grant, seq);
  const isReadWhole = asked.mock.calls.flat().some((query) => String(query).includes('document_snapshot'));
  asked.mockRestore();
  const text = copy.read((fragment) =>
    fragment
      .toArray()
      .map((block) => block.toJSON())
      .join(' '),
  );
  return { seq: now, text: text.replace(/<\/?paragraph>/g, ''), isReadWhole };
}

test('LONG-7 what is read again takes in what has come, and nothing when nothing has', async () => {
  await write('one');
  expect(await read(1)).toEqual({ seq: 1, text: 'one', isReadWhole: true });
  await write('two');
  await write('three');
  expect(await read(2)).toEqual({ seq: 3, text: 'one two three', isReadWhole: false });
  expect(await read(3)).toEqual({ seq: 3, text: 'one two three', isReadWhole: false });
});

test('LONG-7 all is read anew once the document was put back, and where very much has come', async () => {
  await write('one');
  await read(1);
  await db.pool.query('UPDATE document SET epoch = gen_random_uuid() WHERE id = $1', [grant.documentId]);
  await write('two');
  expect(await read(2)).toEqual({ seq: 2, text: 'one two', isReadWhole: true });
  await db.pool.query(
    `INSERT INTO document_update (document_id, seq, author_kind, author_id, data)
     SELECT document_id, n, author_kind, author_id, data FROM document_update, generate_series(3, 1002) AS n
      WHERE document_id = $1 AND seq = 2`,
    [grant.documentId],
  );
  await db.pool.query('UPDATE document SET last_seq = 1002 WHERE id = $1', [grant.documentId]);
  expect(await read(1002)).toEqual({ seq: 1002, text: 'one two', isReadWhole: true });
});

test('LONG-7 those who ask at once get the same, and a failure is not kept', async () => {
  await write('one');
  const [first, second] = await Promise.all([readCopy(grant, 1), readCopy(grant, 1)]);
  expect(first.copy).toBe(second.copy);
  await write('two');
  vi.spyOn(db.pool, 'query').mockRejectedValueOnce(new Error('away'));
  await expect(readCopy(grant, 2)).rejects.toThrow('away');
  vi.restoreAllMocks();
  expect(await read(2)).toEqual({ seq: 2, text: 'one two', isReadWhole: true });
});
