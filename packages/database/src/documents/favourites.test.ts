import type { Member } from '@plenum/domain/access/actor';
import type { DocumentFilter } from '@plenum/domain/documents/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { isFavourite, setFavourite } from './favourites.ts';
import { listDocuments } from './reads.ts';

let db: Database;
let admin: Member;
let workspaceId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  for (const title of ['Cherry', 'apple pie', 'Banana', 'Apple 100%']) {
    const { id } = await aDocument(db, { actor: admin, workspaceId });
    await db.prisma.document.update({ where: { id }, data: { title } });
    ids[title] = id;
  }
});

const read = (actor: Member, title: string) =>
  authorize(db, { actor, action: 'document.read', on: ids[title] ?? '' });

async function titles(filter: Partial<DocumentFilter>, { actor = admin, limit = 50, cursor = '' } = {}) {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const page = { limit, cursor: cursor === '' ? undefined : cursor };
  const { items, next } = await listDocuments(grant, {
    ...page,
    filter: { words: '', order: 'changed', ...filter },
  });
  return { titles: items.map(({ title }) => title), next };
}

test('DOCS-11 the list comes by title too, a page at a time', async () => {
  const whole = (await titles({ order: 'title' })).titles;
  expect(whole.map((title) => title.toLowerCase())).toEqual(['apple 100%', 'apple pie', 'banana', 'cherry']);
  const first = await titles({ order: 'title' }, { limit: 3 });
  expect(first.titles).toEqual(whole.slice(0, 3));
  const second = await titles({ order: 'title' }, { limit: 3, cursor: first.next ?? '' });
  expect(second).toEqual({ titles: whole.slice(3), next: null });
  await expect(titles({ order: 'title' }, { cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('DOCS-11 the list has those alone whose title has some words, whatever their capitals and signs', async () => {
  expect((await titles({ words: 'APPLE' })).titles.sort()).toEqual(['Apple 100%', 'apple pie']);
  expect((await titles({ words: '0%' })).titles).toEqual(['Apple 100%']);
  expect((await titles({ words: '_' })).titles).toEqual([]);
});

test('FAV-1 favourites are one’s own, and listed', async () => {
  const other = await aMember(db, { workspaceId, role: 'reader' });
  await setFavourite(await read(other, 'Banana'), true);
  await setFavourite(await read(other, 'Banana'), true);
  expect((await titles({ only: 'favourites' }, { actor: other })).titles).toEqual(['Banana']);
  expect((await titles({ only: 'favourites' })).titles).toEqual([]);
  expect([
    await isFavourite(await read(other, 'Banana')),
    await isFavourite(await read(admin, 'Banana')),
  ]).toEqual([true, false]);
  await setFavourite(await read(other, 'Banana'), false);
  expect((await titles({ only: 'favourites' }, { actor: other })).titles).toEqual([]);
});

test('FAV-2 a favourite that one may no longer read is in no list', async () => {
  const other = await aMember(db, { workspaceId, role: 'reader' });
  await setFavourite(await read(other, 'Banana'), true);
  await db.prisma.document.update({ where: { id: ids.Banana ?? '' }, data: { scopeId: ids.Banana ?? '' } });
  expect((await titles({ only: 'favourites' }, { actor: other })).titles).toEqual([]);
});
