import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { getOwnData } from '../accounts/own-data.ts';
import { createApiToken } from '../accounts/writes.ts';
import type { Database } from '../client.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listDocuments } from './reads.ts';
import { forgetRecent, listRecent, noteOpened } from './recent.ts';

let db: Database;
let admin: Member;
let reader: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  reader = await aMember(db, { workspaceId, role: 'reader' });
});

const make = (title: string) => aDocument(db, { actor: admin, workspaceId, title });
const account = (actor: Member) => authorize(db, { actor, action: 'account.read', on: actor.personId });

async function open(actor: Member, on: string): Promise<void> {
  await noteOpened(await authorize(db, { actor, action: 'document.read', on }));
}

/** Lets so many minutes pass for what was opened before. */
async function pass(minutes: number): Promise<void> {
  await db.pool.query('UPDATE recent_document SET at = at - make_interval(mins => $1)', [minutes]);
}

async function opened(actor: Member, { words = '', limit = 50, cursor = '' } = {}) {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const filter = { words, order: 'changed', only: 'recent' } as const;
  const { items, next } = await listDocuments(grant, { filter, limit, ...(cursor && { cursor }) });
  return { titles: items.map(({ title }) => title), next };
}

test('RECENT-1 what somebody opened is listed for them alone, the last first, as far as they may read it', async () => {
  const [apples, berries, cherries] = [await make('Apples'), await make('Berries'), await make('Cherries')];
  for (const { id } of [berries, apples, cherries]) {
    await open(reader, id);
    await pass(2);
  }
  await open(reader, berries.id);
  expect((await opened(reader)).titles).toEqual(['Berries', 'Cherries', 'Apples']);
  expect((await opened(admin)).titles).toEqual([]);
  const first = await opened(reader, { limit: 2 });
  expect((await opened(reader, { cursor: first.next ?? '' })).titles).toEqual(['Apples']);
  expect((await opened(reader, { words: 'rries' })).titles).toEqual(['Berries', 'Cherries']);
  await db.prisma.document.update({ where: { id: cherries.id }, data: { scopeId: cherries.id } });
  await db.prisma.document.update({ where: { id: apples.id }, data: { deletedAt: new Date() } });
  expect((await opened(reader)).titles).toEqual(['Berries']);
  expect(await listRecent(await account(reader))).toMatchObject([{ title: 'Berries', workspaceId }]);
});

test('RECENT-2 the last fifty are kept, once a minute each, and nothing of guests, programs and the instance', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 52; i++) ids.push((await make(`No. ${i}`)).id);
  for (const id of ids) {
    await open(reader, id);
    await pass(2);
  }
  const recent = await listRecent(await account(reader));
  expect(recent.map(({ documentId }) => documentId)).toEqual(ids.slice(2).reverse());
  expect(await db.prisma.recentDocument.count({ where: { personId: reader.personId } })).toBe(50);
  const last = ids.at(-1) ?? '';
  const at = async () =>
    (await db.prisma.recentDocument.findFirstOrThrow({ where: { documentId: last } })).at;
  await pass(-2);
  const before = await at();
  await open(reader, last);
  expect(await at()).toEqual(before);
  await pass(2);
  await open(reader, last);
  expect((await at()).getTime()).toBeGreaterThan(before.getTime() - 120_000);

  const [id = ''] = ids;
  const own = await authorize(db, { actor: admin, action: 'account.manage', on: admin.personId });
  const bearer = await createApiToken(own, 'script');
  const share = await authorize(db, { actor: admin, action: 'document.share', on: id });
  const link = await createShareLink(share, { role: 'editor' });
  const others = [
    await identify(db, { cookies: {}, authorization: `Bearer ${bearer}` }),
    await identify(db, { cookies: {}, share: link.token }),
    system('test'),
  ];
  const count = await db.prisma.recentDocument.count();
  for (const actor of others) {
    await noteOpened(await authorize(db, { actor, action: 'document.read', on: id }));
  }
  expect(await db.prisma.recentDocument.count()).toBe(count);
});

test('RECENT-3 the list is in one’s own data, is emptied by its owner, and goes with the account', async () => {
  const { id } = await make('Apples');
  await open(reader, id);
  await open(admin, id);
  const own = await authorize(db, { actor: reader, action: 'account.manage', on: reader.personId });
  expect((await getOwnData(own)).recent).toMatchObject([{ documentId: id }]);
  await forgetRecent(await authorize(db, { actor: reader, action: 'account.organise', on: reader.personId }));
  expect(await listRecent(await account(reader))).toEqual([]);
  expect(await listRecent(await account(admin))).toHaveLength(1);
  await open(reader, id);
  await db.prisma.person.delete({ where: { id: reader.personId } });
  expect(await db.prisma.recentDocument.count({ where: { personId: reader.personId } })).toBe(0);
});
