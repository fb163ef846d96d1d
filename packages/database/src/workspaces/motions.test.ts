import { type Member, system } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from './audit.ts';
import { createInvitation } from './invitations.ts';
import { acceptInvitation } from './joining.ts';
import {
  carryOutDueMotions,
  confirmMotion,
  listMotions,
  makeMotion,
  moveToTake,
  stopMotion,
} from './motions.ts';
import { findWorkspaceId, listWorkspaces } from './reads.ts';
import { changeRole, restoreWorkspace } from './writes.ts';

let db: Database;
let host: Member;
let workspace: WorkspaceCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  host = await aMember(db);
  workspace = await aWorkspace(db, host);
});

const manage = (actor = host, on = workspace.id) => authorize(db, { actor, action: 'workspace.manage', on });
const instance = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const motions = async (actor = host) => listMotions(await manage(actor));
const first = async (actor = host) => (await motions(actor))[0]?.id ?? '';

/** A group in the workspace, run by the person given out. */
async function aGroupThere(role: Role, name: string): Promise<{ speaker: Member; groupId: string }> {
  const speaker = await aMember(db);
  const { id: groupId } = await aGroup(db, [speaker], name);
  await db.prisma.participation.create({ data: { workspaceId: workspace.id, groupId, role } });
  return { speaker, groupId };
}

const isThere = async (groupId: string) =>
  (await db.prisma.participation.count({ where: { workspaceId: workspace.id, groupId } })) > 0;

test('ALLY-8 expelling a group needs an admin of a second one', async () => {
  const [loud, ally] = [await aGroupThere('admin', 'Loud'), await aGroupThere('admin', 'Ally')];
  await makeMotion(await manage(), { kind: 'expelGroup', groupId: loud.groupId });
  expect(await isThere(loud.groupId)).toBe(true);
  const forbidden = { code: 'forbidden' };
  await expect(confirmMotion(await manage(), await first())).rejects.toMatchObject(forbidden);
  await expect(confirmMotion(await manage(loud.speaker), await first())).rejects.toMatchObject(forbidden);
  await expect(stopMotion(await manage(loud.speaker), await first())).rejects.toMatchObject(forbidden);
  expect((await motions(ally.speaker))[0]).toMatchObject({ canConfirm: true, canStop: false, dueAt: null });
  await confirmMotion(await manage(ally.speaker), await first());
  expect(await isThere(loud.groupId)).toBe(false);
  expect(await motions()).toEqual([]);
});

test('ALLY-8 where nobody can confirm it seven days go by, in which any admin can stop it', async () => {
  const { groupId, speaker } = await aGroupThere('admin', 'Loud');
  await makeMotion(await manage(), { kind: 'expelGroup', groupId });
  const [{ dueAt } = { dueAt: null }] = await motions();
  expect((dueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
  expect(await carryOutDueMotions(await instance())).toBe(0);
  await stopMotion(await manage(speaker), await first());
  await makeMotion(await manage(), { kind: 'expelGroup', groupId });
  await db.prisma.motion.updateMany({ data: { dueAt: new Date(0) } });
  expect(await carryOutDueMotions(await instance())).toBe(1);
  expect(await isThere(groupId)).toBe(false);
});

test('ALLY-8 a notice whose time is up waits while it would leave no admin', async () => {
  const { groupId, speaker } = await aGroupThere('admin', 'Only');
  await makeMotion(await manage(), { kind: 'expelGroup', groupId });
  await db.prisma.membership.deleteMany({ where: { workspaceId: workspace.id, personId: host.personId } });
  await db.prisma.motion.updateMany({ where: { workspaceId: workspace.id }, data: { dueAt: new Date(0) } });
  expect(await carryOutDueMotions(await instance())).toBe(0);
  expect([await isThere(groupId), (await motions(speaker)).length]).toEqual([true, 1]);
});

test('ALLY-8 the same is moved once, and carried out once by two who confirm it together', async () => {
  const [loud, ally] = [await aGroupThere('reader', 'Loud'), await aGroupThere('admin', 'Ally')];
  const motion = { kind: 'expelGroup', groupId: loud.groupId } as const;
  await makeMotion(await manage(), motion);
  await expect(makeMotion(await manage(), motion)).rejects.toMatchObject({ code: 'conflict' });
  const [grant, id] = [await manage(ally.speaker), await first()];
  const both = await Promise.allSettled([confirmMotion(grant, id), confirmMotion(grant, id)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('ALLY-9 a deleted workspace is gone for everybody, with its documents and links', async () => {
  const second = await aMember(db, { workspaceId: workspace.id, role: 'admin' });
  const document = await aDocument(db, { actor: host, workspaceId: workspace.id });
  const share = await authorize(db, { actor: host, action: 'document.share', on: document.id });
  const { id: linkId } = await createShareLink(share, { role: 'reader' });
  await makeMotion(await manage(), { kind: 'deleteWorkspace' });
  await confirmMotion(await manage(second), await first());
  const nothing = { code: 'not_found' };
  const guest = { kind: 'guest', linkId, documentId: document.id, lock: 0, guestId: null } as const;
  for (const actor of [host, second, guest]) {
    const reading = authorize(db, { actor, action: 'document.read', on: document.id });
    await expect(reading).rejects.toMatchObject(nothing);
  }
  await expect(manage()).rejects.toMatchObject(nothing);
  const own = await authorize(db, { actor: host, action: 'workspace.list', on: host.personId });
  expect((await listWorkspaces(own, { limit: 50 })).items).toEqual([]);
  expect(await findWorkspaceId(own, workspace.slug)).toBeNull();
});

test('ALLY-9 what was deleted is taken back within thirty days, as it was, and nothing that waited happens by that', async () => {
  const { groupId } = await aGroupThere('admin', 'Loud');
  const document = await aDocument(db, { actor: host, workspaceId: workspace.id });
  await makeMotion(await manage(), { kind: 'expelGroup', groupId });
  const deletedSince = (days: number) =>
    db.prisma.workspace.update({
      where: { id: workspace.id },
      data: { deletedAt: new Date(Date.now() - days * 24 * 3_600_000) },
    });
  const restore = async () => restoreWorkspace(await instance(), workspace.slug);
  const none = { code: 'not_found', message: expect.stringMatching(/^No workspace/) };
  await expect(restore()).rejects.toMatchObject(none);
  await deletedSince(31);
  await expect(restore()).rejects.toMatchObject(none);
  await deletedSince(29);
  expect(await restore()).toEqual({ ...workspace, role: null });
  const read = await authorize(db, { actor: host, action: 'document.read', on: document.id });
  expect(read.role).toBe('admin');
  expect([await isThere(groupId), await motions()]).toEqual([true, []]);
  const [latest] = (await listAudit(await manage(), { limit: 1 })).items;
  expect(latest).toMatchObject({ what: 'workspaceRestored', by: null });
  const changes = await db.prisma.accessChange.findMany({ where: { subjectId: workspace.id } });
  expect(changes.map(({ of }) => of)).toEqual(['workspace']);
  await expect(restore()).rejects.toMatchObject(none);
});

test('ALLY-6 a group that leaves takes along what it brought, once an admin of the others agrees', async () => {
  const { groupId, speaker } = await aGroupThere('editor', 'Treehouse');
  const home = await aWorkspace(db, speaker, 'Home');
  const place = { actor: speaker, workspaceId: workspace.id };
  const root = await aDocument(db, place);
  const below = await aDocument(db, { ...place, parentId: root.id });
  const others = await aDocument(db, { actor: host, workspaceId: workspace.id, parentId: below.id });
  const group = await authorize(db, { actor: speaker, action: 'group.manage', on: groupId });
  await moveToTake(group, { workspaceId: workspace.id, target: await manage(speaker, home.id) });
  expect(await isThere(groupId)).toBe(true);
  await confirmMotion(await manage(), await first());
  expect(await isThere(groupId)).toBe(false);
  const where = async (id: string) =>
    db.prisma.document.findUniqueOrThrow({ where: { id }, select: { workspaceId: true, parentId: true } });
  expect(await where(root.id)).toEqual({ workspaceId: home.id, parentId: null });
  expect(await where(below.id)).toEqual({ workspaceId: home.id, parentId: root.id });
  expect(await where(others.id)).toEqual({ workspaceId: workspace.id, parentId: null });
});

test('ALLY-6 nothing opens by being taken along, or by being left behind', async () => {
  const { groupId, speaker } = await aGroupThere('editor', 'Treehouse');
  const home = await aWorkspace(db, speaker, 'Home');
  const neighbour = await aMember(db, { workspaceId: home.id, role: 'reader' });
  const bystander = await aMember(db, { workspaceId: workspace.id, role: 'reader' });
  const draft = await aDocument(db, { actor: speaker, workspaceId: workspace.id, access: 'draft' });
  await db.prisma.documentRule.create({
    data: { documentId: draft.id, personId: host.personId, role: 'editor' },
  });
  const left = await aDocument(db, { actor: host, workspaceId: workspace.id, parentId: draft.id });
  const group = await authorize(db, { actor: speaker, action: 'group.manage', on: groupId });
  await moveToTake(group, { workspaceId: workspace.id, target: await manage(speaker, home.id) });
  await confirmMotion(await manage(), await first());
  const may = async (actor: Member, on: string) =>
    authorize(db, { actor, action: 'document.read', on }).then(
      () => true,
      () => false,
    );
  expect([await may(speaker, draft.id), await may(neighbour, draft.id), await may(host, draft.id)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([await may(host, left.id), await may(bystander, left.id)]).toEqual([true, false]);
});

test('ALLY-6 nothing is taken into a workspace that is deleted, or that whoever moved it no longer runs', async () => {
  const { groupId, speaker } = await aGroupThere('editor', 'Treehouse');
  const home = await aWorkspace(db, speaker, 'Home');
  const brought = await aDocument(db, { actor: speaker, workspaceId: workspace.id });
  const group = await authorize(db, { actor: speaker, action: 'group.manage', on: groupId });
  await moveToTake(group, { workspaceId: workspace.id, target: await manage(speaker, home.id) });
  const refuses = async () => {
    await expect(confirmMotion(await manage(), await first())).rejects.toMatchObject({ code: 'conflict' });
    const { workspaceId } = await db.prisma.document.findUniqueOrThrow({ where: { id: brought.id } });
    expect([workspaceId, await isThere(groupId)]).toEqual([workspace.id, true]);
  };
  const deletedAt = (at: Date | null) =>
    db.prisma.workspace.update({ where: { id: home.id }, data: { deletedAt: at } });
  await deletedAt(new Date());
  await refuses();
  await deletedAt(null);
  const other = await aMember(db, { workspaceId: home.id, role: 'admin' });
  const role = async (role: Role) =>
    changeRole(await manage(other, home.id), { personId: speaker.personId, role });
  await role('editor');
  await refuses();
  await role('admin');
  await db.prisma.groupMember.updateMany({ where: { groupId }, data: { role: 'member' } });
  await refuses();
  await db.prisma.groupMember.updateMany({ where: { groupId }, data: { role: 'admin' } });
  await confirmMotion(await manage(), await first());
  expect(await isThere(groupId)).toBe(false);
});

test('ALLY-6 what could not be carried out any more is moved anew by another admin of the group', async () => {
  const { groupId, speaker } = await aGroupThere('editor', 'Treehouse');
  const second = await aMember(db);
  await db.prisma.groupMember.create({ data: { groupId, personId: second.personId, role: 'admin' } });
  const group = (actor: Member) => authorize(db, { actor, action: 'group.manage', on: groupId });
  const move = async (actor: Member) => {
    const home = await aWorkspace(db, actor, 'Home');
    return moveToTake(await group(actor), {
      workspaceId: workspace.id,
      target: await manage(actor, home.id),
    });
  };
  await move(speaker);
  await expect(move(second)).rejects.toMatchObject({ code: 'conflict' });
  await db.prisma.groupMember.deleteMany({ where: { groupId, personId: speaker.personId } });
  await move(second);
  await confirmMotion(await manage(), await first());
  expect(await isThere(groupId)).toBe(false);
});

test('ALLY-8 what waits keeps nothing behind it waiting, however much it is', async () => {
  const groups = await Promise.all(Array.from({ length: 101 }, (_, i) => aGroup(db, [host], `Waiting ${i}`)));
  const past = new Date(0);
  const motion = {
    workspaceId: workspace.id,
    kind: 'expelGroup',
    madeById: host.personId,
    dueAt: past,
  } as const;
  // None of these is in the workspace, so that none can be expelled.
  await db.prisma.motion.createMany({ data: groups.map(({ id }) => ({ ...motion, groupId: id })) });
  const { groupId } = await aGroupThere('reader', 'Loud');
  await db.prisma.motion.create({ data: { ...motion, groupId } });
  expect(await carryOutDueMotions(await instance())).toBe(1);
  expect(await isThere(groupId)).toBe(false);
});

test('ALLY-9 a deletion leaves the rules of documents as they were, for a return', async () => {
  const editor = await aMember(db, { workspaceId: workspace.id, role: 'editor' });
  const draft = await aDocument(db, { actor: editor, workspaceId: workspace.id, access: 'draft' });
  await makeMotion(await manage(), { kind: 'deleteWorkspace' });
  await db.prisma.motion.updateMany({ where: { workspaceId: workspace.id }, data: { dueAt: new Date(0) } });
  expect(await carryOutDueMotions(await instance())).toBe(1);
  await restoreWorkspace(await instance(), workspace.slug);
  const reading = await authorize(db, { actor: editor, action: 'document.read', on: draft.id });
  expect(reading.role).toBe('admin');
});

test('ALLY-9 no invitation from before the deletion leads in after a return', async () => {
  const token = await createInvitation(await manage(), { role: 'admin', days: 30 });
  await makeMotion(await manage(), { kind: 'deleteWorkspace' });
  await db.prisma.motion.updateMany({ where: { workspaceId: workspace.id }, data: { dueAt: new Date(0) } });
  await carryOutDueMotions(await instance());
  await restoreWorkspace(await instance(), workspace.slug);
  const newcomer = await aMember(db);
  const join = await authorize(db, { actor: newcomer, action: 'workspace.join', on: newcomer.personId });
  await expect(acceptInvitation(join, token)).rejects.toMatchObject({ code: 'not_found' });
});
