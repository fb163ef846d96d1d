import { randomBytes } from 'node:crypto';
import { type Member, system } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import { newToken, sealToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { waitingForALock } from '../testing/locks.ts';
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts';
import { acceptInvitation, createPersonByInvitation } from './joining.ts';
import { findWorkspaceId, listMembers, listWorkspaces } from './reads.ts';
import { changeRole, leaveWorkspace, removeMember } from './writes.ts';

let db: Database;
let admin: Member;
let workspace: WorkspaceCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspace = await aWorkspace(db, admin);
});

const manage = (actor = admin) => authorize(db, { actor, action: 'workspace.manage', on: workspace.id });
const join = (actor: Member) => authorize(db, { actor, action: 'workspace.join', on: actor.personId });
const roleOf = async ({ personId }: Member) =>
  (await db.prisma.membership.findFirst({ where: { workspaceId: workspace.id, personId } }))?.role ?? null;

test('WS-2 two workspaces of one name have two addresses', async () => {
  expect((await aWorkspace(db, admin)).slug).not.toBe(workspace.slug);
});

test('ACCESS-3 an address that cannot be one is none', async () => {
  const own = await authorize(db, { actor: admin, action: 'workspace.list', on: admin.personId });
  expect(await findWorkspaceId(own, workspace.slug)).toBe(workspace.id);
  for (const slug of ['\0', `${workspace.slug}\0`, '', '\ud800', 'x'.repeat(5_000)]) {
    expect(await findWorkspaceId(own, slug)).toBeNull();
  }
});

test('WS-3 an invitation makes whoever opens it a member with its role, and never takes rights away', async () => {
  const token = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const newcomer = await aMember(db);
  await acceptInvitation(await join(newcomer), token);
  expect(await roleOf(newcomer)).toBe('editor');
  await acceptInvitation(await join(admin), token);
  expect(await roleOf(admin)).toBe('admin');
});

test('WS-4 a revoked or expired invitation is no invitation', async () => {
  const revoked = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const [link] = await listInvitations(await manage());
  expect(link).toMatchObject({ token: revoked, role: 'editor' });
  await revokeInvitation(await manage(), link?.id ?? '');
  const expired = await createInvitation(await manage(), { role: 'editor', days: 1 });
  await db.prisma.invitation.updateMany({ data: { expiresAt: new Date(0) } });
  const newcomer = await aMember(db);
  for (const token of [revoked, expired, 'nonsense']) {
    await expect(acceptInvitation(await join(newcomer), token)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await roleOf(newcomer)).toBeNull();
  expect(await listInvitations(await manage())).toEqual([]);
});

test('WS-5 an invitation of one workspace is not revoked from another', async () => {
  await createInvitation(await manage(), { role: 'reader', days: 7 });
  const [link] = await listInvitations(await manage());
  const other = await aWorkspace(db, admin);
  const elsewhere = await authorize(db, { actor: admin, action: 'workspace.manage', on: other.id });
  await expect(revokeInvitation(elsewhere, link?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
});

test('WS-6 the last admin can be neither demoted nor removed, nor leave', async () => {
  const { personId } = admin;
  const leave = await authorize(db, { actor: admin, action: 'workspace.leave', on: workspace.id });
  const grant = await manage();
  await expect(changeRole(grant, { personId, role: 'reader' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(removeMember(grant, personId)).rejects.toMatchObject({ code: 'conflict' });
  await expect(leaveWorkspace(leave)).rejects.toMatchObject({ code: 'conflict' });
  expect(await roleOf(admin)).toBe('admin');
});

test('WS-7 of two admins who demote each other at once one stays', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const [mine, theirs] = await Promise.all([manage(admin), manage(second)]);
  const results = await Promise.allSettled([
    changeRole(mine, { personId: second.personId, role: 'reader' }),
    changeRole(theirs, { personId: admin.personId, role: 'reader' }),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('WS-8 lists come a page at a time, whole and without repeats', async () => {
  const people = [admin, ...(await Promise.all([1, 2, 3, 4].map(() => aMember(db))))];
  const role = 'reader';
  await db.prisma.membership.createMany({
    data: people.slice(1).map(({ personId }) => ({ workspaceId: workspace.id, personId, role })),
  });
  const read = await authorize(db, { actor: admin, action: 'workspace.read', on: workspace.id });
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listMembers(read, { limit: 2, cursor: cursor ?? undefined });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(seen.sort()).toEqual(people.map(({ personId }) => personId).sort());
  const own = await authorize(db, { actor: admin, action: 'workspace.list', on: admin.personId });
  await expect(listWorkspaces(own, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('WS-11 whoever ceases to be an admin, or is removed, gets nothing back by a link that they know', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const third = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const link = async (actor: Member, role: Role) => createInvitation(await manage(actor), { role, days: 7 });
  const above = [await link(admin, 'admin'), await link(second, 'admin'), await link(admin, 'editor')];
  const within = await link(admin, 'reader');
  await changeRole(await manage(), { personId: second.personId, role: 'commenter' });
  for (const token of above) {
    await expect(acceptInvitation(await join(second), token)).rejects.toMatchObject({ code: 'not_found' });
  }
  await acceptInvitation(await join(second), within);
  expect(await roleOf(second)).toBe('commenter');

  await removeMember(await manage(), second.personId);
  await expect(acceptInvitation(await join(second), within)).rejects.toMatchObject({ code: 'not_found' });
  expect(await roleOf(second)).toBeNull();

  const last = await link(admin, 'reader');
  await leaveWorkspace(await authorize(db, { actor: third, action: 'workspace.leave', on: workspace.id }));
  await expect(acceptInvitation(await join(third), last)).rejects.toMatchObject({ code: 'not_found' });
});

test('WS-11 somebody who never was an admin takes no colleague’s link along when they leave', async () => {
  const reader = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
  const token = await createInvitation(await manage(), { role: 'editor', days: 7 });
  await leaveWorkspace(await authorize(db, { actor: reader, action: 'workspace.leave', on: workspace.id }));
  const newcomer = await aMember(db);
  await acceptInvitation(await join(newcomer), token);
  expect(await roleOf(newcomer)).toBe('editor');
});

test('WS-11 a change that is refused leaves the links in force', async () => {
  const token = await createInvitation(await manage(), { role: 'admin', days: 7 });
  const demotion = changeRole(await manage(), { personId: admin.personId, role: 'reader' });
  await expect(demotion).rejects.toMatchObject({ code: 'conflict' });
  const newcomer = await aMember(db);
  await acceptInvitation(await join(newcomer), token);
  expect(await roleOf(newcomer)).toBe('admin');
});

test('WS-12 an invitation that is used or made while its admin is demoted comes too late', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const token = await createInvitation(await manage(), { role: 'admin', days: 7 });
  const [grant, joining] = [await manage(second), await join(second)];
  // The demotion as it stands just before its commit.
  const demotion = await db.pool.connect();
  await demotion.query('BEGIN');
  await demotion.query('SELECT 1 FROM workspace WHERE id = $1 FOR UPDATE', [workspace.id]);
  const late = Promise.allSettled([
    acceptInvitation(joining, token),
    createInvitation(grant, { role: 'admin', days: 7 }),
  ]);
  await vi.waitFor(async () => expect(await waitingForALock(db)).toBe(2), { timeout: 10_000 });
  await demotion.query('UPDATE invitation SET revoked_at = now() WHERE workspace_id = $1', [workspace.id]);
  await demotion.query("UPDATE membership SET role = 'reader' WHERE person_id = $1", [second.personId]);
  await demotion.query('COMMIT');
  demotion.release();
  expect(await late).toMatchObject([
    { status: 'rejected', reason: { code: 'not_found' } },
    { status: 'rejected', reason: { code: 'not_found' } },
  ]);
  expect(await roleOf(second)).toBe('reader');
  expect(await listInvitations(await manage())).toEqual([]);
});

test('WS-13 an invitation whose address cannot be shown any more is listed without it, and can be revoked', async () => {
  const whole = await createInvitation(await manage(), { role: 'reader', days: 7 });
  await createInvitation(await manage(), { role: 'editor', days: 7 });
  const foreign = sealToken(randomBytes(32), newToken());
  const where = { workspaceId: workspace.id, role: 'editor' } as const;
  await db.prisma.invitation.updateMany({ where, data: { tokenSealed: foreign } });
  const listed = await listInvitations(await manage());
  expect(listed.map(({ token }) => token)).toEqual([null, whole]);
  await revokeInvitation(await manage(), listed[0]?.id ?? '');
  expect(await listInvitations(await manage())).toHaveLength(1);
});

const newcomer = () => ({
  username: `n${randomBytes(6).toString('hex')}`,
  password: 'correct horse battery',
});

test('WS-14 an account made by an invitation and its membership come into being together', async () => {
  const actor = system('test');
  const instance = await authorize(db, { actor, action: 'instance.administer', on: 'instance' });
  const token = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const person = newcomer();
  const { personId, invitation } = await createPersonByInvitation(instance, { person, token });
  expect(invitation.leadsTo).toMatchObject({ kind: 'workspace', slug: workspace.slug });
  const where = { workspaceId: workspace.id, personId };
  expect(await db.prisma.membership.findFirst({ where, select: { role: true } })).toEqual({ role: 'editor' });
  const again = createPersonByInvitation(instance, { person, token });
  await expect(again).rejects.toMatchObject({ code: 'conflict', fields: { username: expect.any(String) } });
});

test('WS-14 an invitation revoked while an account is made leaves no account behind', async () => {
  const actor = system('test');
  const instance = await authorize(db, { actor, action: 'instance.administer', on: 'instance' });
  const token = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const [gone, late] = [newcomer(), newcomer()];
  const revoking = await db.pool.connect();
  await revoking.query('BEGIN');
  await revoking.query('SELECT 1 FROM workspace WHERE id = $1 FOR UPDATE', [workspace.id]);
  const joining = Promise.allSettled([createPersonByInvitation(instance, { person: late, token })]);
  await vi.waitFor(async () => expect(await waitingForALock(db)).toBe(1), { timeout: 10_000 });
  await revoking.query('UPDATE invitation SET revoked_at = now() WHERE workspace_id = $1', [workspace.id]);
  await revoking.query('COMMIT');
  revoking.release();
  expect(await joining).toMatchObject([{ status: 'rejected', reason: { code: 'not_found' } }]);
  const after = createPersonByInvitation(instance, { person: gone, token });
  await expect(after).rejects.toMatchObject({ code: 'not_found' });
  const usernames = [gone.username, late.username];
  expect(await db.prisma.person.count({ where: { username: { in: usernames } } })).toBe(0);
});
