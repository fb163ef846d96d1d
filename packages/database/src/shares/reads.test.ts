import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { newToken, sealToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listShareLinks } from './reads.ts';
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
