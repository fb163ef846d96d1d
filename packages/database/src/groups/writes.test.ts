import type { Member } from '@plenum/domain/access/actor';
import type { GroupCard } from '@plenum/domain/groups/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { createGroupInvitation } from '../workspaces/invitations.ts';
import { acceptInvitation } from '../workspaces/joining.ts';
import { addOwnGroup } from '../workspaces/participations.ts';
import { listGroupMembers, listGroups } from './reads.ts';
import { changeGroupRole, deleteGroup, leaveGroup, patchGroup, removeFromGroup } from './writes.ts';

let db: Database;
let admin: Member;
let second: Member;
let group: GroupCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  [admin, second] = [await aMember(db), await aMember(db)];
  group = await aGroup(db, [admin, second]);
});

const manage = (actor = admin) => authorize(db, { actor, action: 'group.manage', on: group.id });
const join = (actor: Member) => authorize(db, { actor, action: 'workspace.join', on: actor.personId });
const leave = (actor: Member) => authorize(db, { actor, action: 'group.leave', on: group.id });
const roleIn = async (groupId: string, { personId }: Member) =>
  (await db.prisma.groupMember.findFirst({ where: { groupId, personId } }))?.role ?? null;
const conflict = { code: 'conflict' };

test('GROUP-1 who makes a group runs it, and its people see each other', async () => {
  expect(await roleIn(group.id, admin)).toBe('admin');
  const read = await authorize(db, { actor: second, action: 'group.read', on: group.id });
  const { items } = await listGroupMembers(read, { limit: 50 });
  expect(items.map(({ id, role }) => [id, role])).toEqual([
    [admin.personId, 'admin'],
    [second.personId, 'member'],
  ]);
  const own = await authorize(db, { actor: second, action: 'group.list', on: second.personId });
  expect((await listGroups(own, { limit: 50 })).items).toMatchObject([{ id: group.id, role: 'member' }]);
});

test('GROUP-1 to anybody else a group is not there', async () => {
  const outsider = await aMember(db);
  const asked = authorize(db, { actor: outsider, action: 'group.read', on: group.id });
  await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  await expect(manage(second)).rejects.toMatchObject({ code: 'forbidden' });
});

test('GROUP-2 the last admin of a group can be neither demoted nor removed, nor leave', async () => {
  const { personId } = admin;
  await expect(changeGroupRole(await manage(), { personId, role: 'member' })).rejects.toMatchObject(conflict);
  await expect(removeFromGroup(await manage(), personId)).rejects.toMatchObject(conflict);
  await expect(leaveGroup(await leave(admin))).rejects.toMatchObject(conflict);
  expect(await roleIn(group.id, admin)).toBe('admin');
  await changeGroupRole(await manage(), { personId: second.personId, role: 'admin' });
  await leaveGroup(await leave(admin));
  expect(await roleIn(group.id, admin)).toBeNull();
});

test('GROUP-2 of two admins who remove each other at once one stays', async () => {
  await changeGroupRole(await manage(), { personId: second.personId, role: 'admin' });
  const [mine, theirs] = [await manage(admin), await manage(second)];
  const results = await Promise.allSettled([
    removeFromGroup(mine, second.personId),
    removeFromGroup(theirs, admin.personId),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('GROUP-3 whoever is removed loses at once what they had through the group, and gets nothing back by a link', async () => {
  const workspace = await aWorkspace(db, admin);
  const place = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
  await addOwnGroup(place, { group: await manage(), role: 'editor' });
  const read = () => authorize(db, { actor: second, action: 'workspace.read', on: workspace.id });
  expect((await read()).role).toBe('editor');
  const token = await createGroupInvitation(await manage(), { days: 7 });
  await removeFromGroup(await manage(), second.personId);
  await expect(read()).rejects.toMatchObject({ code: 'not_found' });
  await expect(acceptInvitation(await join(second), token)).rejects.toMatchObject({ code: 'not_found' });
});

test('GROUP-4 an invitation into a group makes whoever opens it a member of it', async () => {
  const token = await createGroupInvitation(await manage(), { days: 7, maxUses: 1 });
  const [newcomer, late] = [await aMember(db), await aMember(db)];
  await acceptInvitation(await join(newcomer), token);
  expect(await roleIn(group.id, newcomer)).toBe('member');
  await expect(acceptInvitation(await join(late), token)).rejects.toMatchObject({ code: 'not_found' });
});

test('GROUP-5 a group ends only when it is in no workspace', async () => {
  const workspace = await aWorkspace(db, admin);
  const place = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
  await addOwnGroup(place, { group: await manage(), role: 'editor' });
  await expect(deleteGroup(await manage())).rejects.toMatchObject(conflict);
  await db.prisma.participation.deleteMany({ where: { groupId: group.id } });
  await deleteGroup(await manage());
  expect(await db.prisma.group.count({ where: { id: group.id } })).toBe(0);
});

test('GROUP-6 a change of a group leaves what it does not name', async () => {
  await patchGroup(await manage(), { showsMembers: true });
  await patchGroup(await manage(), { name: 'Canopy' });
  expect(await db.prisma.group.findUnique({ where: { id: group.id } })).toMatchObject({
    name: 'Canopy',
    showsMembers: true,
  });
});
