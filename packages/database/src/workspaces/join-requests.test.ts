import type { Member } from '@plenum/domain/access/actor';
import type { Joining } from '@plenum/domain/workspaces/schema';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { createInvitation, listInvitations } from './invitations.ts';
import {
  acceptRequest,
  declineRequest,
  joinOpenWorkspace,
  listJoinRequests,
  listOpenWorkspaces,
  requestToJoin,
  withdrawRequest,
} from './join-requests.ts';
import { acceptInvitation } from './joining.ts';
import { patchWorkspace } from './writes.ts';

let db: Database;
let host: Member;
let workspace: WorkspaceCard;
let stranger: Member;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  [host, stranger] = [await aMember(db), await aMember(db)];
  workspace = await aWorkspace(db, host);
});

const manage = () => authorize(db, { actor: host, action: 'workspace.manage', on: workspace.id });
const join = (actor = stranger) => authorize(db, { actor, action: 'workspace.join', on: actor.personId });
const set = async (joining: Joining) => patchWorkspace(await manage(), { joining });
const waiting = async () => (await listJoinRequests(await manage(), { limit: 50 })).items;
const roleOf = async ({ personId }: Member) =>
  (await db.prisma.membership.findFirst({ where: { workspaceId: workspace.id, personId } }))?.role ?? null;
const nothing = { code: 'not_found' };

async function found(): Promise<string[]> {
  const own = await authorize(db, { actor: stranger, action: 'workspace.list', on: stranger.personId });
  const { items } = await listOpenWorkspaces(own, { limit: 200 });
  return items.filter(({ id }) => id === workspace.id).map(({ joining }) => joining);
}

test('JOIN-1 an invitation can be used as often as it says', async () => {
  const token = await createInvitation(await manage(), { role: 'editor', days: 7, maxUses: 2 });
  const people = [await aMember(db), await aMember(db), await aMember(db)];
  const grants = await Promise.all(people.map(join));
  const results = await Promise.allSettled(grants.map((grant) => acceptInvitation(grant, token)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await listInvitations(await manage())).toEqual([]);
});

test('JOIN-1 who is in already uses nothing up', async () => {
  const token = await createInvitation(await manage(), { role: 'editor', days: 7, maxUses: 1 });
  await acceptInvitation(await join(host), token);
  await acceptInvitation(await join(), token);
  expect(await roleOf(stranger)).toBe('editor');
});

test('JOIN-2 a closed workspace answers strangers like one that does not exist', async () => {
  expect(await found()).toEqual([]);
  await expect(joinOpenWorkspace(await join(), workspace.id)).rejects.toMatchObject(nothing);
  await expect(requestToJoin(await join(), { workspaceId: workspace.id })).rejects.toMatchObject(nothing);
});

test('JOIN-2 into an open one whoever has an account comes with the role that it gives', async () => {
  await patchWorkspace(await manage(), { joining: 'open', openRole: 'commenter' });
  expect(await found()).toEqual(['open']);
  await joinOpenWorkspace(await join(), workspace.id);
  expect(await roleOf(stranger)).toBe('commenter');
  expect(await found()).toEqual([]);
  await joinOpenWorkspace(await join(host), workspace.id);
  expect(await roleOf(host)).toBe('admin');
});

test('JOIN-3 who asks is let in by an admin, as what the admin says, or is not', async () => {
  await set('requests');
  await expect(joinOpenWorkspace(await join(), workspace.id)).rejects.toMatchObject(nothing);
  await requestToJoin(await join(), { workspaceId: workspace.id, message: 'Hello' });
  await requestToJoin(await join(), { workspaceId: workspace.id, message: 'It is me' });
  const [request] = await waiting();
  expect([await waiting(), request?.message, await roleOf(stranger)]).toMatchObject([
    { length: 1 },
    'It is me',
    null,
  ]);
  await acceptRequest(await manage(), { requestId: request?.id ?? '', role: 'reader' });
  expect([await roleOf(stranger), await waiting()]).toEqual(['reader', []]);
  const other = await aMember(db);
  await requestToJoin(await join(other), { workspaceId: workspace.id });
  await declineRequest(await manage(), (await waiting())[0]?.id ?? '');
  expect([await roleOf(other), await waiting()]).toEqual([null, []]);
});

test('JOIN-3 a request that was taken back, or is another workspace’s, lets nobody in', async () => {
  await set('requests');
  await requestToJoin(await join(), { workspaceId: workspace.id });
  const requestId = (await waiting())[0]?.id ?? '';
  const elsewhere = await aWorkspace(db, host);
  const other = await authorize(db, { actor: host, action: 'workspace.manage', on: elsewhere.id });
  await expect(acceptRequest(other, { requestId, role: 'reader' })).rejects.toMatchObject(nothing);
  await expect(declineRequest(other, requestId)).rejects.toMatchObject(nothing);
  await withdrawRequest(await join(), workspace.id);
  await expect(acceptRequest(await manage(), { requestId, role: 'reader' })).rejects.toMatchObject(nothing);
});

test('ALLY-2 a group asks to join, and comes in by the acceptance of an admin, while the one who asked runs it', async () => {
  await set('requests');
  const group = await aGroup(db, [stranger, await aMember(db)]);
  const run = await authorize(db, { actor: stranger, action: 'group.manage', on: group.id });
  await requestToJoin(await join(), { workspaceId: workspace.id, group: run });
  const accept = async () =>
    acceptRequest(await manage(), { requestId: (await waiting())[0]?.id ?? '', role: 'editor' });
  await db.prisma.groupMember.updateMany({
    where: { groupId: group.id, personId: stranger.personId },
    data: { role: 'member' },
  });
  await expect(accept()).rejects.toMatchObject(nothing);
  await db.prisma.groupMember.updateMany({
    where: { groupId: group.id, personId: stranger.personId },
    data: { role: 'admin' },
  });
  await accept();
  expect(await authorize(db, { actor: stranger, action: 'workspace.read', on: workspace.id })).toMatchObject({
    role: 'editor',
  });
});
