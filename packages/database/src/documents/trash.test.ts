import { type Member, system } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { keepHouse } from '../housekeeping.ts';
import { createShareLink } from '../shares/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAudit } from '../workspaces/audit.ts';
import { moveDocuments } from './moving.ts';
import { getDocument } from './reads.ts';
import { restrictDocument, setRule } from './rules.ts';
import { deleteForGood, emptyTrash, listTrash, restoreDocument } from './trash.ts';
import { trashDocument } from './writes.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
});

const create = (actor = editor) => authorize(db, { actor, action: 'document.create', on: workspaceId });
const manage = () => authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
const reading = (on: string, actor = editor) => authorize(db, { actor, action: 'document.read', on });
const nothing = { code: 'not_found' };

/** A document that was thrown away. */
async function trashed(columns: Partial<Parameters<typeof aDocument>[1]> = {}): Promise<string> {
  const { id } = await aDocument(db, { actor: admin, workspaceId, ...columns });
  await throwAway(id);
  return id;
}

async function throwAway(id: string): Promise<void> {
  await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: id }));
}

const titles = async (actor = editor) =>
  (await listTrash(await create(actor), { limit: 50 })).items.map(({ title }) => title);

async function restrict(id: string, rule?: { actor: Member; role: 'reader' | 'editor' }): Promise<void> {
  const grant = await authorize(db, { actor: admin, action: 'document.restrict', on: id });
  await restrictDocument(grant);
  if (!rule) return;
  await setRule(grant, { subject: { kind: 'person', id: rule.actor.personId }, role: rule.role });
}

test('TRASH-1 what was thrown away is listed, the last first, and taken out again as it was', async () => {
  const first = await trashed({ title: 'First' });
  const { id } = await aDocument(db, { actor: admin, workspaceId, title: 'Second', parentId: null });
  const share = await authorize(db, { actor: admin, action: 'document.share', on: id });
  await createShareLink(share, { role: 'reader' });
  await throwAway(id);
  expect(await titles()).toEqual(['Second', 'First']);
  await expect(reading(first)).rejects.toMatchObject(nothing);
  await restoreDocument(await create(), id);
  expect(await getDocument(await reading(id))).toMatchObject({ title: 'Second' });
  expect(await db.prisma.shareLink.count({ where: { documentId: id, revokedAt: null } })).toBe(1);
  expect(await titles()).toEqual(['First']);
  await expect(restoreDocument(await create(), id)).rejects.toMatchObject(nothing);
});

test('TRASH-1 the list comes a page at a time', async () => {
  for (const title of ['One', 'Two', 'Three']) await trashed({ title });
  const first = await listTrash(await create(), { limit: 2 });
  const second = await listTrash(await create(), { limit: 2, cursor: first.next ?? undefined });
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['Three', 'Two', 'One']);
  expect(second.next).toBeNull();
});

test('TRASH-2 only who could write in it finds it in the trash and takes it out', async () => {
  const [hidden, read, written] = await Promise.all(
    ['Hidden', 'Read', 'Written'].map(async (title) => aDocument(db, { actor: admin, workspaceId, title })),
  );
  if (!hidden || !read || !written) throw new Error('There are three.');
  await restrict(hidden.id);
  await restrict(read.id, { actor: editor, role: 'reader' });
  await restrict(written.id, { actor: editor, role: 'editor' });
  for (const { id } of [hidden, read, written]) await throwAway(id);
  expect(await titles()).toEqual(['Written']);
  for (const { id } of [hidden, read]) {
    await expect(restoreDocument(await create(), id)).rejects.toMatchObject(nothing);
  }
  const reader = await aMember(db, { workspaceId, role: 'reader' });
  await expect(create(reader)).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = await aWorkspace(db, editor);
  const foreign = await authorize(db, { actor: editor, action: 'document.create', on: elsewhere.id });
  await expect(restoreDocument(foreign, written.id)).rejects.toMatchObject(nothing);
});

test('TRASH-3 after thirty days it is gone for good, and not before', async () => {
  const [old, young] = [await trashed(), await trashed()];
  const age = (id: string, days: number) =>
    db.prisma.document.update({
      where: { id },
      data: { deletedAt: new Date(Date.now() - days * 24 * 60 * 60 * 1000) },
    });
  await age(old, 31);
  await age(young, 29);
  const kept = (await aDocument(db, { actor: admin, workspaceId })).id;
  await keepHouse(
    await authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' }),
  );
  const left = await db.prisma.document.findMany({ where: { workspaceId }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([young, kept].sort());
});

test('TRASH-3 a log of any length goes with it, and what fails keeps nothing else from going', async () => {
  const [long, stuck, last] = [await trashed(), await trashed(), await trashed()];
  await db.prisma.document.updateMany({
    where: { id: { in: [long, stuck, last] } },
    data: { deletedAt: new Date(0) },
  });
  await db.pool.query(
    `INSERT INTO document_update (document_id, seq, author_kind, data)
     SELECT $1, n, 'system', '' FROM generate_series(1, 10001) n`,
    [long],
  );
  await db.pool.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER fails BEFORE DELETE ON document FOR EACH ROW WHEN (OLD.id = '${stuck}') EXECUTE FUNCTION fail()`);
  const instance = await authorize(db, {
    actor: system('test'),
    action: 'instance.administer',
    on: 'instance',
  });
  await expect(emptyTrash(instance)).rejects.toThrow('could not be deleted');
  const left = await db.prisma.document.findMany({ where: { workspaceId }, select: { id: true } });
  expect(left.map(({ id }) => id)).toEqual([stuck]);
  await db.pool.query('DROP FUNCTION fail CASCADE');
  await emptyTrash(instance);
  expect(await db.prisma.document.count({ where: { workspaceId } })).toBe(0);
});

test('TRASH-4 an admin deletes it for good, and what lies below keeps its place among the living and its access', async () => {
  const { id } = await aDocument(db, { actor: admin, workspaceId, title: 'Above' });
  await restrict(id, { actor: editor, role: 'editor' });
  const below = await aDocument(db, { actor: admin, workspaceId, title: 'Below', parentId: id });
  await expect(deleteForGood(await manage(), id)).rejects.toMatchObject(nothing);
  await throwAway(id);
  await deleteForGood(await manage(), id);
  expect(await db.prisma.document.count({ where: { id } })).toBe(0);
  expect(await getDocument(await reading(below.id))).toMatchObject({ parentId: null, scopeId: below.id });
  const other = await aMember(db, { workspaceId, role: 'editor' });
  await expect(reading(below.id, other)).rejects.toMatchObject(nothing);
  expect((await listAudit(await manage(), { limit: 1 })).items).toMatchObject([{ what: 'documentDeleted' }]);
});

test('WIKI-6 what is taken into another workspace out of the trash is for itself in the trash there', async () => {
  const root = await aDocument(db, { actor: admin, workspaceId, kind: 'wiki' });
  const below = { kind: 'wiki', title: 'child', parentId: root.id } as const;
  const child = await aDocument(db, { actor: admin, workspaceId, ...below });
  await throwAway(root.id);
  const targetId = (await aWorkspace(db, admin)).id;
  await db.prisma.$transaction((tx) => moveDocuments(tx, { ids: [child.id], workspaceId, targetId }));
  const there = await authorize(db, { actor: admin, action: 'document.create', on: targetId });
  expect((await listTrash(there, { limit: 50 })).items.map(({ title }) => title)).toEqual(['child']);
  await deleteForGood(await manage(), root.id);
  await restoreDocument(there, child.id);
  expect(await getDocument(await reading(child.id, admin))).toMatchObject({ title: 'child' });
});
