import { type Member, system } from '@plenum/domain/access/actor';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readAccessChanges } from '../access/access-changes.ts';
import { authorize } from '../access/authorize.ts';
import { identify } from '../access/identify.ts';
import { signIn } from '../access/sign-in.ts';
import type { Database } from '../client.ts';
import { appendUpdate } from '../documents/rows.ts';
import { keepHouse } from '../housekeeping.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase, PASSWORD } from '../testing/factories.ts';
import { waitingForALock } from '../testing/locks.ts';
import { createInvitation } from '../workspaces/invitations.ts';
import { deleteAccount, eraseAuthors, listSoleAdminPlaces } from './deletion.ts';
import { offerSecondFactor, turnOnSecondFactor } from './second-factor.ts';
import { createApiToken } from './writes.ts';

let db: Database;
let operator: Member;
let admin: Member;
let workspaceId: string;
let me: Member;

beforeAll(async () => {
  db = await openTestDatabase();
  operator = await anOperator();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  me = await aMember(db, { workspaceId, role: 'editor' });
});

async function anOperator(): Promise<Member> {
  const member = await aMember(db);
  await db.prisma.person.update({ where: { id: member.personId }, data: { instanceAdmin: true } });
  return member;
}

const account = (actor = me) => authorize(db, { actor, action: 'account.manage', on: actor.personId });
const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const nameOf = async ({ personId }: Member) =>
  (await db.prisma.person.findUniqueOrThrow({ where: { id: personId } })).username;
const isThere = async ({ personId }: Member) =>
  (await db.prisma.person.count({ where: { id: personId } })) > 0;

async function erase(actor = me, changes: Partial<Parameters<typeof deleteAccount>[1]> = {}): Promise<void> {
  const proof = { currentPassword: PASSWORD, code: '', typedName: await nameOf(actor) };
  await deleteAccount(await account(actor), { ...proof, authorship: 'kept', ...changes });
}

/** A document of the one who goes, in which both have written. */
async function aWrittenDocument(): Promise<string> {
  const { id } = await aDocument(db, { actor: me, workspaceId, seed: new Uint8Array([0, 0]) });
  for (const actor of [me, admin]) {
    const write = await authorize(db, { actor, action: 'document.write', on: id });
    await appendUpdate(write, new Uint8Array([0, 0]));
  }
  return id;
}

const authors = async (documentId: string) => {
  const select = { authorKind: true, authorId: true };
  const rows = await db.prisma.documentUpdate.findMany({
    where: { documentId },
    orderBy: { seq: 'asc' },
    select,
  });
  return rows.map(({ authorKind, authorId }) => [authorKind, authorId]);
};

test('ACC-27 an account is deleted by who knows password, code and user name', async () => {
  await expect(erase(me, { currentPassword: 'wrong' })).rejects.toMatchObject({
    fields: { currentPassword: expect.any(String) },
  });
  await expect(erase(me, { typedName: 'somebody' })).rejects.toMatchObject({
    fields: { typedName: expect.any(String) },
  });
  const { offer, secret } = await offerSecondFactor(await account(), { currentPassword: PASSWORD });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const [backupCode = ''] = await turnOnSecondFactor(await account(), { offer, code });
  await expect(erase(me)).rejects.toMatchObject({ fields: { code: expect.any(String) } });
  expect(await isThere(me)).toBe(true);
  await erase(me, { code: backupCode, typedName: (await nameOf(me)).toUpperCase() });
  expect(await isThere(me)).toBe(false);
});

test('ACC-27 sessions, tokens and places of a deleted account end, on every node', async () => {
  const group = await aGroup(db, [admin, me]);
  const token = await createApiToken(await account(), 'script');
  const username = await nameOf(me);
  const { position } = await readAccessChanges(db, null);
  await erase();
  const read = authorize(db, { actor: me, action: 'workspace.read', on: workspaceId });
  await expect(read).rejects.toMatchObject({ code: 'not_signed_in' });
  const byToken = identify(db, { cookies: {}, authorization: `Bearer ${token}` });
  await expect(byToken).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await signIn(db, { username, password: PASSWORD })).toBeNull();
  const where = { personId: me.personId };
  expect(await db.prisma.membership.count({ where })).toBe(0);
  expect(await db.prisma.groupMember.count({ where: { ...where, groupId: group.id } })).toBe(0);
  const { changes } = await readAccessChanges(db, position);
  // What was changed just before may be read again.
  expect(changes.map(({ change }) => change)).toContainEqual({ of: 'person', id: me.personId });
});

test('ACC-27 with an account the invitations end that it may know', async () => {
  const other = await aMember(db, { workspaceId, role: 'admin' });
  const manage = async (actor: Member) =>
    authorize(db, { actor, action: 'workspace.manage', on: workspaceId });
  await createInvitation(await manage(admin), { role: 'editor', days: 7 });
  const inForce = () => db.prisma.invitation.count({ where: { workspaceId, revokedAt: null } });
  await erase(me);
  expect(await inForce()).toBe(1);
  await erase(other);
  expect(await inForce()).toBe(0);
});

test('ACC-28 what was written stays by somebody who is gone', async () => {
  const id = await aWrittenDocument();
  await erase();
  await eraseAuthors(await instance());
  const gone = ['person', me.personId];
  expect(await authors(id)).toEqual([gone, gone, ['person', admin.personId]]);
  expect(await db.prisma.document.findUnique({ where: { id } })).toMatchObject({ createdById: null });
});

test('ACC-28 what was written stays by nobody where that is chosen, also what is committed late', async () => {
  const id = await aWrittenDocument();
  await erase(me, { authorship: 'erased' });
  await eraseAuthors(await instance());
  const [nobody, other] = [
    ['system', null],
    ['person', admin.personId],
  ];
  expect(await authors(id)).toEqual([nobody, nobody, other]);
  const late = { documentId: id, seq: 4, authorId: me.personId, data: new Uint8Array([0, 0]) };
  await db.prisma.documentUpdate.create({ data: { ...late, authorKind: 'person' } });
  await keepHouse(await instance());
  expect(await authors(id)).toEqual([nobody, nobody, other, nobody]);
  const where = { personId: me.personId };
  expect(await db.prisma.authorErasure.count({ where })).toBe(1);
  await db.prisma.authorErasure.update({ where, data: { at: new Date(Date.now() - 2 * 3_600_000) } });
  await keepHouse(await instance());
  expect(await db.prisma.authorErasure.count({ where })).toBe(0);
});

test('ACC-29 the last admin of a workspace or of a group stays, and is told where', async () => {
  const conflict = { code: 'conflict', message: expect.stringMatching(/^You are the last admin/) };
  const group = await aGroup(db, [me, admin], 'Kitchen');
  expect(await listSoleAdminPlaces(await account(admin))).toEqual([
    { kind: 'workspace', name: 'Forest alliance' },
  ]);
  expect(await listSoleAdminPlaces(await account(me))).toEqual([{ kind: 'group', name: 'Kitchen' }]);
  for (const actor of [admin, me]) {
    await expect(erase(actor, { authorship: 'erased' })).rejects.toMatchObject(conflict);
    expect(await isThere(actor)).toBe(true);
    expect(await db.prisma.authorErasure.count({ where: { personId: actor.personId } })).toBe(0);
  }
  const who = { groupId: group.id, personId: admin.personId };
  await db.prisma.groupMember.update({ where: { groupId_personId: who }, data: { role: 'admin' } });
  await erase(me);
  expect(await isThere(me)).toBe(false);
});

test('ACC-29 of two admins who go at the same moment one stays', async () => {
  const second = await aMember(db, { workspaceId, role: 'admin' });
  const results = await Promise.allSettled([erase(admin), erase(second)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = { reason: { code: 'conflict' } };
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject(refused);
});

test('ACC-29 of those who run the instance the last one stays, also of two who go at the same moment', async () => {
  const conflict = { code: 'conflict', message: expect.stringMatching(/^You are the last one who runs/) };
  await expect(erase(operator)).rejects.toMatchObject(conflict);
  const both = [operator, await anOperator()];
  const client = await db.pool.connect();
  await client.query('BEGIN; SELECT 1 FROM person WHERE instance_admin FOR UPDATE');
  const going = Promise.allSettled(both.map((actor) => erase(actor)));
  await vi.waitFor(async () => expect(await waitingForALock(db)).toBe(2), 10_000);
  await client.query('COMMIT');
  client.release();
  const results = await going;
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: conflict });
});
