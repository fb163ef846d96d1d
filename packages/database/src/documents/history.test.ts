import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import type { Author } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import {
  findPoint,
  forgetVersion,
  getPastState,
  listSessions,
  listVersions,
  listWriters,
  nameVersion,
} from './history.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
let documentId: string;
let doc: Y.Doc;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
  doc = new Y.Doc();
});

const past = (actor = admin) => authorize(db, { actor, action: 'document.history', on: documentId });
const by = ({ personId: id }: Member): Author => ({ kind: 'person', id });

/** Writes words, each as a row of its own. */
async function write(words: string[], author: Author = by(admin)): Promise<void> {
  for (const word of words) {
    const before = Y.encodeStateVector(doc);
    doc.getText('content').insert(doc.getText('content').length, word);
    const update = Y.encodeStateAsUpdate(doc, before);
    await postgresLog(db.pool).append([{ documentId, author, update }]);
  }
}

/** Says when rows were written, in minutes after noon of a day. */
async function minutes(of: Record<number, number>): Promise<void> {
  for (const [seq, minute] of Object.entries(of)) {
    const at = new Date(Date.UTC(2026, 0, 31, 12) + minute * 60_000);
    await db.prisma.documentUpdate.updateMany({ where: { documentId, seq: Number(seq) }, data: { at } });
  }
}

function textOf(state: Uint8Array): string {
  const read = new Y.Doc();
  Y.applyUpdate(read, state);
  return read.getText('content').toString();
}

test('HIST-1 what was edited without a long break is one session with its authors, the latest first', async () => {
  const other = await aMember(db, { workspaceId, role: 'editor' });
  await write(['a', 'b']);
  await write(['c'], by(other));
  await write(['d'], { kind: 'system', id: null });
  await minutes({ 1: 0, 2: 4, 3: 8, 4: 20 });
  const { items, next } = await listSessions(await past(), { limit: 10 });
  expect(items.map(({ first, last }) => [first, last])).toEqual([
    [4, 4],
    [1, 3],
  ]);
  expect(items[0]?.authors).toEqual([{ kind: 'system', name: null, colour: null }]);
  expect(items[1]?.authors).toHaveLength(2);
  expect(items[1]?.from.toISOString()).toBe('2026-01-31T12:00:00.000Z');
  expect(next).toBeNull();
});

test('HIST-1 a long session is parted every half hour, and the list comes a page at a time', async () => {
  await write(['a', 'b', 'c', 'd']);
  await minutes({ 1: 25, 2: 29, 3: 31, 4: 61 });
  const first = await listSessions(await past(), { limit: 2 });
  expect(first.items.map(({ first, last }) => [first, last])).toEqual([
    [4, 4],
    [3, 3],
  ]);
  const second = await listSessions(await past(), { limit: 2, before: first.next ?? 0 });
  expect(second.items.map(({ first, last }) => [first, last])).toEqual([[1, 2]]);
  expect(second.next).toBeNull();
});

test('HIST-2 any point is what the document was then, with and without kept states', async () => {
  await write(['a', 'b', 'c']);
  const log = postgresLog(db.pool);
  const known = Y.encodeSnapshot(Y.snapshot(doc));
  await log.writeSnapshot(documentId, { seq: 3, state: Y.encodeStateAsUpdate(doc), known });
  await write(['d', 'e']);
  const grant = await past();
  const texts = await Promise.all(
    [0, 1, 3, 4, 99].map(async (seq) => textOf(await getPastState(grant, seq))),
  );
  expect(texts).toEqual(['', 'a', 'abc', 'abcd', 'abcde']);
  // Without the rows before it, the kept state alone tells what was.
  await db.prisma.documentUpdate.deleteMany({ where: { documentId, seq: { lt: 3 } } });
  expect(textOf(await getPastState(grant, 4))).toBe('abcd');
  expect(await findPoint(grant, 4)).toMatchObject({ seq: 4, author: { kind: 'person' } });
  expect(await findPoint(grant, 99)).toMatchObject({ seq: 5 });
  expect(await findPoint(grant, 0)).toEqual({ seq: 0, at: null, author: null });
});

test('HIST-2 of the states that are kept, one in two thousand rows is for the past', async () => {
  const log = postgresLog(db.pool);
  const state = Y.encodeStateAsUpdate(doc);
  const known = Y.encodeSnapshot(Y.snapshot(doc));
  for (const seq of [200, 400, 2_200, 2_400, 4_200])
    await log.writeSnapshot(documentId, { seq, state, known });
  const kept = await db.prisma.documentCheckpoint.findMany({
    where: { documentId },
    orderBy: { seq: 'asc' },
  });
  expect(kept.map(({ seq }) => seq)).toEqual([200, 2_200, 4_200]);
});

test('HIST-3 only who may write sees the past, and no guest', async () => {
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  await expect(past(reader)).rejects.toMatchObject({ code: 'forbidden' });
  const share = await authorize(db, { actor: admin, action: 'document.share', on: documentId });
  const { id: linkId } = await createShareLink(share, { role: 'editor' });
  const guest = { kind: 'guest', linkId, documentId, lock: 0, guestId: null } as const;
  const asked = authorize(db, { actor: guest, action: 'document.history', on: documentId });
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
});

test('HIST-3 whose account is gone, or who never said a name, has none', async () => {
  const gone = await aMember(db, { workspaceId, role: 'editor' });
  await write(['a'], by(gone));
  await db.prisma.person.delete({ where: { id: gone.personId } });
  const { items } = await listSessions(await past(), { limit: 1 });
  expect(items[0]?.authors).toEqual([{ kind: 'person', name: null, colour: null }]);
});

test('HIST-4 a point is given a name, which can be taken from it', async () => {
  await write(['a', 'b']);
  const grant = await past();
  const id = await nameVersion(grant, { seq: 1, name: 'As agreed' });
  expect(await listVersions(grant)).toMatchObject([{ id, seq: 1, name: 'As agreed' }]);
  await expect(nameVersion(grant, { seq: 3, name: 'To come' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const other = await aDocument(db, { actor: admin, workspaceId });
  const elsewhere = await authorize(db, { actor: admin, action: 'document.history', on: other.id });
  await expect(forgetVersion(elsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
  await forgetVersion(grant, id);
  expect(await listVersions(grant)).toEqual([]);
});

test('HIST-8 the past is listed for one author alone, whose breaks count, a page at a time', async () => {
  const other = await aMember(db, { workspaceId, role: 'editor' });
  await write(['a']);
  await write(['b'], by(other));
  await write(['c']);
  await write(['d'], { kind: 'system', id: null });
  await write(['e'], by(other));
  await minutes({ 1: 0, 2: 1, 3: 2, 4: 3, 5: 20 });
  const author = `person ${other.personId}`;
  const first = await listSessions(await past(), { limit: 1, author });
  expect(first.items.map(({ first, last, authors }) => [first, last, authors.length])).toEqual([[5, 5, 1]]);
  expect(first.next).toBe(5);
  const second = await listSessions(await past(), { limit: 1, author, before: 5 });
  expect(second.items.map(({ first, last }) => [first, last])).toEqual([[2, 2]]);
  expect(second.next).toBeNull();
  const mine = await listSessions(await past(), { limit: 10, author: `person ${admin.personId}` });
  expect(mine.items.map(({ first, last }) => [first, last])).toEqual([[1, 3]]);
  const gone = await listSessions(await past(), {
    limit: 10,
    author: 'person 018f0000-0000-7000-8000-000000000000',
  });
  expect(gone).toEqual({ items: [], next: null });
  expect((await listWriters(await past())).map(({ key }) => key).sort()).toEqual(
    [author, `person ${admin.personId}`].sort(),
  );
});
