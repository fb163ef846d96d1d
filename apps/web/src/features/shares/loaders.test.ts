// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { lockDocument } from '@plenum/database/shares/guests';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { loadGuestPage } from './loaders.ts';

let db: Database;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

test('SHARE-13 of a branch whose first document is locked for guests the others are written in', async () => {
  const actor = await aMember(db);
  const workspaceId = (await aWorkspace(db, actor)).id;
  const root = await aDocument(db, { actor, workspaceId, title: 'Root' });
  const below = await aDocument(db, { actor, workspaceId, title: 'Below', parentId: root.id });
  const share = await authorize(db, { actor, action: 'document.share', on: root.id });
  const { token } = await createShareLink(share, { role: 'editor', covers: 'branch' });
  await lockDocument(share, true);
  const opens = (id: string) => new Visitor().asks(() => loadGuestPage(token, id));
  expect(await opens(below.id)).toMatchObject({ document: { title: 'Below' }, mayWrite: true, isPad: false });
  expect(await opens(root.id)).toMatchObject({ document: { title: 'Root' }, mayWrite: false });
  const elsewhere = await aDocument(db, { actor, workspaceId });
  const error = await opens(elsewhere.id).catch((failure: unknown) => failure);
  expect(signalOf(error)).toContain(`/s/${token}`);
});
