// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { aDocument, aGroup, aMember, aWorkspace } from '@plenum/database/testing/factories';
import {
  createGroupInvitation,
  createInvitation,
  getInvitation,
} from '@plenum/database/workspaces/invitations';
import { makeMotion } from '@plenum/database/workspaces/motions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const MISSING = '018f0000-0000-7000-8000-000000000000';

/** Stands in a call for the id that is tried. */
const ID = 'the id that is tried';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

/** Somebody's workspace with a group and all that can be there. */
async function others() {
  const admin = await aMember(db);
  const { id: workspaceId } = await aWorkspace(db, admin);
  const { id: groupId } = await aGroup(db, [admin]);
  await db.prisma.participation.create({ data: { workspaceId, groupId, role: 'admin' } });
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
  const manageGroup = await authorize(db, { actor: admin, action: 'group.manage', on: groupId });
  const link = await createInvitation(manage, { role: 'reader', days: 7 });
  const groupLink = await createGroupInvitation(manageGroup, { days: 7 });
  const asking = { workspaceId, personId: (await aMember(db)).personId };
  const { id: documentId } = await aDocument(db, { actor: admin, workspaceId, access: 'draft' });
  return {
    workspaceId,
    groupId,
    documentId,
    personId: admin.personId,
    invitationId: (await getInvitation(manage, link)).id,
    groupInvitationId: (await getInvitation(manageGroup, groupLink)).id,
    motionId: await makeMotion(manage, { kind: 'deleteWorkspace' }),
    requestId: (await db.prisma.joinRequest.create({ data: asking })).id,
  };
}

/** What is there and how, to be compared. */
function standing({ workspaceId, groupId, documentId }: Awaited<ReturnType<typeof others>>) {
  const { prisma } = db;
  return Promise.all([
    prisma.membership.findMany({ where: { workspaceId }, orderBy: { personId: 'asc' } }),
    prisma.groupMember.findMany({ where: { groupId } }),
    prisma.participation.findMany({
      where: { OR: [{ workspaceId }, { groupId }] },
      include: { delegates: true },
    }),
    prisma.invitation.findMany({ where: { OR: [{ workspaceId }, { groupId }] }, orderBy: { id: 'asc' } }),
    prisma.joinRequest.findMany({ where: { workspaceId } }),
    prisma.motion.findMany({ where: { workspaceId } }),
    prisma.documentRule.findMany({ where: { documentId } }),
  ]);
}

/** Somebody who manages a workspace, a group there and a restricted document of their own. */
async function somebody(): Promise<{ by: Person; workspaceId: string; groupId: string; documentId: string }> {
  const { id: workspaceId } = await aWorkspace(db, await aMember(db), 'Elsewhere');
  const by = await aPerson(db, 'admin', workspaceId);
  const group = await callApi(ENDPOINTS.postGroup, { by, body: { name: 'Ours' } });
  const groupId = String(group.json().id);
  await callApi(ENDPOINTS.postWorkspaceGroup, { by, id: workspaceId, body: { groupId, role: 'reader' } });
  const body = { kind: 'pad', title: 'Ours', access: 'draft' };
  const document = await callApi(ENDPOINTS.postDocument, { by, id: workspaceId, body });
  return { by, workspaceId, groupId, documentId: String(document.json().id) };
}

test('ATT-17 no program reaches people, groups, links, requests, motions or rules of others through what it manages', async () => {
  const theirs = await others();
  const { by, workspaceId, groupId, documentId } = await somebody();
  type Asked = { params?: Record<string, string>; body?: object };
  const role = 'reader';
  const ofWorkspace: [keyof typeof ENDPOINTS, keyof typeof theirs, Asked][] = [
    ['patchMember', 'personId', { params: { personId: ID }, body: { role } }],
    ['deleteMember', 'personId', { params: { personId: ID } }],
    ['postWorkspaceGroup', 'groupId', { body: { groupId: ID, role } }],
    ['patchWorkspaceGroup', 'groupId', { params: { groupId: ID }, body: { role } }],
    ['postMotion', 'groupId', { body: { kind: 'expelGroup', groupId: ID } }],
    ['answerMotion', 'motionId', { params: { motionId: ID }, body: { answer: 'stop' } }],
    ['answerMotion', 'motionId', { params: { motionId: ID }, body: { answer: 'confirm' } }],
    ['deleteInvitation', 'invitationId', { params: { invitationId: ID } }],
    ['deleteInvitation', 'groupInvitationId', { params: { invitationId: ID } }],
    ['answerJoinRequest', 'requestId', { params: { requestId: ID }, body: { answer: 'accept', role } }],
    ['answerJoinRequest', 'requestId', { params: { requestId: ID }, body: { answer: 'decline' } }],
  ];
  const everybody = { representation: 'everybody', delegateIds: [] };
  const delegates = { representation: 'delegates', delegateIds: [ID] };
  const ofGroup: typeof ofWorkspace = [
    ['patchGroupMember', 'personId', { params: { personId: ID }, body: { role: 'member' } }],
    ['deleteGroupMember', 'personId', { params: { personId: ID } }],
    ['patchGroupWorkspace', 'workspaceId', { params: { workspaceId: ID }, body: everybody }],
    ['patchGroupWorkspace', 'personId', { params: { workspaceId }, body: delegates }],
    ['deleteGroupWorkspace', 'workspaceId', { params: { workspaceId: ID } }],
    ['deleteGroupInvitation', 'groupInvitationId', { params: { invitationId: ID } }],
    ['deleteGroupInvitation', 'invitationId', { params: { invitationId: ID } }],
  ];
  const ofDocument: typeof ofWorkspace = [
    ['postRule', 'personId', { body: { subject: { kind: 'person', id: ID }, role } }],
    ['postRule', 'groupId', { body: { subject: { kind: 'group', id: ID }, role } }],
    ['deleteRule', 'personId', { params: { kind: 'person', subjectId: ID } }],
    ['deleteRule', 'groupId', { params: { kind: 'group', subjectId: ID } }],
  ];
  const calls = [
    ...ofWorkspace.map((call) => [workspaceId, ...call] as const),
    ...ofGroup.map((call) => [groupId, ...call] as const),
    ...ofDocument.map((call) => [documentId, ...call] as const),
  ];
  const before = await standing(theirs);
  for (const [id, name, thing, asked] of calls) {
    const ask = (tried: string) => {
      const filled: Asked = JSON.parse(JSON.stringify(asked).replaceAll(ID, tried));
      return callApi(ENDPOINTS[name], { by, id, ...filled });
    };
    const [foreign, missing] = [await ask(theirs[thing]), await ask(MISSING)];
    const isNamed = name === 'postRule' || asked.body === delegates;
    expect(foreign.status, `${name} ${thing}: ${foreign.text}`).toBe(isNamed ? 400 : 404);
    expect([foreign.status, foreign.text], name).toEqual([missing.status, missing.text]);
  }
  expect(await standing(theirs)).toEqual(before);
});
