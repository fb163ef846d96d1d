import { type Member, system } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { BusEvent } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { aDocument, aMember, aWorkspace } from '../testing/factories.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { listMovable } from '../transfers/reads.ts';
import { listBelow, listTop } from '../wiki/reads.ts';
import { archiveDocument, listArchive, unarchiveDocument } from './archive.ts';
import { moveToWorkspace } from './moving.ts';
import { remindOwners } from './properties.ts';
import { listAllDocuments, listDocuments } from './reads.ts';
import { appendEdit, appendUpdate } from './rows.ts';
import { restrictDocument } from './rules.ts';
import { listTags } from './tags.ts';
import { createDocument, patchDocument, trashDocument } from './writes.ts';

let kit: SearchKit;
let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;

beforeAll(async () => {
  kit = await SearchKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(async () => {
  await kit.begin();
  ({ admin, workspaceId } = kit);
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

const grant = <A extends Action>(action: A, on: string, actor: Member = admin) =>
  authorize(db, { actor, action, on });
const archive = async (id: DocumentId, actor = editor) =>
  archiveDocument(await grant('document.archive', id, actor));
const takeOut = async (id: DocumentId, actor = editor) =>
  unarchiveDocument(await grant('document.archive', id, actor));
const aPage = async (title: string, parentId?: DocumentId) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, parentId: parentId ?? null })).id;
const read = (actor = admin) => grant('workspace.read', workspaceId, actor);
const inArchive = async (actor = admin) =>
  (await listArchive(await read(actor), { limit: 50 })).items.map(({ title }) => title);
const top = async () => (await listTop(await read(), { limit: 50 })).pages.map(({ title }) => title);
const below = async (parentId: DocumentId) =>
  (await listBelow(await read(), { parentId, limit: 50 })).pages.map(({ title }) => title);
const update = new Uint8Array([0, 0]);

test('ARCHIVE-1 what is in the archive is in no list and no tree, and is read at its address', async () => {
  const id = await kit.written('Old rules', 'lentils', { kind: 'wiki' });
  await patchDocument(await grant('document.organise', id), { patch: { tags: ['kitchen'] } });
  await appendUpdate(await grant('document.write', id), update);
  const lists = async () => [
    await top(),
    (await listDocuments(await read(), { limit: 9 })).items.map(({ title }) => title),
    (await listAllDocuments(await read(), { limit: 9 })).items.map(({ title }) => title),
    (await listTags(await read(), { limit: 9 })).items.map(({ tag }) => tag),
    await kit.titles('lentils'),
  ];
  expect(await lists()).toEqual([['Old rules'], ['Old rules'], ['Old rules'], ['kitchen'], ['Old rules']]);
  await archive(id);
  expect(await lists()).toEqual([[], [], [], [], []]);
  expect((await grant('document.read', id, editor)).documentId).toBe(id);
  await takeOut(id);
  expect(await lists()).toEqual([['Old rules'], ['Old rules'], ['Old rules'], ['kitchen'], ['Old rules']]);
});

test('ARCHIVE-2 nobody changes it, by whatever way they come, until it is taken out', async () => {
  const id = await aPage('Old rules');
  const heard: BusEvent[] = [];
  const stop = await db.bus.subscribe((event) => heard.push(event));
  const write = await grant('document.write', id);
  const organise = await grant('document.organise', id);
  await archive(id);
  await expect.poll(() => heard).toContainEqual({ type: 'access', change: { of: 'document', id } });
  stop();
  // Whoever was let in before, too.
  const author = { kind: 'person', id: admin.personId } as const;
  expect(await postgresLog(db.pool).append([{ documentId: id, author, update }])).toEqual(['archived']);
  await expect(appendUpdate(write, update)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(appendEdit(write, () => ({ update }))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(patchDocument(organise, { patch: { title: 'Other' } })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(trashDocument(organise)).rejects.toMatchObject({ code: 'forbidden' });
  const moving = await grant('document.restrict', id);
  const elsewhere = await grant('document.create', (await aWorkspace(db, admin)).id);
  await expect(moveToWorkspace(moving, elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
  for (const action of [
    'document.write',
    'document.organise',
    'document.comment',
    'document.chat',
  ] as const) {
    await expect(grant(action, id), action).rejects.toMatchObject({
      code: 'forbidden',
      message: 'This is in the archive. Take it out of the archive to change it.',
    });
  }
  const into = await grant('document.create', workspaceId);
  await expect(
    createDocument(into, { kind: 'wiki', title: 'Below', parentId: id, seed: null }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await db.prisma.document.findUniqueOrThrow({ where: { id } })).lastSeq).toBe(0);
  await takeOut(id);
  await appendUpdate(await grant('document.write', id), update);
});

test('ARCHIVE-2 whoever may only read neither archives nor takes out, and is told so', async () => {
  const reader = await aMember(db, { workspaceId, role: 'commenter' });
  const id = await aPage('Old rules');
  await expect(archive(id, reader)).rejects.toMatchObject({ code: 'forbidden' });
  await archive(id);
  await expect(takeOut(id, reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(grant('document.write', id, reader)).rejects.toThrow('Somebody with more rights can');
});

test('ARCHIVE-3 the pages below that have the same access go along and come back to where they were', async () => {
  const [first, id, last] = [await aPage('First'), await aPage('Old'), await aPage('Last')];
  const child = await aPage('Child', id);
  const deep = await aPage('Deep', child);
  const alone = await aPage('Alone', id);
  const secret = await aPage('Secret', id);
  await restrictDocument(await grant('document.restrict', secret));
  await archive(alone);
  await archive(id);
  expect(await top()).toEqual(['First', 'Last', 'Secret']);
  expect(await inArchive()).toEqual(['Old', 'Alone']);
  for (const one of [child, deep]) {
    await expect(grant('document.write', one)).rejects.toMatchObject({ code: 'forbidden' });
  }
  await archive(id);
  await takeOut(id);
  expect(await top()).toEqual(['First', 'Old', 'Last']);
  expect([await below(id), await below(child)]).toEqual([['Child', 'Secret'], ['Deep']]);
  expect(await inArchive()).toEqual(['Alone']);
  expect([first, last]).toHaveLength(2);
});

test('ARCHIVE-4 a search finds it where the archive is asked for, beside a page of that name', async () => {
  const id = await kit.written('Old lentils', 'lentils', { kind: 'wiki' });
  await kit.written('New lentils', 'lentils', { kind: 'wiki' });
  await kit.written('Archive', 'lentils', { kind: 'wiki' });
  await archive(id);
  expect((await kit.titles('lentils')).sort()).toEqual(['Archive', 'New lentils']);
  expect((await kit.titles('lentils in:archive')).sort()).toEqual(['Archive', 'Old lentils']);
  expect(await kit.titles('lentils in:Archiv in:wiki')).toContain('Old lentils');
  expect((await kit.titles('lentils -in:archive')).sort()).toEqual(['New lentils']);
});

test('ARCHIVE-5 the archive is read page by page, the last put there first, as far as one may read it', async () => {
  const ids = [await aPage('A'), await aPage('B'), await aPage('C')];
  await restrictDocument(await grant('document.restrict', ids[1] ?? ''));
  for (const id of ids) await archive(id, admin);
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  expect([await inArchive(), await inArchive(reader)]).toEqual([
    ['C', 'B', 'A'],
    ['C', 'A'],
  ]);
  const first = await listArchive(await read(), { limit: 2 });
  const rest = await listArchive(await read(), { limit: 2, ...(first.next && { cursor: first.next }) });
  expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['C', 'B', 'A']);
  expect(rest.next).toBeNull();
});

test('ARCHIVE-6 nobody is reminded of it, and it does not go into the trash with what lies above', async () => {
  const id = await aPage('Old');
  const child = await aPage('Child', id);
  await db.prisma.documentProperties.create({
    data: { documentId: child, ownerId: admin.personId, reviewOn: new Date('2020-01-01') },
  });
  await archive(child);
  await remindOwners(
    await authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' }),
  );
  expect(await db.prisma.inboxEntry.count({ where: { documentId: child } })).toBe(0);
  await trashDocument(await grant('document.organise', id));
  expect((await grant('document.read', child)).documentId).toBe(child);
  expect(await inArchive()).toEqual(['Child']);
});

test('ARCHIVE-7 whoever exports a workspace gets the archive, too', async () => {
  await archive(await aPage('Old'));
  const { pages, hidden } = await listMovable(await grant('document.create', workspaceId), {
    branch: null,
    templates: false,
    most: 10,
  });
  expect([pages.map(({ title }) => title), hidden]).toEqual([['Old'], 0]);
});
