import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import type { Database } from '../client.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from '../workspaces/audit.ts';
import { moveToWorkspace } from './moving.ts';
import { restrictDocument, setRule } from './rules.ts';

let db: Database;
let mover: Member;
let before: Member;
let after: Member;
let from: string;
let to: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  mover = await aMember(db);
  from = (await aWorkspace(db, mover)).id;
  to = (await aWorkspace(db, mover)).id;
  before = await aMember(db, { workspaceId: from, role: 'editor' });
  after = await aMember(db, { workspaceId: to, role: 'reader' });
});

const move = async (id: string, { actor = mover, into = to } = {}) =>
  moveToWorkspace(
    await authorize(db, { actor, action: 'document.restrict', on: id }),
    await authorize(db, { actor, action: 'document.create', on: into }),
  );
const roleOf = async (actor: Member, on: string) =>
  authorize(db, { actor, action: 'document.read', on }).then(
    ({ role }) => role,
    () => null,
  );
const aPad = (title: string, parentId: string | null = null) =>
  aDocument(db, { actor: mover, workspaceId: from, title, parentId });
const where = (id: string) =>
  db.prisma.document.findUniqueOrThrow({ where: { id }, select: { workspaceId: true, parentId: true } });

test('MOVE-1 a document goes with what lies below it, is theirs who are there, and its links go on', async () => {
  const above = await aPad('Above');
  const root = await aPad('Root', above.id);
  const below = await aPad('Below', root.id);
  const share = await authorize(db, { actor: mover, action: 'document.share', on: root.id });
  const { token } = await createShareLink(share, { role: 'editor' });
  await move(root.id);
  expect(await where(root.id)).toEqual({ workspaceId: to, parentId: null });
  expect(await where(below.id)).toEqual({ workspaceId: to, parentId: root.id });
  expect(await where(above.id)).toEqual({ workspaceId: from, parentId: null });
  expect([await roleOf(before, root.id), await roleOf(after, below.id)]).toEqual([null, 'reader']);
  const guest = await identify(db, { share: token, cookies: {} });
  expect(await authorize(db, { actor: guest, action: 'document.write', on: root.id })).toBeTruthy();
  for (const on of [from, to]) {
    const manage = await authorize(db, { actor: mover, action: 'workspace.manage', on });
    expect((await listAudit(manage, { limit: 1 })).items).toMatchObject([{ what: 'documentMoved' }]);
  }
});

test('MOVE-2 what is restricted stays so, to whom its rules name and who are there, and to whoever moved it', async () => {
  const root = await aPad('Root');
  const below = await aPad('Below', root.id);
  const restrict = await authorize(db, { actor: mover, action: 'document.restrict', on: root.id });
  await restrictDocument(restrict);
  await setRule(restrict, { subject: { kind: 'person', id: before.personId }, role: 'admin' });
  await db.prisma.membership.create({ data: { workspaceId: to, personId: before.personId, role: 'reader' } });
  await move(root.id);
  const roles = async (id: string) => [
    await roleOf(mover, id),
    await roleOf(before, id),
    await roleOf(after, id),
  ];
  expect(await roles(root.id)).toEqual(['admin', 'admin', null]);
  expect(await roles(below.id)).toEqual(['admin', 'admin', null]);
});

test('MOVE-2 what has rules of its own below stays where it is, below what stays', async () => {
  const above = await aPad('Above');
  const root = await aPad('Root', above.id);
  const secret = await aPad('Secret', root.id);
  await restrictDocument(await authorize(db, { actor: mover, action: 'document.restrict', on: secret.id }));
  await move(root.id);
  expect(await where(secret.id)).toEqual({ workspaceId: from, parentId: above.id });
  expect([await roleOf(before, secret.id), await roleOf(after, secret.id)]).toEqual([null, null]);
});

test('MOVE-3 only who may say who has access to it moves it, and makes documents there', async () => {
  const root = await aPad('Root');
  await db.prisma.membership.create({ data: { workspaceId: to, personId: before.personId, role: 'editor' } });
  await expect(move(root.id, { actor: before })).rejects.toMatchObject({ code: 'forbidden' });
  await db.prisma.membership.updateMany({
    where: { workspaceId: to, personId: mover.personId },
    data: { role: 'reader' },
  });
  await expect(move(root.id)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await where(root.id)).workspaceId).toBe(from);
  await expect(move(root.id, { into: from })).rejects.toMatchObject({ code: 'conflict' });
});

test('MOVE-3 what is too much to be moved at once stays whole', async () => {
  const root = await aPad('Root');
  const many = Array.from({ length: 500 }, () => ({
    workspaceId: from,
    kind: 'pad' as const,
    title: 'One',
    parentId: root.id,
  }));
  await db.prisma.document.createMany({ data: many });
  await expect(move(root.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await db.prisma.document.count({ where: { workspaceId: from } })).toBe(501);
});
