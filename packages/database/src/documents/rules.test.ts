import type { Member } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { aDocument, aGroup, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { waitingForALock } from '../testing/locks.ts';
import { removeMember } from '../workspaces/writes.ts';
import { listDocumentAccess } from './access.ts';
import { adoptOrphan, listOrphans } from './orphans.ts';
import { listAllDocuments, listDocuments } from './reads.ts';
import { openDocument, removeRule, restrictDocument, setRule } from './rules.ts';
import { createDocument, patchDocument } from './writes.ts';

let db: Database;
let admin: Member;
let editor: Member;
let reader: Member;
let workspace: WorkspaceCard;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspace = await aWorkspace(db, admin);
  [editor, reader] = [
    await aMember(db, { workspaceId: workspace.id, role: 'editor' }),
    await aMember(db, { workspaceId: workspace.id, role: 'reader' }),
  ];
});

const here = (actor = admin, columns = {}) => aDocument(db, { actor, workspaceId: workspace.id, ...columns });
const restrict = (on: string, actor = admin) => authorize(db, { actor, action: 'document.restrict', on });
const organise = (on: string, actor: Member) => authorize(db, { actor, action: 'document.organise', on });
const person = ({ personId }: Member) => ({ kind: 'person', id: personId }) as const;

/** What somebody may do with a document; null where they do not even know of it. */
async function roleOf(actor: Member, on: string): Promise<string | null> {
  return authorize(db, { actor, action: 'document.read', on }).then(
    ({ role }) => role,
    () => null,
  );
}

const listed = async (actor: Member) => {
  const grant = await authorize(db, { actor, action: 'workspace.read', on: workspace.id });
  const [last, all] = [
    await listDocuments(grant, { limit: 50 }),
    await listAllDocuments(grant, { limit: 50 }),
  ];
  const ids = all.items.map(({ id }) => id).sort();
  expect(last.items.map(({ id }) => id).sort()).toEqual(ids);
  return ids;
};

test('RULE-1 a restricted document is there for those alone whom its rules name, also in lists', async () => {
  const { id } = await here();
  await restrictDocument(await restrict(id));
  expect([await roleOf(admin, id), await roleOf(editor, id), await roleOf(reader, id)]).toEqual([
    'admin',
    null,
    null,
  ]);
  await setRule(await restrict(id), { subject: person(reader), role: 'editor' });
  expect([await roleOf(editor, id), await roleOf(reader, id)]).toEqual([null, 'editor']);
  expect([await listed(admin), await listed(editor), await listed(reader)]).toEqual([[id], [], [id]]);
  await removeRule(await restrict(id), person(reader));
  expect(await roleOf(reader, id)).toBeNull();
});

test('RULE-1 not for the workspace’s admins either, if they are not named', async () => {
  const { id } = await here(editor, { access: 'draft' });
  expect([await roleOf(editor, id), await roleOf(admin, id)]).toEqual(['admin', null]);
  expect(await listed(admin)).toEqual([]);
});

test('RULE-2 a group that is named stands for those who act for it in the workspace', async () => {
  const [delegate, member] = [await aMember(db), await aMember(db)];
  const group = await aGroup(db, [delegate, member]);
  const where = { workspaceId: workspace.id, groupId: group.id };
  await db.prisma.participation.create({ data: { ...where, role: 'reader', representation: 'delegates' } });
  await db.prisma.delegate.create({ data: { ...where, personId: delegate.personId } });
  const { id } = await here();
  await restrictDocument(await restrict(id));
  await setRule(await restrict(id), { subject: { kind: 'group', id: group.id }, role: 'editor' });
  expect([await roleOf(delegate, id), await roleOf(member, id)]).toEqual(['editor', null]);
  expect(await listed(delegate)).toEqual([id]);
});

test('RULE-3 rules hold for all that lies below, down to what has rules of its own', async () => {
  const root = await here();
  const below = await here(admin, { parentId: root.id });
  const own = await here(admin, { parentId: below.id, access: 'draft' });
  const leaf = await here(admin, { parentId: own.id });
  await restrictDocument(await restrict(root.id));
  await setRule(await restrict(root.id), { subject: person(reader), role: 'reader' });
  const later = await here(admin, { parentId: below.id });
  const ids = [root, below, later, own, leaf].map(({ id }) => id);
  expect(await Promise.all(ids.map((id) => roleOf(reader, id)))).toEqual([
    'reader',
    'reader',
    'reader',
    null,
    null,
  ]);
  await openDocument(await restrict(root.id));
  expect(await Promise.all(ids.map((id) => roleOf(editor, id)))).toEqual([
    'editor',
    'editor',
    'editor',
    null,
    null,
  ]);
  await openDocument(await restrict(own.id));
  expect([await roleOf(editor, own.id), await roleOf(editor, leaf.id)]).toEqual(['editor', 'editor']);
});

test('RULE-4 a document that is made while its parent is being restricted is restricted too', async () => {
  const parent = await here();
  const create = await authorize(db, { actor: editor, action: 'document.create', on: workspace.id });
  // The restriction as it stands just before its commit.
  const restriction = await db.pool.connect();
  await restriction.query('BEGIN');
  await restriction.query('SELECT 1 FROM workspace WHERE id = $1 FOR UPDATE', [workspace.id]);
  const late = Promise.allSettled([
    createDocument(create, { kind: 'pad', title: 'Child', parentId: parent.id, seed: null }),
  ]);
  await vi.waitFor(async () => expect(await waitingForALock(db)).toBe(1), { timeout: 10_000 });
  await restriction.query('UPDATE document SET scope_id = id WHERE id = $1', [parent.id]);
  await restriction.query('COMMIT');
  restriction.release();
  // Whoever makes it cannot write below the parent any more.
  expect(await late).toMatchObject([{ status: 'rejected', reason: { code: 'invalid_input' } }]);
});

test('RULE-5 a move that changes who may read is an admin’s, and takes the access of the new place', async () => {
  const [closed, open] = [await here(), await here(editor)];
  await restrictDocument(await restrict(closed.id));
  await setRule(await restrict(closed.id), { subject: person(editor), role: 'editor' });
  const move = async (actor: Member, id: string, parentId: string | null) =>
    patchDocument(await organise(id, actor), { patch: { parentId } });
  await expect(move(editor, open.id, closed.id)).rejects.toMatchObject({ code: 'forbidden' });
  await move(admin, open.id, closed.id);
  expect([await roleOf(reader, open.id), await roleOf(editor, open.id)]).toEqual([null, 'editor']);
  await expect(move(editor, open.id, null)).rejects.toMatchObject({ code: 'forbidden' });
  await move(admin, open.id, null);
  expect(await roleOf(reader, open.id)).toBe('reader');
});

test('RULE-5 nothing is put below a document in which one may not write', async () => {
  const closed = await here(admin, { access: 'draft' });
  const create = await authorize(db, { actor: editor, action: 'document.create', on: workspace.id });
  const below = createDocument(create, { kind: 'pad', title: 'Below', parentId: closed.id, seed: null });
  await expect(below).rejects.toMatchObject({ code: 'invalid_input' });
  const own = await here(editor);
  const move = patchDocument(await organise(own.id, editor), { patch: { parentId: closed.id } });
  await expect(move).rejects.toMatchObject({ code: 'invalid_input' });
});

test('RULE-6 somebody stays who can change the rules', async () => {
  const { id } = await here();
  await restrictDocument(await restrict(id));
  const conflict = { code: 'conflict' };
  await expect(removeRule(await restrict(id), person(admin))).rejects.toMatchObject(conflict);
  const demotion = setRule(await restrict(id), { subject: person(admin), role: 'reader' });
  await expect(demotion).rejects.toMatchObject(conflict);
  await expect(restrict(id, editor)).rejects.toMatchObject({ code: 'not_found' });
});

test('RULE-7 rules name those who are in the workspace, and for as long', async () => {
  const { id } = await here();
  await restrictDocument(await restrict(id));
  const outsider = await aMember(db);
  const naming = setRule(await restrict(id), { subject: person(outsider), role: 'reader' });
  await expect(naming).rejects.toMatchObject({ code: 'invalid_input' });
  await setRule(await restrict(id), { subject: person(editor), role: 'editor' });
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
  await removeMember(manage, editor.personId);
  expect(await roleOf(editor, id)).toBeNull();
  const { personId } = editor;
  await db.prisma.membership.create({ data: { workspaceId: workspace.id, personId, role: 'editor' } });
  expect(await roleOf(editor, id)).toBeNull();
});

test('RULE-7 whom a group hides cannot be found by naming them, and goes on being named', async () => {
  const { id } = await here(editor, { access: 'draft' });
  const [speaker, hidden] = [await aMember(db), await aMember(db)];
  const group = await aGroup(db, [speaker, hidden]);
  await db.prisma.participation.create({
    data: { workspaceId: workspace.id, groupId: group.id, role: 'editor' },
  });
  const name = async (actor: Member, role: Role = 'reader') =>
    setRule(await restrict(id, actor), { subject: person(hidden), role });
  const answer = (work: Promise<void>) => work.catch(({ code, message }) => ({ code, message }));
  const outsider = await aMember(db);
  const subject = person(outsider);
  const unknown = await answer(setRule(await restrict(id, editor), { subject, role: 'reader' }));
  expect(unknown).toMatchObject({ code: 'invalid_input' });
  expect(await answer(name(editor))).toEqual(unknown);
  await setRule(await restrict(id, editor), { subject: person(admin), role: 'admin' });
  await setRule(await restrict(id, editor), { subject: { kind: 'group', id: group.id }, role: 'admin' });
  await name(speaker);
  await name(editor, 'editor');
  await db.prisma.documentRule.deleteMany({ where: { documentId: id, personId: hidden.personId } });
  await db.prisma.group.update({ where: { id: group.id }, data: { showsMembers: true } });
  await name(editor);
});

test('RULE-8 who can see a document is listed with the reason', async () => {
  const { id } = await here();
  const [speaker, member] = [await aMember(db), await aMember(db)];
  const group = await aGroup(db, [speaker, member]);
  await db.prisma.participation.create({
    data: { workspaceId: workspace.id, groupId: group.id, role: 'editor' },
  });
  const access = async (actor: Member) =>
    listDocumentAccess(await authorize(db, { actor, action: 'document.read', on: id }));
  const open = await access(reader);
  expect(open).toMatchObject({ scope: null, canChange: false, isCut: false });
  expect(open.people.map(({ id, reason }) => [id, reason.role])).toEqual([
    [admin.personId, 'admin'],
    [editor.personId, 'editor'],
    [reader.personId, 'reader'],
  ]);
  expect(open.groups).toMatchObject([
    { id: group.id, people: 2, isHidden: true, reason: { role: 'editor' } },
  ]);
  // Its own people see each other, and why.
  const own = await access(member);
  expect(own.groups).toMatchObject([{ isHidden: false }]);
  expect(own.people.filter(({ reason }) => reason.through?.id === group.id)).toHaveLength(2);

  await restrictDocument(await restrict(id));
  await setRule(await restrict(id), { subject: { kind: 'group', id: group.id }, role: 'reader' });
  const restricted = await access(admin);
  expect(restricted).toMatchObject({ scope: { id, title: 'Agenda' }, canChange: true });
  expect(restricted.people.map(({ id }) => id)).toEqual([admin.personId]);
  expect(restricted.groups).toMatchObject([{ id: group.id, reason: { role: 'reader', rule: { id } } }]);
});

test('RULE-9 a restricted document of which nobody is left is adopted by an admin, and no other', async () => {
  const { id } = await here(editor, { access: 'draft' });
  const manage = () => authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
  expect(await listOrphans(await manage())).toEqual([]);
  await expect(adoptOrphan(await manage(), id)).rejects.toMatchObject({ code: 'not_found' });
  await removeMember(await manage(), editor.personId);
  expect((await listOrphans(await manage())).map((orphan) => orphan.id)).toEqual([id]);
  await adoptOrphan(await manage(), id);
  expect([await roleOf(admin, id), await roleOf(reader, id)]).toEqual(['admin', null]);
  expect(await listOrphans(await manage())).toEqual([]);
});
