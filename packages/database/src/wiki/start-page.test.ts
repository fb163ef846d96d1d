import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { getStartPage, setStartPage } from './start-page.ts';

let db: Database;
let admin: Member;
let other: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  other = await aMember(db, { workspaceId, role: 'admin' });
});

const aPage = async (title: string) =>
  (await aDocument(db, { actor: other, workspaceId, kind: 'wiki', title })).id;
const sees = (actor: Member) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });
const choose = async (pageId: string | null) =>
  setStartPage(await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId }), {
    pageId,
    sees: await sees(admin),
  });
const start = async (actor: Member = other) => (await getStartPage(await sees(actor)))?.title ?? null;
const restrict = async (on: string) =>
  restrictDocument(await authorize(db, { actor: other, action: 'document.restrict', on }));

test('WIKI-30 a wiki begins with the page that was chosen, until another one is, or none', async () => {
  expect(await start()).toBeNull();
  await choose(await aPage('Welcome'));
  expect(await start()).toBe('Welcome');
  await choose(await aPage('Kitchen'));
  expect(await start()).toBe('Kitchen');
  await choose(null);
  expect(await start()).toBeNull();
});

test('WIKI-30 whoever may not read the page, and whoever comes when it is gone, begins with all pages', async () => {
  const [secret, pad, gone] = [await aPage('Secret'), await aPage('Pad'), await aPage('Gone')];
  await choose(secret);
  await restrict(secret);
  expect(await start(other)).toBe('Secret');
  expect(await start(admin)).toBeNull();
  const organise = async (on: string) => authorize(db, { actor: other, action: 'document.organise', on });
  await choose(pad);
  await patchDocument(await organise(pad), { patch: { kind: 'pad' } });
  expect(await start()).toBeNull();
  await choose(gone);
  await trashDocument(await organise(gone));
  expect(await start()).toBeNull();
});

test('WIKI-30 what is no page of the wiki, or not for whoever chooses, cannot be chosen', async () => {
  const [good, secret] = [await aPage('Good'), await aPage('Secret')];
  await restrict(secret);
  const pad = (await aDocument(db, { actor: admin, workspaceId, title: 'Pad' })).id;
  const elsewhere = (await aWorkspace(db, admin)).id;
  const foreign = (await aDocument(db, { actor: admin, workspaceId: elsewhere, kind: 'wiki' })).id;
  await choose(good);
  for (const page of [secret, pad, foreign, workspaceId])
    await expect(choose(page)).rejects.toMatchObject({ code: 'not_found' });
  expect(await start()).toBe('Good');
});
