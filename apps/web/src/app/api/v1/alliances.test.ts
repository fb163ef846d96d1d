// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { requestToJoin } from '@plenum/database/workspaces/join-requests';
import { acceptForGroup, acceptInvitation } from '@plenum/database/workspaces/joining';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

type Account = Person & { member: Member };

let db: Database;
/** An admin of the workspace, and two from elsewhere. */
let host: Account;
let speaker: Account;
let friend: Account;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  const founder = await aMember(db);
  workspaceId = (await aWorkspace(db, founder, 'Forest')).id;
  host = await anAccount('admin');
  await db.prisma.membership.deleteMany({ where: { workspaceId, personId: founder.personId } });
  speaker = await anAccount('outsider');
  friend = await anAccount('outsider');
});

async function anAccount(who: 'admin' | 'reader' | 'outsider'): Promise<Account> {
  const person = await aPerson(db, who, workspaceId);
  if (!person.member) throw new Error('This is nobody.');
  return { ...person, member: person.member };
}

/** Calls an endpoint that is to work, and gives out what it answers. */
const call = (
  name: keyof typeof ENDPOINTS,
  by: Account,
  asked: Omit<Parameters<typeof callApi>[1], 'by'> = {},
) => callWell(ENDPOINTS[name], { by, ...asked });

const statusOf = async (
  name: keyof typeof ENDPOINTS,
  by: Account,
  asked: Omit<Parameters<typeof callApi>[1], 'by'>,
) => (await callApi(ENDPOINTS[name], { by, ...asked })).status;

/** What joins by a link is a person, never a program. */
const comeInto = async ({ member }: Account, token: unknown) =>
  acceptInvitation(
    await authorize(db, { actor: member, action: 'workspace.join', on: member.personId }),
    String(token),
  );

/** A group of the speaker and the friend. */
async function aGroup(name = 'Treehouse'): Promise<string> {
  const id = String((await call('postGroup', speaker, { body: { name } })).id);
  await comeInto(friend, (await call('postGroupInvitation', speaker, { id, body: { days: 7 } })).token);
  return id;
}

/** The same group, which the host has let in. */
async function aGroupThere(role = 'reader', name = 'Treehouse'): Promise<string> {
  const groupId = await aGroup(name);
  const body = { role, days: 1, forGroups: true };
  const { token } = await call('postInvitation', host, { id: workspaceId, body });
  const manage = await authorize(db, { actor: speaker.member, action: 'group.manage', on: groupId });
  await acceptForGroup(manage, String(token));
  return groupId;
}

test('API-13 programs make groups, change them, invite into them and end them', async () => {
  const group = await call('postGroup', speaker, { body: { name: 'Treehouse' } });
  expect(group).toEqual({ id: expect.any(String), name: 'Treehouse', showsMembers: false, role: 'admin' });
  const id = String(group.id);
  const changed = { ...group, showsMembers: true };
  expect(await call('patchOneGroup', speaker, { id, body: { showsMembers: true } })).toEqual(changed);
  expect(await call('getGroups', speaker)).toEqual({ items: [changed], next: null });

  const link = await call('postGroupInvitation', speaker, { id, body: { days: 7, maxUses: 2 } });
  expect(link).toMatchObject({ role: null, forGroups: false, uses: 0, maxUses: 2, createdBy: 'outsider' });
  expect(link.url).toBe(`${db.publicUrl}/join/${link.token}`);
  expect(await call('getGroupInvitations', speaker, { id })).toEqual({ items: [link], next: null });
  await comeInto(friend, link.token);
  const person = { id: friend.member.personId, username: expect.any(String), displayName: 'outsider' };
  const { next, items } = await call('getGroupMembers', friend, { id, query: '?limit=1' });
  expect(items).toMatchObject([{ id: speaker.member.personId, role: 'admin' }]);
  const rest = { id, query: `?cursor=${next}` };
  expect((await call('getGroupMembers', friend, rest)).items).toEqual([{ ...person, role: 'member' }]);

  const params = { personId: friend.member.personId };
  await call('patchGroupMember', speaker, { id, params, body: { role: 'admin' } });
  expect(await call('getOneGroup', friend, { id })).toEqual(changed);
  await call('deleteGroupMember', speaker, { id, params });
  expect(await statusOf('getOneGroup', friend, { id })).toBe(404);
  const last = { id, params: { personId: speaker.member.personId } };
  expect(await statusOf('deleteGroupMember', speaker, last)).toBe(409);

  const { id: invitationId } = await call('postGroupInvitation', speaker, { id, body: { days: 1 } });
  await call('deleteGroupInvitation', speaker, { id, params: { invitationId: String(invitationId) } });
  expect((await call('getGroupInvitations', speaker, { id })).items).toEqual([]);
  await call('deleteGroup', speaker, { id });
  expect((await call('getGroups', speaker)).items).toEqual([]);
});

test('API-14 programs bring a group in, choose who acts for it, and have it leave', async () => {
  const id = await aGroupThere('reader');
  const params = { groupId: id };
  await call('patchWorkspaceGroup', host, { id: workspaceId, params, body: { role: 'commenter' } });
  const card = { groupId: id, name: 'Treehouse', role: 'commenter' };
  const seen = { ...card, representation: 'everybody', people: 2, members: null, ownRole: null };
  expect(await call('getWorkspaceGroups', host, { id: workspaceId })).toEqual({ items: [seen], next: null });

  const place = { id, params: { workspaceId } };
  const body = { representation: 'delegates', delegateIds: [friend.member.personId] };
  await call('patchGroupWorkspace', speaker, { ...place, body });
  expect(await statusOf('getWorkspaceGroups', speaker, { id: workspaceId })).toBe(404);
  const own = { people: 1, ownRole: 'member', members: [{ id: friend.member.personId }] };
  expect((await call('getWorkspaceGroups', friend, { id: workspaceId })).items).toMatchObject([own]);
  const delegates = [{ id: friend.member.personId, username: expect.any(String), displayName: 'outsider' }];
  expect((await call('getGroupWorkspaces', speaker, { id })).items).toEqual([
    {
      workspaceId,
      name: 'Forest',
      slug: expect.any(String),
      role: 'commenter',
      representation: 'delegates',
      delegates,
    },
  ]);
  expect(await statusOf('deleteGroup', speaker, { id })).toBe(409);
  await call('deleteGroupWorkspace', speaker, place);
  expect(await statusOf('getWorkspaceGroups', friend, { id: workspaceId })).toBe(404);

  const { id: groupId } = await call('postGroup', host, { body: { name: 'Hosts' } });
  const adding = { id: workspaceId, body: { groupId, role: 'admin' } };
  await call('postWorkspaceGroup', host, adding);
  expect(await statusOf('postWorkspaceGroup', host, adding)).toBe(409);
});

test('API-15 programs set a workspace up, and manage its members, links and requests', async () => {
  const id = workspaceId;
  const settings = { name: 'Forest', joining: 'requests', openRole: 'reader', auditDays: 90, chatDays: null };
  const patch = { joining: 'requests', auditDays: 90, chatDays: null };
  expect(await call('patchOneWorkspace', host, { id, body: patch })).toMatchObject(settings);
  expect(await statusOf('patchOneWorkspace', host, { id, body: { openRole: 'admin' } })).toBe(400);
  expect(await statusOf('patchOneWorkspace', host, { id, body: { chatDays: 2 } })).toBe(400);

  const link = await call('postInvitation', host, { id, body: { role: 'reader', days: 7 } });
  expect(link).toMatchObject({ role: 'reader', forGroups: false, uses: 0, maxUses: null });
  expect(Date.parse(String(link.expiresAt)) - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
  await comeInto(friend, link.token);
  const { items } = await call('getInvitations', host, { id });
  expect(items).toEqual([{ ...link, uses: 1 }]);
  await call('deleteInvitation', host, { id, params: { invitationId: String(link.id) } });
  expect((await call('getInvitations', host, { id })).items).toEqual([]);

  const params = { personId: friend.member.personId };
  await call('patchMember', host, { id, params, body: { role: 'editor' } });
  const member = { id: params.personId, username: expect.any(String), displayName: 'outsider' };
  const members = await call('getMembers', friend, { id });
  expect(members.items).toContainEqual({ ...member, role: 'editor' });
  await call('deleteMember', host, { id, params });
  expect(await statusOf('getMembers', friend, { id })).toBe(404);

  const ask = async ({ member }: Account, message: string) =>
    requestToJoin(await authorize(db, { actor: member, action: 'workspace.join', on: member.personId }), {
      workspaceId,
      message,
    });
  await ask(friend, 'Once more?');
  const { items: asked } = await call('getJoinRequests', host, { id });
  const request = { id: expect.any(String), person: member, group: null, message: 'Once more?' };
  expect(asked).toEqual([{ ...request, createdAt: expect.stringMatching(/Z$/) }]);
  const answer = async (body: object) => {
    const requestId = (await db.prisma.joinRequest.findFirstOrThrow({ where: { workspaceId } })).id;
    return statusOf('answerJoinRequest', host, { id, params: { requestId }, body });
  };
  expect(await answer({ answer: 'accept' })).toBe(400);
  expect(await answer({ answer: 'accept', role: 'commenter' })).toBe(204);
  expect((await call('getMembers', friend, { id })).items).toContainEqual({ ...member, role: 'commenter' });
  await ask(speaker, 'And I?');
  expect(await answer({ answer: 'decline' })).toBe(204);
  expect(await statusOf('getMembers', speaker, { id })).toBe(404);
  expect((await call('getJoinRequests', host, { id })).items).toEqual([]);
});

test('API-16 programs restrict a document, name who sees it, and are told who does and why', async () => {
  const groupId = await aGroupThere('reader');
  const { id } = await aDocument(db, { actor: host.member, workspaceId, title: 'Budget' });
  const open = await call('getAccess', speaker, { id });
  expect(open).toMatchObject({ scope: null, isCut: false, canChange: false });
  expect(open.groups).toEqual([
    {
      id: groupId,
      name: 'Treehouse',
      people: 2,
      isHidden: false,
      reason: { role: 'reader', through: null, rule: null },
    },
  ]);
  await call('patchAccess', host, { id, body: { scope: 'own' } });
  expect(await statusOf('patchAccess', host, { id, body: { scope: 'own' } })).toBe(409);
  expect(await statusOf('getOneDocument', speaker, { id })).toBe(404);

  const rule = { subject: { kind: 'group', id: groupId }, role: 'commenter' };
  await call('postRule', host, { id, body: rule });
  const scope = { id, title: 'Budget' };
  const { people } = await call('getAccess', friend, { id });
  expect(people).toContainEqual({
    id: friend.member.personId,
    username: expect.any(String),
    displayName: 'outsider',
    reason: { role: 'commenter', through: { id: groupId, name: 'Treehouse' }, rule: scope },
  });
  await call('deleteRule', host, { id, params: { kind: 'group', subjectId: groupId } });
  expect(await statusOf('getOneDocument', friend, { id })).toBe(404);
  const own = { id, params: { kind: 'person', subjectId: host.member.personId } };
  expect(await statusOf('deleteRule', host, own)).toBe(409);
  await call('patchAccess', host, { id, body: { scope: 'inherited' } });
  expect(await call('getAccess', friend, { id })).toEqual(open);
});

test('API-17 programs move what no admin does alone, confirm it or stop it, and read what was decided', async () => {
  const loud = await aGroupThere('editor', 'Loud');
  const id = workspaceId;
  const ally = await anAccount('outsider');
  const { id: allyGroup } = await call('postGroup', ally, { body: { name: 'Allies' } });
  await db.prisma.participation.create({ data: { workspaceId, groupId: String(allyGroup), role: 'admin' } });

  const moving = { id, body: { kind: 'expelGroup', groupId: loud } };
  const motion = await call('postMotion', host, moving);
  expect(motion).toEqual({
    id: expect.any(String),
    kind: 'expelGroup',
    group: { id: loud, name: 'Loud' },
    madeBy: 'admin',
    madeAt: expect.stringMatching(/Z$/),
    dueAt: null,
    canConfirm: false,
    canStop: true,
  });
  expect(await statusOf('postMotion', host, moving)).toBe(409);
  const seen = { ...motion, canConfirm: true, canStop: false };
  expect(await call('getMotions', ally, { id })).toEqual({ items: [seen], next: null });
  const about = { id, params: { motionId: String(motion.id) } };
  expect(await statusOf('answerMotion', host, { ...about, body: { answer: 'confirm' } })).toBe(403);
  expect(await statusOf('answerMotion', ally, { ...about, body: { answer: 'stop' } })).toBe(403);
  await call('answerMotion', ally, { ...about, body: { answer: 'confirm' } });
  expect(await statusOf('getWorkspaceGroups', speaker, { id })).toBe(404);

  const deletion = await call('postMotion', host, { id, body: { kind: 'deleteWorkspace' } });
  const params = { motionId: String(deletion.id) };
  await call('answerMotion', host, { id, params, body: { answer: 'stop' } });
  expect((await call('getMotions', host, { id })).items).toEqual([]);

  const { items, next } = await call('getAuditLog', ally, { id, query: '?limit=3' });
  const entry = { id: expect.any(String), at: expect.stringMatching(/Z$/) };
  const nothing = { person: null, group: null, document: null, role: null };
  expect(items).toEqual([
    { ...entry, ...nothing, by: 'admin', what: 'motionStopped' },
    { ...entry, ...nothing, by: 'admin', what: 'motionMade' },
    { ...entry, ...nothing, by: 'outsider', what: 'groupExpelled', group: 'Loud' },
  ]);
  const older = await call('getAuditLog', ally, { id, query: `?cursor=${next}` });
  expect(older.items).toMatchObject([
    { what: 'motionMade', group: 'Loud' },
    { what: 'groupJoined', group: 'Loud', role: 'editor' },
    { what: 'invitationMade', role: 'editor' },
  ]);
});
