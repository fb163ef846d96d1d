import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { newToken, sealToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listLinksTo, listShareLinks } from './reads.ts';
import { createShareLink, revokeShareLink } from './writes.ts';

let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('SHARE-10 a link whose address cannot be shown any more is listed without it, and can be revoked', async () => {
  const actor = await aMember(db);
  const workspace = await aWorkspace(db, actor);
  const document = await aDocument(db, { actor, workspaceId: workspace.id });
  const share = await authorize(db, { actor, action: 'document.share', on: document.id });
  const damaged = await createShareLink(share, { role: 'reader', name: 'Press' });
  const whole = await createShareLink(share, { role: 'reader' });
  const tokenSealed = sealToken(randomBytes(32), newToken());
  await db.prisma.shareLink.update({ where: { id: damaged.id }, data: { tokenSealed } });
  const { items } = await listShareLinks(share, { limit: 50 });
  expect(items).toEqual([{ ...damaged, token: null }, whole]);
  await revokeShareLink(await authorize(db, { actor, action: 'shareLink.change', on: damaged.id }));
  expect((await listShareLinks(share, { limit: 50 })).items).toEqual([whole]);
});

test('SHARE-17 of a document its links are told and those to the branches in which it lies, as far as they lead to it', async () => {
  const actor = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, actor);
  const top = await aDocument(db, { actor, workspaceId, title: 'Top' });
  const middle = await aDocument(db, { actor, workspaceId, parentId: top.id });
  const page = await aDocument(db, { actor, workspaceId, parentId: middle.id });
  const on = (id: string) => authorize(db, { actor, action: 'document.share', on: id });
  const branch = await createShareLink(await on(top.id), { role: 'editor', covers: 'branch' });
  const alone = await createShareLink(await on(top.id), { role: 'reader' });
  const revoked = await createShareLink(await on(middle.id), { role: 'reader', covers: 'branch' });
  await revokeShareLink(await authorize(db, { actor, action: 'shareLink.change', on: revoked.id }));
  const past = { expiresAt: new Date(Date.now() - 1000) };
  const { id } = await createShareLink(await on(middle.id), { role: 'reader', covers: 'branch' });
  await db.prisma.shareLink.update({ where: { id }, data: past });
  const own = await createShareLink(await on(page.id), { role: 'reader' });
  const told = async (of: string) => listLinksTo(await on(of));
  const none = { from: null };
  const from = { id: top.id, title: 'Top' };
  const both = [
    { ...branch, from },
    { ...own, ...none },
  ];
  expect(await told(page.id)).toEqual({ links: both, isCut: false });
  const ofTop = [
    { ...branch, ...none },
    { ...alone, ...none },
  ];
  expect(await told(top.id)).toEqual({ links: ofTop, isCut: false });
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on: page.id }));
  expect((await told(page.id)).links).toEqual([{ ...own, ...none }]);
  expect((await told(middle.id)).links).toEqual([{ ...branch, from }]);
  const many = Array.from({ length: 99 }, () => ({
    ...{
      documentId: page.id,
      role: 'reader' as const,
      tokenHash: randomBytes(32),
      tokenSealed: randomBytes(40),
    },
  }));
  await db.prisma.shareLink.createMany({ data: many });
  expect(await told(page.id)).toMatchObject({ links: { length: 100 }, isCut: false });
  await createShareLink(await on(page.id), { role: 'reader' });
  expect(await told(page.id)).toMatchObject({ links: { length: 100 }, isCut: true });
});
