import { type Member, system } from '@plenum/domain/access/actor';
import type { NewProperties, PropertyFilter } from '@plenum/domain/documents/schema';
import type { DocumentId } from '@plenum/domain/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { keepHouse } from '../housekeeping.ts';
import { listInbox, markRead, markSeen } from '../inbox/entries.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { getProperties, listByProperties, listOwners, setProperties } from './properties.ts';
import { restrictDocument } from './rules.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOTHING: NewProperties = { ownerId: null, reviewOn: null, status: null };

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

const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
const aPage = async (title: string) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title })).id;
const organising = (actor: Member, on: DocumentId) =>
  authorize(db, { actor, action: 'document.organise', on });
const reading = (actor: Member, on: DocumentId) => authorize(db, { actor, action: 'document.read', on });
const inside = (actor: Member) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });
const say = async (id: DocumentId, properties: Partial<NewProperties>, actor = editor) =>
  setProperties(await organising(actor, id), { ...NOTHING, ...properties });
const titles = async (filter: Partial<PropertyFilter> = {}, actor = admin) =>
  (await listByProperties(await inside(actor), { limit: 50, isDue: false, ...filter })).items.map(
    ({ title }) => title,
  );
const keepingHouse = async () =>
  keepHouse(await authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' }));
const inbox = async (actor: Member) => {
  const grant = await authorize(db, { actor, action: 'account.read', on: actor.personId });
  return (await listInbox(grant, { limit: 50, show: 'unread' })).items.map(
    ({ kind, title }) => `${kind} ${title}`,
  );
};

test('PROP-1 a document has an owner, a day to look through it again and a status, each of them or none', async () => {
  const page = await aPage('Berries');
  const nothing = { owner: null, reviewOn: null, isDue: false, status: null, isOwnerHidden: false };
  expect(await getProperties(await reading(reader, page))).toEqual(nothing);
  await say(page, { ownerId: reader.personId, reviewOn: day(1), status: 'adopted' });
  expect(await getProperties(await reading(reader, page))).toMatchObject({
    owner: { id: reader.personId },
    reviewOn: day(1),
    isDue: false,
    status: 'adopted',
  });
  await setProperties(await organising(editor, page), { reviewOn: day(0), status: null });
  expect(await getProperties(await reading(editor, page))).toMatchObject({
    owner: { id: reader.personId },
    isDue: true,
    status: null,
  });
  await say(page, {});
  expect(await getProperties(await reading(reader, page))).toEqual(nothing);
});

test('PROP-1 nobody is an owner who has no access, or whom the one who says so may not know', async () => {
  const page = await aPage('Berries');
  const stranger = await aMember(db);
  await expect(say(page, { ownerId: stranger.personId })).rejects.toMatchObject({ code: 'invalid_input' });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: page }));
  await expect(say(page, { ownerId: reader.personId }, admin)).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await say(page, { ownerId: admin.personId }, admin);
});

test('PROP-2 documents are listed by what is said of them, by title', async () => {
  const [a, b, c] = [await aPage('a'), await aPage('b'), await aPage('c')];
  await aPage('d');
  await say(b, { ownerId: editor.personId, reviewOn: day(-1) });
  await say(a, { ownerId: reader.personId, reviewOn: day(1), status: 'draft' });
  await say(c, { status: 'draft' });
  expect(await titles()).toEqual(['a', 'b', 'c']);
  expect(await titles({ status: 'draft' })).toEqual(['a', 'c']);
  expect(await titles({ status: 'draft', ownerId: reader.personId })).toEqual(['a']);
  expect(await titles({ isDue: true })).toEqual(['b']);
  const first = await listByProperties(await inside(reader), { limit: 2, isDue: false });
  expect(first.items).toMatchObject([
    { title: 'a', owner: { id: reader.personId }, reviewOn: day(1), isDue: false, status: 'draft' },
    { title: 'b', owner: { id: editor.personId }, isDue: true, status: null },
  ]);
  const rest = await listByProperties(await inside(reader), {
    limit: 2,
    isDue: false,
    cursor: first.next ?? '',
  });
  expect(rest).toMatchObject({ items: [{ title: 'c', owner: null }], next: null });
  const owners = (await listOwners(await inside(admin))).map(({ id }) => id);
  expect(new Set(owners)).toEqual(new Set([editor.personId, reader.personId]));
  await say(c, {});
  expect(await titles()).toEqual(['a', 'b']);
});

test('PROP-3 nothing is listed of what somebody may not read, and no owner whom they may not know', async () => {
  const [open, hidden] = [await aPage('Open'), await aPage('Hidden')];
  await say(hidden, { ownerId: editor.personId, status: 'draft' });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: hidden }));
  expect(await titles({}, reader)).toEqual([]);
  expect(await listOwners(await inside(reader))).toEqual([]);
  // Of a group that hides its people nobody else learns who they are.
  const secret = await aMember(db);
  const { id: groupId } = await aGroup(db, [secret]);
  await db.prisma.participation.create({ data: { workspaceId, groupId, role: 'editor' } });
  await say(open, { ownerId: secret.personId }, secret);
  expect(await getProperties(await reading(reader, open))).toMatchObject({
    owner: null,
    isOwnerHidden: true,
  });
  const { items } = await listByProperties(await inside(reader), { limit: 50, isDue: false });
  expect(items).toMatchObject([{ title: 'Open', owner: null }]);
  expect(await titles({ ownerId: secret.personId }, reader)).toEqual([]);
  expect(await listOwners(await inside(reader))).toEqual([]);
  expect(await titles({ ownerId: secret.personId }, secret)).toEqual(['Open']);
  // Whoever does not see them leaves them in their place.
  await setProperties(await organising(editor, open), { reviewOn: null, status: 'draft' });
  await say(open, { ownerId: null, status: 'draft' });
  expect(await getProperties(await reading(secret, open))).toMatchObject({ owner: { id: secret.personId } });
});

test('PROP-4 nobody is reminded of what is in the trash until it comes out', async () => {
  const page = await aPage('Berries');
  await say(page, { ownerId: editor.personId, reviewOn: day(0) });
  await db.prisma.document.update({ where: { id: page }, data: { deletedAt: new Date() } });
  await keepingHouse();
  expect(await db.prisma.inboxEntry.count({ where: { documentId: page } })).toBe(0);
  await db.prisma.document.update({ where: { id: page }, data: { deletedAt: null } });
  await keepingHouse();
  expect(await inbox(editor)).toEqual(['review Berries']);
});

test('PROP-4 on its day an owner is reminded once, until the document is opened no less than after, and anew for another day', async () => {
  const page = await aPage('Berries');
  await say(page, { ownerId: editor.personId, reviewOn: day(1) });
  await keepingHouse();
  expect(await inbox(editor)).toEqual([]);
  await say(page, { ownerId: editor.personId, reviewOn: day(0) });
  await keepingHouse();
  await keepingHouse();
  expect(await inbox(editor)).toEqual(['review Berries']);
  await markSeen(await reading(editor, page));
  expect(await inbox(editor)).toEqual(['review Berries']);
  await markRead(await authorize(db, { actor: editor, action: 'account.organise', on: editor.personId }));
  await keepingHouse();
  expect(await inbox(editor)).toEqual([]);
  // Whoever says something else leaves that as it is.
  await say(page, { ownerId: editor.personId, reviewOn: day(0), status: 'draft' });
  await keepingHouse();
  expect(await inbox(editor)).toEqual([]);
  await say(page, { ownerId: editor.personId, reviewOn: day(-1) });
  await keepingHouse();
  expect(await inbox(editor)).toEqual(['review Berries']);
  // It has been looked through.
  await say(page, { ownerId: editor.personId, reviewOn: day(90) });
  await keepingHouse();
  expect(await inbox(editor)).toEqual([]);
});
