import type { Member } from '@plenum/domain/access/actor';
import { MOST_LEVELS } from '@plenum/domain/documents/schema';
import type { Step } from '@plenum/domain/wiki/steps';
import type { TreeLevel } from '@plenum/domain/wiki/types';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { listBranch } from '../documents/branch.ts';
import { moveToWorkspace } from '../documents/moving.ts';
import { listDocuments } from '../documents/reads.ts';
import { restrictDocument } from '../documents/rules.ts';
import { deleteForGood, listTrash, restoreDocument } from '../documents/trash.ts';
import { createDocument, patchDocument, trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listAncestors, listBelow, listLevels, listTop } from './reads.ts';
import { stepPage } from './writes.ts';

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

const ALL = { limit: 200 };
const aPage = (
  title: string,
  more: { parentId?: string | null; after?: string | null; actor?: Member } = {},
) => aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, ...more });
const organise = (on: string, actor = admin) => authorize(db, { actor, action: 'document.organise', on });
const reading = (actor = admin, on = workspaceId) => authorize(db, { actor, action: 'workspace.read', on });
const restrict = async (on: string) =>
  restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on }));
const patch = async (id: string, change: Parameters<typeof patchDocument>[1]['patch'], actor = admin) =>
  patchDocument(await organise(id, actor), { patch: change });
const titles = ({ pages }: TreeLevel) => pages.map(({ title }) => title);
const top = async (actor = admin) => titles(await listTop(await reading(actor), ALL));
const below = async (parentId: string, actor = admin) =>
  titles(await listBelow(await reading(actor), { parentId, ...ALL }));

test('WIKI-1 pages lie in a tree, each new one last or behind the one that is named', async () => {
  const a = await aPage('a');
  const c = await aPage('c');
  await aPage('b', { after: a.id });
  await aPage('0', { after: null });
  const under = await aPage('under c', { parentId: c.id });
  await aDocument(db, { actor: admin, workspaceId, title: 'A pad', parentId: c.id });
  expect(await top()).toEqual(['0', 'a', 'b', 'c']);
  expect(await below(c.id)).toEqual(['under c']);
  const level = await listTop(await reading(), ALL);
  expect(level.pages.map(({ hasChildren }) => hasChildren)).toEqual([false, false, false, true]);
  await expect(aPage('x', { after: under.id })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(aPage('x', { parentId: c.id, after: a.id })).rejects.toMatchObject({
    fields: { after: expect.any(String) },
  });
});

test('WIKI-1 a page of an order comes again after its last row, with nothing twice', async () => {
  for (const title of ['a', 'b', 'c']) await aPage(title);
  const pad = await aDocument(db, { actor: admin, workspaceId });
  for (const title of ['d', 'e', 'f']) await aPage(title, { parentId: pad.id });
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const level = await listTop(await reading(), { limit: 2, cursor });
    seen.push(...titles(level));
    if (level.next === null) break;
    cursor = level.next;
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  await expect(listTop(await reading(), { limit: 2, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('WIKI-2 a page is moved to any place, and elsewhere comes last', async () => {
  const [a, b, c] = [await aPage('a'), await aPage('b'), await aPage('c')];
  await patch(a.id, { after: c.id });
  expect(await top()).toEqual(['b', 'c', 'a']);
  await patch(c.id, { after: null });
  expect(await top()).toEqual(['c', 'b', 'a']);
  await patch(a.id, { parentId: b.id });
  await patch(c.id, { parentId: b.id });
  expect(await below(b.id)).toEqual(['a', 'c']);
  // Saying the place that it has already changes nothing.
  await patch(a.id, { parentId: b.id });
  expect(await below(b.id)).toEqual(['a', 'c']);
  await patch(c.id, { parentId: b.id, after: null });
  expect(await below(b.id)).toEqual(['c', 'a']);
  await expect(patch(a.id, { after: a.id })).rejects.toMatchObject({ code: 'invalid_input' });
  const pad = await aDocument(db, { actor: admin, workspaceId });
  await expect(patch(pad.id, { after: b.id })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('WIKI-2 keys that grow long or are the same are made anew, and the order stays', async () => {
  const [first, last] = [await aPage('first'), await aPage('last')];
  const other = await aPage('other');
  const position = `a0${'0'.repeat(97)}V`;
  await db.prisma.document.update({ where: { id: last.id }, data: { position } });
  await patch(other.id, { after: first.id });
  expect(await top()).toEqual(['first', 'other', 'last']);
  const rows = await db.prisma.document.findMany({ where: { workspaceId }, select: { position: true } });
  expect(Math.max(...rows.map(({ position }) => position?.length ?? 0))).toBeLessThanOrEqual(100);
  await db.prisma.document.updateMany({ where: { workspaceId }, data: { position: 'a0' } });
  await patch(last.id, { after: first.id });
  expect(await top()).toEqual(['first', 'last', 'other']);
});

test('WIKI-2 a page goes by steps: up and down among those beside it, in and out', async () => {
  for (const title of ['a', 'b', 'c']) await aPage(title);
  const step = async (title: string, way: Step) => {
    const { id } = await db.prisma.document.findFirstOrThrow({ where: { workspaceId, title } });
    await stepPage(await organise(id, editor), { step: way, sees: await reading(editor) });
    return top();
  };
  expect(await step('c', 'up')).toEqual(['a', 'c', 'b']);
  expect(await step('c', 'up')).toEqual(['c', 'a', 'b']);
  await expect(step('c', 'up')).rejects.toMatchObject({ code: 'conflict' });
  expect(await step('c', 'down')).toEqual(['a', 'c', 'b']);
  expect(await step('c', 'in')).toEqual(['a', 'b']);
  await expect(step('c', 'down')).rejects.toMatchObject({ code: 'conflict' });
  expect(await step('c', 'out')).toEqual(['a', 'c', 'b']);
  await expect(step('c', 'out')).rejects.toMatchObject({ code: 'conflict' });
  await expect(step('a', 'in')).rejects.toMatchObject({ code: 'conflict' });
});

test('WIKI-3 no page lies below itself or too deep, however two moves meet', async () => {
  const [a, b] = [await aPage('a'), await aPage('b')];
  const moves = await Promise.allSettled([patch(a.id, { parentId: b.id }), patch(b.id, { parentId: a.id })]);
  expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  let parentId: string | null = null;
  for (let level = 1; level <= MOST_LEVELS; level++) parentId = (await aPage(`${level}`, { parentId })).id;
  await expect(aPage('too deep', { parentId })).rejects.toMatchObject({ code: 'conflict' });
  const leaf = await aPage('leaf');
  await expect(patch(leaf.id, { parentId })).rejects.toMatchObject({ code: 'conflict' });
  const [deepest] = await listAncestors(await reading(), parentId ?? '');
  await expect(patch(deepest?.id ?? '', { parentId: leaf.id })).rejects.toMatchObject({ code: 'conflict' });
});

test('WIKI-3 pages that several people make at once all have a place of their own', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => aPage(`${i}`, { actor: i % 2 ? admin : editor })));
  const rows = await db.prisma.document.findMany({ where: { workspaceId }, select: { position: true } });
  expect(new Set(rows.map(({ position }) => position)).size).toBe(12);
  // More than there are connections to the database, each of which has to be asked about two other pages.
  const base = await aPage('base');
  const first = await aPage('first', { parentId: base.id });
  const where = { parentId: base.id, after: first.id };
  await Promise.all(Array.from({ length: 15 }, (_, i) => aPage(`${i}`, { ...where, actor: editor })));
  expect(await below(base.id)).toHaveLength(16);
});

test('WIKI-4 the tree shows each what they may read: what lies below a hidden page is at the top, without a hint', async () => {
  const [open, hidden] = [await aPage('open'), await aPage('hidden')];
  const inside = await aPage('inside', { parentId: hidden.id });
  await aPage('own', { parentId: open.id });
  await restrict(hidden.id);
  await restrict(inside.id);
  const own = { documentId: inside.id, personId: editor.personId };
  await db.prisma.documentRule.create({ data: { ...own, role: 'reader' } });
  expect(await top(editor)).toEqual(['open', 'inside']);
  expect(await below(hidden.id, editor)).toEqual([]);
  expect(await below(hidden.id)).toEqual(['inside']);
  const above = async (actor: Member) =>
    (await listAncestors(await reading(actor), inside.id)).map((a) => a.title);
  expect(await above(editor)).toEqual([]);
  expect(await above(admin)).toEqual(['hidden']);
  // Where a page lies already it stays, also for whoever may not see what it lies below.
  await db.prisma.documentRule.updateMany({ where: own, data: { role: 'editor' } });
  await patch(inside.id, { parentId: hidden.id, title: 'inside' }, editor);
  await expect(patch(open.id, { parentId: hidden.id }, editor)).rejects.toMatchObject({
    fields: { parentId: expect.any(String) },
  });
  // Nor does a page say that hidden ones lie below it.
  await restrict((await aPage('secret', { parentId: inside.id })).id);
  const level = await listTop(await reading(editor), ALL);
  expect(
    level.pages.map(({ title, hasChildren, isRestricted }) => [title, hasChildren, isRestricted]),
  ).toEqual([
    ['open', true, false],
    ['inside', false, true],
  ]);
  await expect(aPage('x', { actor: editor, after: hidden.id })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('WIKI-4 of a move the rights are those of a document: it needs writing there, and an admin where it changes who reads', async () => {
  const [open, closed] = [await aPage('open'), await aPage('closed')];
  await restrict(closed.id);
  await expect(patch(open.id, { parentId: closed.id }, editor)).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await db.prisma.documentRule.create({
    data: { documentId: closed.id, personId: editor.personId, role: 'editor' },
  });
  await expect(patch(open.id, { parentId: closed.id }, editor)).rejects.toMatchObject({ code: 'forbidden' });
  await patch(open.id, { parentId: closed.id });
  expect(await top(await aMember(db, { workspaceId, role: 'editor' }))).toEqual([]);
});

test('WIKI-5 a pad becomes a page and a page a pad, where it was, with all that it has', async () => {
  const parent = await aPage('parent');
  const pad = await aDocument(db, { actor: editor, workspaceId, title: 'pad' });
  await aPage('last');
  expect(await patch(pad.id, { kind: 'wiki' }, editor)).toMatchObject({ id: pad.id, kind: 'wiki' });
  expect(await top()).toEqual(['parent', 'last', 'pad']);
  await patch(pad.id, { parentId: parent.id, icon: '🌻' }, editor);
  const under = await aPage('under', { parentId: pad.id });
  await patch(pad.id, { kind: 'pad' }, editor);
  // What lay below it is not lost meanwhile, and then it is below it again.
  expect(await top()).toEqual(['parent', 'last', 'under']);
  expect(await listAncestors(await reading(), under.id)).toMatchObject([{ title: 'parent' }]);
  await patch(pad.id, { kind: 'wiki' }, editor);
  expect(await below(parent.id)).toEqual(['pad']);
  expect(await below(pad.id)).toEqual(['under']);
});

test('WIKI-6 a page goes into the trash with those below it that have the same access, and comes out with them', async () => {
  const root = await aPage('root');
  const child = await aPage('child', { parentId: root.id });
  await aPage('leaf', { parentId: child.id });
  const own = await aPage('own', { parentId: child.id });
  await restrict(own.id);
  const pad = await aDocument(db, { actor: admin, workspaceId, title: 'pad', parentId: child.id });
  await trashDocument(await organise(root.id, editor));
  expect(await top()).toEqual(['own']);
  const create = await authorize(db, { actor: editor, action: 'document.create', on: workspaceId });
  expect((await listTrash(create, ALL)).items.map(({ title }) => title)).toEqual(['root']);
  await expect(restoreDocument(create, child.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(aPage('x', { parentId: child.id })).rejects.toMatchObject({ code: 'invalid_input' });
  await restoreDocument(create, root.id);
  expect(await below(root.id)).toEqual(['child']);
  expect(await below(child.id)).toEqual(['leaf', 'own']);
  await trashDocument(await organise(child.id));
  await trashDocument(await organise(root.id));
  await restoreDocument(create, root.id);
  expect(await below(root.id)).toEqual([]);
  await trashDocument(await organise(root.id));
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
  await deleteForGood(manage, child.id);
  const left = await db.prisma.document.findMany({ where: { workspaceId }, orderBy: { title: 'asc' } });
  expect(left.map(({ title, deletedAt }) => [title, deletedAt === null])).toEqual([
    ['own', true],
    ['pad', true],
    ['root', false],
  ]);
  expect(pad.id).toBeTruthy();
});

test('WIKI-7 a branch keeps its order in another workspace, where it comes last, and for whoever shares it', async () => {
  const root = await aPage('root');
  const [a] = [await aPage('a', { parentId: root.id }), await aPage('b', { parentId: root.id })];
  await patch(a.id, { parentId: root.id, after: null });
  await aPage('0', { parentId: root.id, after: null });
  const share = await authorize(db, { actor: admin, action: 'document.read', on: root.id });
  expect((await listBranch(share)).map(({ title }) => title)).toEqual(['root', '0', 'a', 'b']);
  const other = (await aWorkspace(db, admin)).id;
  await createDocument(await authorize(db, { actor: admin, action: 'document.create', on: other }), {
    kind: 'wiki',
    title: 'there before',
    seed: null,
  });
  await moveToWorkspace(
    await authorize(db, { actor: admin, action: 'document.restrict', on: root.id }),
    await authorize(db, { actor: admin, action: 'document.create', on: other }),
  );
  const there = await reading(admin, other);
  expect(titles(await listTop(there, ALL))).toEqual(['there before', 'root']);
  expect(titles(await listBelow(there, { parentId: root.id, ...ALL }))).toEqual(['0', 'a', 'b']);
});

test('WIKI-8 the list of documents can leave out the pages', async () => {
  await aPage('page');
  await aDocument(db, { actor: admin, workspaceId, title: 'pad' });
  const filter = { words: '', order: 'title', kinds: ['pad', 'tasks'] } as const;
  const { items } = await listDocuments(await reading(), { limit: 10, filter });
  expect(items.map(({ title }) => title)).toEqual(['pad']);
});

test('WIKI-9 whatever is open of a large tree is read by a constant number of queries, from an index', async () => {
  await db.pool.query(
    `INSERT INTO document (id, workspace_id, kind, title, position)
     SELECT gen_random_uuid(), $1, 'wiki', 'Page ' || n, 'c' || lpad(n::text, 3, '0') FROM generate_series(1, 500) n`,
    [workspaceId],
  );
  await db.pool.query(
    `INSERT INTO document (id, workspace_id, kind, title, position, parent_id)
     SELECT gen_random_uuid(), $1, 'wiki', 'Below', 'c' || lpad(n::text, 3, '0'), p.id
       FROM document p CROSS JOIN generate_series(1, 9) n WHERE p.workspace_id = $1`,
    [workspaceId],
  );
  await db.pool.query('ANALYZE document');
  const grant = await reading(editor);
  const { pages, next } = await listTop(grant, ALL);
  expect([pages.length, next === null]).toEqual([200, false]);
  const queries = vi.spyOn(db.pool, 'query');
  const connects = vi.spyOn(db.pool, 'connect');
  const parentIds = pages.slice(0, 50).map(({ id }) => id);
  const levels = await listLevels(grant, { parentIds, ...ALL });
  expect(levels.flatMap((level) => level.pages)).toHaveLength(450);
  expect(queries.mock.calls.length + connects.mock.calls.length).toBeLessThanOrEqual(2);
  const plan = await db.pool.query(
    `EXPLAIN SELECT id FROM document WHERE workspace_id = $1 AND kind = 'wiki' AND parent_id = $2
      AND deleted_at IS NULL ORDER BY position, id LIMIT 201`,
    [workspaceId, pages[0]?.id],
  );
  expect(JSON.stringify(plan.rows)).toMatch(
    /document_(workspace_id_kind_parent_id_position_id|parent_id)_idx/,
  );
});
