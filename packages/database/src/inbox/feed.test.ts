import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { endFeed, getFeedToken, readFeed, renewFeed } from './feed.ts';

let db: Database;
let admin: Member;
let reader: Member;
let documentId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  reader = await aMember(db, { workspaceId, role: 'reader' });
  documentId = (await aDocument(db, { actor: admin, workspaceId, title: 'Berries' })).id;
  const entry = { personId: reader.personId, documentId, at: new Date() };
  await db.prisma.inboxEntry.create({ data: { ...entry, kind: 'changed' } });
});
afterAll(() => db.close());

test('INBOX-8 a secret address gives what its person may read at that moment, until it is taken away or made anew', async () => {
  const manage = await authorize(db, { actor: reader, action: 'account.manage', on: reader.personId });
  expect(await getFeedToken(manage)).toBeNull();
  await renewFeed(manage);
  const first = (await getFeedToken(manage)) ?? '';
  expect(first).toMatch(/^[\w-]{32}$/);
  const titles = async (token: string) =>
    (await readFeed(db, token))?.entries.map(({ title }) => title) ?? null;
  expect(await titles(first)).toEqual(['Berries']);
  expect([await titles(''), await titles(`${first}x`)]).toEqual([null, null]);
  await renewFeed(manage);
  const second = (await getFeedToken(manage)) ?? '';
  expect([await titles(first), await titles(second)]).toEqual([null, ['Berries']]);
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: documentId }));
  expect(await titles(second)).toEqual([]);
  await endFeed(manage);
  expect([await titles(second), await getFeedToken(manage)]).toEqual([null, null]);
});
