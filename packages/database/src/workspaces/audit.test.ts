import type { Member } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from './audit.ts';
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts';
import { addOwnGroup } from './participations.ts';
import { changeRole } from './writes.ts';

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
const log = async (actor = admin) => (await listAudit(await manage(actor), { limit: 50 })).items;

test('AUDIT-1 decisions about access are told to the admins, the newest first', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
  await createInvitation(await manage(), { role: 'editor', days: 7 });
  await revokeInvitation(await manage(), (await listInvitations(await manage()))[0]?.id ?? '');
  await changeRole(await manage(), { personId: second.personId, role: 'admin' });
  const group = await aGroup(db, [admin]);
  const run = await authorize(db, { actor: admin, action: 'group.manage', on: group.id });
  await addOwnGroup(await manage(), { group: run, role: 'reader' });
  const { displayName } = await db.prisma.person.findUniqueOrThrow({ where: { id: second.personId } });
  expect(await log(second)).toMatchObject([
    { what: 'groupJoined', group: 'Treehouse', role: 'reader' },
    { what: 'memberRole', person: displayName, role: 'admin' },
    { what: 'invitationRevoked' },
    { what: 'invitationMade', role: 'editor' },
  ]);
});

test('AUDIT-1 a change that is refused is not in it', async () => {
  const demotion = changeRole(await manage(), { personId: admin.personId, role: 'reader' });
  await expect(demotion).rejects.toMatchObject({ code: 'conflict' });
  expect(await log()).toEqual([]);
});

test('AUDIT-3 it names no document that the one who reads it may not read', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const { id: on } = await aDocument(db, { actor: admin, workspaceId: workspace.id, title: 'Plans' });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on }));
  expect((await log())[0]).toMatchObject({ what: 'documentRestricted', document: { title: 'Plans' } });
  expect((await log(second))[0]).toMatchObject({ what: 'documentRestricted', document: null });
});
