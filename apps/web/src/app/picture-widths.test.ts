// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { GET as forMembers } from './d/[id]/files/[file]/route.ts';
import { GET as byLink } from './s/[token]/[document]/[file]/route.ts';

const ORIGIN = 'http://localhost:3000';

let db: Database;
let admin: Member;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
});
afterAll(() => db.close());

test('FILE-20 a picture in a width has whoever may have the picture, and nobody else', async () => {
  const { id: workspaceId } = await aWorkspace(db, admin);
  const { id: on } = await aDocument(db, { actor: admin, workspaceId, access: 'draft' });
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const create = { width: 900, height: 30, channels: 3, background: 'white', noise } as const;
  const content = await sharp({ create }).png().toBuffer();
  const columns = { mediaType: 'image/png', width: 900, height: 30 };
  const { id: file } = await anAttachment(db, { documentId: on, content, ...columns });
  const asked = (path: string) => new Request(`${ORIGIN}${path}?width=720`);
  const widthOf = async (answer: Response) =>
    answer.ok ? (await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width : answer.status;
  const { member, visitor } = await aPerson(db, 'reader', workspaceId);
  const byMember = async () => {
    const params = Promise.resolve({ id: on, file });
    return widthOf(await visitor.asks(() => forMembers(asked('/d/x'), { params })));
  };
  const byToken = async (token: string) => {
    const params = Promise.resolve({ token, document: on, file });
    return widthOf(await new Visitor().asks(() => byLink(asked('/s/x'), { params })));
  };
  expect(await byMember()).toBe(404);
  await db.prisma.documentRule.create({
    data: { documentId: on, personId: member?.personId ?? '', role: 'reader' },
  });
  expect(await byMember()).toBe(720);
  const sharing = await authorize(db, { actor: admin, action: 'document.share', on });
  const { id, token } = await createShareLink(sharing, { role: 'reader' });
  expect(await byToken(token)).toBe(720);
  await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: id }));
  expect(await byToken(token)).toBe(404);
  // Once it is there, too.
  await db.prisma.documentRule.deleteMany({ where: { documentId: on } });
  expect(await byMember()).toBe(404);
});
