import { type Member, system } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from './access/authorize.ts';
import type { Database } from './client.ts';
import { keepHouse } from './housekeeping.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from './testing/factories.ts';
import { listAudit } from './workspaces/audit.ts';
import { createInvitation } from './workspaces/invitations.ts';
import { acceptInvitation } from './workspaces/joining.ts';
import { makeMotion } from './workspaces/motions.ts';
import { patchWorkspace } from './workspaces/writes.ts';

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

const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const manage = () => authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

test('JOIN-4 who invited whom is forgotten after three months, and not before', async () => {
  const newcomer = await aMember(db);
  const token = await createInvitation(await manage(), { role: 'editor', days: 30 });
  const grant = await authorize(db, { actor: newcomer, action: 'workspace.join', on: newcomer.personId });
  await acceptInvitation(grant, token);
  const where = { workspaceId: workspace.id, personId: newcomer.personId };
  const tree = async () => [
    (await db.prisma.membership.findFirst({ where }))?.invitedById,
    (await db.prisma.invitation.findFirst({ where: { workspaceId: workspace.id } }))?.createdById,
  ];
  const age = async (days: number) => {
    await db.prisma.membership.updateMany({ where, data: { createdAt: daysAgo(days) } });
    await db.prisma.invitation.updateMany({ data: { createdAt: daysAgo(days) } });
  };
  await age(89);
  await keepHouse(await instance());
  expect(await tree()).toEqual([admin.personId, admin.personId]);
  await age(91);
  await keepHouse(await instance());
  expect(await tree()).toEqual([null, null]);
});

test('JOIN-4 an invitation that ended three months ago is gone', async () => {
  await createInvitation(await manage(), { role: 'editor', days: 30 });
  await db.prisma.invitation.updateMany({ data: { revokedAt: daysAgo(91) } });
  await keepHouse(await instance());
  expect(await db.prisma.invitation.count()).toBe(0);
});

test('AUDIT-2 the audit log keeps what was decided for as long as the workspace says', async () => {
  await createInvitation(await manage(), { role: 'editor', days: 30 });
  await patchWorkspace(await manage(), { auditDays: 30 });
  await db.prisma.auditEntry.updateMany({ where: { what: 'invitationMade' }, data: { at: daysAgo(31) } });
  await keepHouse(await instance());
  const { items } = await listAudit(await manage(), { limit: 50 });
  expect(items.map(({ what }) => what)).toEqual(['workspaceSettings']);
});

test('ALLY-9 a deleted workspace is kept for thirty days, and then gone with all that it had', async () => {
  const parent = await aDocument(db, { actor: admin, workspaceId: workspace.id, access: 'draft' });
  await aDocument(db, { actor: admin, workspaceId: workspace.id, parentId: parent.id });
  const where = { id: workspace.id };
  await db.prisma.workspace.update({ where, data: { deletedAt: daysAgo(29) } });
  await keepHouse(await instance());
  expect(await db.prisma.document.count({ where: { workspaceId: workspace.id } })).toBe(2);
  await db.prisma.workspace.update({ where, data: { deletedAt: daysAgo(31) } });
  await keepHouse(await instance());
  expect(await db.prisma.document.count({ where: { workspaceId: workspace.id } })).toBe(0);
});

test('NODE-20 what fails of it keeps nothing else from being done, and is told', async () => {
  await createInvitation(await manage(), { role: 'editor', days: 30 });
  await db.prisma.invitation.updateMany({ data: { revokedAt: daysAgo(91) } });
  await makeMotion(await manage(), { kind: 'deleteWorkspace' });
  await db.prisma.motion.updateMany({ data: { dueAt: daysAgo(1) } });
  await db.pool.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER fails BEFORE DELETE ON motion FOR EACH ROW EXECUTE FUNCTION fail()`);
  await expect(keepHouse(await instance())).rejects.toThrow('housekeeping failed in part');
  expect(await db.prisma.invitation.count()).toBe(0);
  await db.pool.query('DROP FUNCTION fail CASCADE');
  expect(await keepHouse(await instance())).toBe(true);
  await expect(manage()).rejects.toMatchObject({ code: 'not_found' });
});

test('NODE-20 of nodes that keep house at once one does', async () => {
  const client = await db.pool.connect();
  await client.query('SELECT pg_advisory_lock(720002)');
  expect(await keepHouse(await instance())).toBe(false);
  await client.query('SELECT pg_advisory_unlock(720002)');
  client.release();
  expect(await keepHouse(await instance())).toBe(true);
});

test('INBOX-5 what is half a year old is forgotten', async () => {
  const { id: documentId } = await aDocument(db, { actor: admin, workspaceId: workspace.id });
  const entry = { documentId, personId: admin.personId };
  await db.prisma.inboxEntry.create({ data: { ...entry, kind: 'changed', at: daysAgo(181) } });
  await db.prisma.inboxEntry.create({ data: { ...entry, kind: 'mentioned', at: daysAgo(179) } });
  await keepHouse(await instance());
  expect(await db.prisma.inboxEntry.findMany({ where: entry })).toMatchObject([{ kind: 'mentioned' }]);
});
