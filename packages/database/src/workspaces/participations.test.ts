import type { Member } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import type { GroupCard } from '@plenum/domain/groups/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { listCoWritten } from '../groups/reads.ts';
import { changeGroupRole, leaveGroup, patchGroup, removeFromGroup } from '../groups/writes.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { createInvitation } from './invitations.ts';
import { acceptForGroup, acceptInvitation } from './joining.ts';
import {
  addOwnGroup,
  changeParticipationRole,
  chooseRepresentation,
  leaveAsGroup,
  listParticipations,
} from './participations.ts';
import { leaveWorkspace } from './writes.ts';

let db: Database;
let host: Member;
let workspace: WorkspaceCard;
let speaker: Member;
let friend: Member;
let group: GroupCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  [host, speaker, friend] = [await aMember(db), await aMember(db), await aMember(db)];
  workspace = await aWorkspace(db, host);
  group = await aGroup(db, [speaker, friend]);
});

const workspaceOf = (actor: Member) => authorize(db, { actor, action: 'workspace.read', on: workspace.id });
const manage = (actor = host) => authorize(db, { actor, action: 'workspace.manage', on: workspace.id });
const run = (actor = speaker) => authorize(db, { actor, action: 'group.manage', on: group.id });
const roleOf = async (actor: Member) => (await workspaceOf(actor).catch(() => null))?.role ?? null;

/** The group comes in by a link, as groups do. */
async function comeIn(role: Role = 'editor'): Promise<void> {
  const token = await createInvitation(await manage(), { role, days: 7, forGroups: true });
  await acceptForGroup(await run(), token);
}

test('ALLY-1 all of a group act in a workspace with the group’s role', async () => {
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual([null, null]);
  await comeIn();
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual(['editor', 'editor']);
});

test('ALLY-1 or its delegates alone, whom the group chooses', async () => {
  await comeIn();
  const choose = async (delegateIds: string[]) =>
    chooseRepresentation(await run(), {
      workspaceId: workspace.id,
      representation: 'delegates',
      delegateIds,
    });
  await choose([friend.personId]);
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual([null, 'editor']);
  await choose([]);
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual([null, null]);
  const outsider = await aMember(db);
  await expect(choose([outsider.personId])).rejects.toMatchObject({ code: 'invalid_input' });
});

test('ALLY-1 of several roles the greatest counts', async () => {
  await comeIn('reader');
  const other = await aGroup(db, [speaker, friend], 'Canopy');
  const canopy = await authorize(db, { actor: speaker, action: 'group.manage', on: other.id });
  const token = await createInvitation(await manage(), { role: 'commenter', days: 7, forGroups: true });
  await acceptForGroup(canopy, token);
  expect(await roleOf(friend)).toBe('commenter');
  const own = await createInvitation(await manage(), { role: 'editor', days: 7 });
  await acceptInvitation(
    await authorize(db, { actor: friend, action: 'workspace.join', on: friend.personId }),
    own,
  );
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual(['commenter', 'editor']);
});

test('ALLY-2 a link for groups is used by whoever runs one, once for each group', async () => {
  const token = await createInvitation(await manage(), { role: 'editor', days: 7, forGroups: true });
  await acceptForGroup(await run(), token);
  await expect(acceptForGroup(await run(), token)).rejects.toMatchObject({ code: 'conflict' });
  const [invitation] = await db.prisma.invitation.findMany({ where: { workspaceId: workspace.id } });
  expect(invitation?.uses).toBe(1);
  await expect(run(friend)).rejects.toMatchObject({ code: 'forbidden' });
});

test('ALLY-2 a link for groups makes nobody a member, and one for people no group', async () => {
  const forGroups = await createInvitation(await manage(), { role: 'editor', days: 7, forGroups: true });
  const forPeople = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const join = await authorize(db, { actor: friend, action: 'workspace.join', on: friend.personId });
  await expect(acceptInvitation(join, forGroups)).rejects.toMatchObject({ code: 'conflict' });
  await expect(acceptForGroup(await run(), forPeople)).rejects.toMatchObject({ code: 'not_found' });
  expect(await roleOf(friend)).toBeNull();
});

test('ALLY-2 whoever runs both brings a group in at once', async () => {
  const own = await aGroup(db, [host, friend], 'Hosts');
  const grant = await authorize(db, { actor: host, action: 'group.manage', on: own.id });
  await addOwnGroup(await manage(), { group: grant, role: 'admin' });
  expect(await roleOf(friend)).toBe('admin');
});

test('ALLY-3 a workspace decides the role of a group, and the group who acts for it', async () => {
  await comeIn();
  await changeParticipationRole(await manage(), { groupId: group.id, role: 'reader' });
  expect(await roleOf(friend)).toBe('reader');
  await expect(authorize(db, { actor: host, action: 'group.manage', on: group.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('ALLY-8 that a group is admin it alone gives up, whoever else runs the workspace', async () => {
  await comeIn('admin');
  const demotion = { groupId: group.id, role: 'reader' } as const;
  await expect(changeParticipationRole(await manage(), demotion)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(changeParticipationRole(await manage(friend), demotion)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await changeParticipationRole(await manage(speaker), demotion);
  expect(await roleOf(friend)).toBe('reader');
});

test('WS-11 whoever ceases to be an admin through a group gets nothing back by a link that they saw', async () => {
  const choose = async (delegateIds: string[]) =>
    chooseRepresentation(await run(), {
      workspaceId: workspace.id,
      representation: 'delegates',
      delegateIds,
    });
  const ways = [
    async () => removeFromGroup(await run(), friend.personId),
    async () => leaveGroup(await authorize(db, { actor: friend, action: 'group.leave', on: group.id })),
    async () => choose([speaker.personId]),
  ];
  for (const end of ways) {
    friend = await aMember(db);
    group = await aGroup(db, [speaker, friend]);
    await comeIn('admin');
    const token = await createInvitation(await manage(friend), { role: 'admin', days: 7 });
    const lesser = await createInvitation(await manage(), { role: 'reader', days: 7 });
    await end();
    expect(await roleOf(friend)).toBeNull();
    const join = await authorize(db, { actor: friend, action: 'workspace.join', on: friend.personId });
    for (const known of [token, lesser]) {
      await expect(acceptInvitation(join, known)).rejects.toMatchObject({ code: 'not_found' });
    }
  }
});

test('ALLY-4 who is in a group is seen by itself alone, unless it shows that; others see its name and a count', async () => {
  await comeIn();
  const seen = async (actor: Member) => (await listParticipations(await workspaceOf(actor)))[0];
  expect(await seen(host)).toMatchObject({ name: 'Treehouse', people: 2, members: null, ownRole: null });
  expect((await seen(friend))?.members?.map(({ id }) => id)).toEqual([speaker.personId, friend.personId]);
  await patchGroup(await run(), { showsMembers: true });
  expect((await seen(host))?.members).toHaveLength(2);
});

test('ALLY-5 a group leaves whole: access through it ends at once, and no link brings it back', async () => {
  await comeIn();
  const token = await createInvitation(await manage(), { role: 'editor', days: 7 });
  const document = await aDocument(db, { actor: friend, workspaceId: workspace.id });
  await leaveAsGroup(await run(), workspace.id);
  for (const person of [speaker, friend]) {
    expect(await roleOf(person)).toBeNull();
    const join = await authorize(db, { actor: person, action: 'workspace.join', on: person.personId });
    await expect(acceptInvitation(join, token)).rejects.toMatchObject({ code: 'not_found' });
    const reading = authorize(db, { actor: person, action: 'document.read', on: document.id });
    await expect(reading).rejects.toMatchObject({ code: 'not_found' });
  }
  // What it brought stays, and is still known to be its.
  expect(await db.prisma.document.findUnique({ where: { id: document.id } })).toMatchObject({
    workspaceId: workspace.id,
    broughtById: group.id,
  });
});

test('ALLY-5 what somebody has by themselves, or through another group, stays', async () => {
  await comeIn();
  await db.prisma.membership.create({
    data: { workspaceId: workspace.id, personId: friend.personId, role: 'reader' },
  });
  await leaveAsGroup(await run(), workspace.id);
  expect([await roleOf(speaker), await roleOf(friend)]).toEqual([null, 'reader']);
});

test('ALLY-5 who is in a workspace through a group alone is told what to leave', async () => {
  await comeIn();
  const leave = await authorize(db, { actor: friend, action: 'workspace.leave', on: workspace.id });
  await expect(leaveWorkspace(leave)).rejects.toMatchObject({ code: 'conflict' });
});

test('ALLY-11 a group takes along what its people have written, and nothing else', async () => {
  await comeIn();
  const place = { workspaceId: workspace.id };
  const brought = await aDocument(db, { ...place, actor: friend, title: 'Brought' });
  const shared = await aDocument(db, { ...place, actor: host, title: 'Shared' });
  await aDocument(db, { ...place, actor: host, title: 'Others’' });
  await postgresLog(db.pool).append([
    { documentId: shared.id, author: { kind: 'person', id: speaker.personId }, update: Uint8Array.of(0, 0) },
  ]);
  const read = await authorize(db, { actor: speaker, action: 'group.read', on: group.id });
  const written = async () => {
    const ids: string[] = [];
    for await (const { id } of listCoWritten(read, workspace.id)) ids.push(id);
    return ids;
  };
  expect(await written()).toEqual([brought.id, shared.id]);
  await leaveAsGroup(await run(), workspace.id);
  expect(await written()).toEqual([]);
});

test('ALLY-7 a workspace keeps an admin, whatever a group does', async () => {
  await comeIn('admin');
  const leave = await authorize(db, { actor: host, action: 'workspace.leave', on: workspace.id });
  await leaveWorkspace(leave);
  const conflict = { code: 'conflict' };
  const choice = { workspaceId: workspace.id, representation: 'delegates', delegateIds: [] } as const;
  await expect(chooseRepresentation(await run(), { ...choice, delegateIds: [] })).rejects.toMatchObject(
    conflict,
  );
  await expect(leaveAsGroup(await run(), workspace.id)).rejects.toMatchObject(conflict);
  await expect(
    changeParticipationRole(await manage(speaker), { groupId: group.id, role: 'editor' }),
  ).rejects.toMatchObject(conflict);
  // Of a group's only two people one may go while the other is left.
  await changeGroupRole(await run(), { personId: friend.personId, role: 'admin' });
  await leaveGroup(await authorize(db, { actor: speaker, action: 'group.leave', on: group.id }));
  await expect(removeFromGroup(await run(friend), friend.personId)).rejects.toMatchObject(conflict);
  expect(await roleOf(friend)).toBe('admin');
});
