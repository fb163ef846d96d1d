import { type Actor, type Member, system } from '@plenum/domain/access/actor';
import type { ChangeFilter } from '@plenum/domain/documents/schema';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { authorOf, keyOf } from '../log/author.ts';
import type { Author } from '../log/log.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { forgetAuthor } from './authorship.ts';
import { listChanges } from './changes.ts';
import { moveToWorkspace } from './moving.ts';
import { restrictDocument, setRule } from './rules.ts';
import { trashDocument } from './writes.ts';

let db: Database;
let admin: Member;
let editor: Member;
let reader: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
  reader = await aMember(db, { workspaceId, role: 'reader' });
});

const aPad = async (title: string) => (await aDocument(db, { actor: admin, workspaceId, title })).id;
const aPage = async (title: string, parentId?: string) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, ...(parentId && { parentId }) })).id;
const nobody: Author = { kind: 'system', id: null };

/** Rows of somebody at times of a day, as the log has them, and their projection. */
async function write(documentId: DocumentId, ...rows: [at: string, author: Author][]): Promise<void> {
  const { lastSeq } = await db.prisma.document.findUniqueOrThrow({ where: { id: documentId } });
  await db.prisma.documentUpdate.createMany({
    data: rows.map(([at, { kind, id }], i) => ({
      documentId,
      seq: lastSeq + i + 1,
      at: new Date(`2026-05-01T${at}:00Z`),
      authorKind: kind,
      authorId: id,
      data: new Uint8Array(),
    })),
  });
  const seq = lastSeq + rows.length;
  await db.prisma.document.update({ where: { id: documentId }, data: { lastSeq: seq } });
  await project(documentId, seq);
}

function project(documentId: DocumentId, seq: number, anew = false) {
  const nothing = {
    text: '',
    outline: [],
    links: [],
    wanted: [],
    mentions: [],
    tasks: [],
    sources: [],
    decisions: [],
    files: [],
  };
  return postgresProjections(db.pool, { version: 1 }).write(documentId, { seq, projection: nothing, anew });
}

const asked = async (filter: ChangeFilter & { limit?: number; cursor?: string } = {}, actor: Actor = admin) =>
  listChanges(await authorize(db, { actor, action: 'workspace.read', on: workspaceId }), {
    limit: 50,
    ...filter,
  });
/** Title and time of what was found. */
const changes = async (filter?: ChangeFilter, actor = admin) =>
  (await asked(filter, actor)).items.map(({ title, at }) => `${title} ${at.toISOString().slice(11, 16)}`);

test('CHANGE-1 what was written within half an hour is one change with its rows and authors, the latest first', async () => {
  const [a, b] = [await aPad('a'), await aPad('b')];
  await write(a, ['12:01', authorOf(admin)], ['12:29', authorOf(editor)], ['12:31', authorOf(admin)]);
  await write(b, ['12:10', nobody]);
  const { items, next } = await asked();
  expect(next).toBeNull();
  expect(items).toMatchObject([
    { id: a, title: 'a', kind: 'pad', icon: null, edits: { first: 3, last: 3 } },
    { id: a, edits: { first: 1, last: 2 } },
    { id: b, edits: { first: 1, last: 1, authors: [{ kind: 'system', name: null, key: 'system ' }] } },
  ]);
  expect(new Set(items[1]?.edits?.authors.map(({ key }) => key))).toEqual(
    new Set([admin, editor].map((actor) => keyOf(authorOf(actor)))),
  );
  // What comes later goes on where the last projection ended.
  await write(b, ['12:20', authorOf(editor)], ['13:00', authorOf(editor)]);
  expect(await changes()).toEqual(['b 13:00', 'a 12:31', 'a 12:29', 'b 12:20']);
});

test('CHANGE-1 counted anew it is the same', async () => {
  const a = await aPad('a');
  await write(a, ['12:01', nobody], ['12:29', nobody], ['12:31', nobody]);
  const before = await asked();
  await db.prisma.documentEdit.updateMany({ data: { lastSeq: 99 } });
  await project(a, 3, true);
  expect(await asked()).toEqual(before);
});

test('CHANGE-2 one sees what one may read, and who wrote only where one may see the history', async () => {
  const [open, closed, gone] = [await aPad('open'), await aPad('closed'), await aPad('gone')];
  for (const id of [open, closed, gone]) await write(id, ['12:00', authorOf(admin)]);
  const restrict = () => authorize(db, { actor: admin, action: 'document.restrict', on: closed });
  await restrictDocument(await restrict());
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: gone }));
  expect((await changes()).sort()).toEqual(['closed 12:00', 'open 12:00']);
  expect(await changes({}, editor)).toEqual(['open 12:00']);
  expect((await asked({}, editor)).items).toMatchObject([{ edits: { authors: [{ kind: 'person' }] } }]);
  expect((await asked({}, reader)).items).toMatchObject([{ title: 'open', edits: null }]);
  expect(await changes({ author: keyOf(authorOf(admin)) }, reader)).toEqual([]);
  // A rule counts alone.
  await setRule(await restrict(), { subject: { kind: 'person', id: editor.personId }, role: 'reader' });
  const theirs = (await asked({}, editor)).items.find(({ id }) => id === closed);
  expect(theirs?.edits).toBeNull();
  expect((await asked({}, system('test'))).items).toHaveLength(2);
});

test('CHANGE-3 changes are asked for by kind, by branch and by author', async () => {
  const [root, pad] = [await aPage('root'), await aPad('pad')];
  const below = await aPage('below', root);
  await write(root, ['12:00', authorOf(admin)]);
  await write(below, ['12:05', authorOf(editor)]);
  await write(pad, ['12:10', authorOf(editor)]);
  expect(await changes({ kind: 'wiki' })).toEqual(['below 12:05', 'root 12:00']);
  expect(await changes({ below: below })).toEqual(['below 12:05']);
  expect(await changes({ below: root })).toEqual(['below 12:05', 'root 12:00']);
  expect(await changes({ author: keyOf(authorOf(editor)) })).toEqual(['pad 12:10', 'below 12:05']);
  expect(await changes({ author: keyOf(authorOf(editor)), kind: 'wiki', below: root })).toEqual([
    'below 12:05',
  ]);
});

test('CHANGE-4 a page of changes goes on where the one before ended, also past many that are not asked for', async () => {
  const [rare, busy] = [await aPad('rare'), await aPad('busy')];
  await write(rare, ['00:00', authorOf(editor)]);
  const slots = Array.from({ length: 500 }, (_, i) => ({
    documentId: busy,
    workspaceId,
    slot: new Date(Date.UTC(2026, 5, 1, 0, 30 * i)),
    at: new Date(Date.UTC(2026, 5, 1, 0, 30 * i)),
    firstSeq: i + 1,
    lastSeq: i + 1,
  }));
  await db.prisma.documentEdit.createMany({ data: slots });
  const first = await asked({ limit: 2 });
  expect(first.items.map(({ edits }) => edits?.last)).toEqual([500, 499]);
  const second = await asked({ limit: 2, cursor: first.next ?? '' });
  expect(second.items.map(({ edits }) => edits?.last)).toEqual([498, 497]);
  const none = await asked({ author: keyOf(authorOf(editor)) });
  expect(none.items).toEqual([]);
  const further = await asked({ author: keyOf(authorOf(editor)), cursor: none.next ?? '' });
  expect(further).toMatchObject({ items: [{ title: 'rare' }], next: null });
});

test('CHANGE-2 how many changes are hidden, and when they were, can be told from no cursor', async () => {
  const hidden = await aPad('hidden');
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: hidden }));
  const open = await aPad('open');
  await write(open, ['00:00', authorOf(admin)]);
  const at = (i: number) => new Date(Date.UTC(2026, 5, 1, 0, 30 * i));
  const rows = { documentId: hidden, workspaceId, firstSeq: 1, lastSeq: 1 };
  await db.prisma.documentEdit.createMany({
    data: Array.from({ length: 500 }, (_, i) => ({ ...rows, slot: at(i), at: at(i) })),
  });
  expect(await asked({}, editor)).toMatchObject({ items: [{ title: 'open' }], next: null });
  expect((await asked({}, admin)).next).not.toBeNull();
});

test('CHANGE-3 nothing lies below a page that one may not read', async () => {
  const root = await aPage('root');
  const below = await aPage('below', root);
  await write(below, ['12:00', authorOf(admin)]);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: root }));
  await db.prisma.document.update({ where: { id: below }, data: { scopeId: null } });
  expect(await changes({}, editor)).toEqual(['below 12:00']);
  expect(await changes({ below: root }, editor)).toEqual([]);
  expect(await changes({ below: root })).toEqual(['below 12:00']);
});

test('CHANGE-1 rows with older times after newer ones are whose they are', async () => {
  const a = await aPad('a');
  await write(a, ['12:01', authorOf(admin)], ['11:01', authorOf(editor)], ['12:02', authorOf(admin)]);
  const { items } = await asked();
  const authors = items.map(({ edits }) => edits?.authors.map(({ key }) => key));
  expect(authors).toEqual([[keyOf(authorOf(admin))], [keyOf(authorOf(editor))]]);
});

test('CHANGE-5 a name that is taken off is in no change any more', async () => {
  const a = await aPad('a');
  await write(a, ['12:00', authorOf(editor)]);
  await forgetAuthor(
    await authorize(db, { actor: admin, action: 'document.restrict', on: a }),
    keyOf(authorOf(editor)),
  );
  expect((await asked()).items).toMatchObject([{ edits: { authors: [{ kind: 'system', name: null }] } }]);
  expect(await changes({ author: keyOf(authorOf(editor)) })).toEqual([]);
});

test('CHANGE-6 what was written goes along when a document moves to another workspace', async () => {
  const a = await aPad('a');
  await write(a, ['12:00', authorOf(admin)]);
  const to = (await aWorkspace(db, admin)).id;
  await moveToWorkspace(
    await authorize(db, { actor: admin, action: 'document.restrict', on: a }),
    await authorize(db, { actor: admin, action: 'document.create', on: to }),
  );
  expect(await changes()).toEqual([]);
  workspaceId = to;
  expect(await changes()).toEqual(['a 12:00']);
});
