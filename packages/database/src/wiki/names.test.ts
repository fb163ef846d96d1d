import type { Member } from '@plenum/domain/access/actor';
import { nameKey } from '@plenum/domain/wiki/names';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { readableTitles } from '../documents/titles.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { indexChanged } from '../search/changes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';

import { listWanting } from './links.ts';
import { listLinked, listNamed, listWanted, namedDocuments } from './names.ts';

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

const aPage = async (title: string, more: { workspaceId?: string } = {}) =>
  (await aDocument(db, { actor: admin, workspaceId, kind: 'wiki', title, ...more })).id;
const inWorkspace = (actor = admin) => authorize(db, { actor, action: 'workspace.read', on: workspaceId });
const reading = (on: string, actor = admin) => authorize(db, { actor, action: 'document.read', on });
const organising = (on: string) => authorize(db, { actor: admin, action: 'document.organise', on });
const restrict = async (on: string) =>
  restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on }));

/** Writes what a projection has of a text that wants pages. */
async function want(documentId: string, ...names: string[]): Promise<void> {
  const data = names.map((name) => ({ documentId, key: nameKey(name), name }));
  await db.prisma.documentWanted.createMany({ data });
}

const wanted = async (actor = admin) =>
  (await listWanted(await inWorkspace(actor), { limit: 50 })).items.map(
    ({ name, count, documents }) => `${name} ${count} ${documents.map(({ title }) => title).join(',')}`,
  );

test('WIKI-20 titles are what documents are called now, as far as one may read them, by a constant number of queries', async () => {
  const elsewhere = (await aWorkspace(db, admin)).id;
  const [soup, secret, gone, far] = [
    await aPage('Soup'),
    await aPage('secret'),
    await aPage('gone'),
    await aPage('far', { workspaceId: elsewhere }),
  ];
  await restrict(secret);
  await trashDocument(await organising(gone));
  await patchDocument(await organising(soup), { patch: { title: 'Broth' } });
  const asked = [soup, secret, gone, far, '00000000-0000-7000-8000-000000000000'];
  const titles = async (actor: Member) => [
    ...(await readableTitles(await reading(soup, actor), asked)).values(),
  ];
  expect((await titles(admin)).sort()).toEqual(['Broth', 'far', 'secret']);
  expect(await titles(editor)).toEqual(['Broth']);
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO document (id, workspace_id, kind, title)
     SELECT gen_random_uuid(), $1, 'wiki', 'Page ' || n FROM generate_series(1, 30) n RETURNING id::text`,
    [workspaceId],
  );
  const many = rows.map(({ id }) => id);
  const grant = await reading(soup, editor);
  const queries = vi.spyOn(db.pool, 'query');
  const connects = vi.spyOn(db.pool, 'connect');
  const asking = async (ids: string[]) => {
    const before = queries.mock.calls.length + connects.mock.calls.length;
    expect((await readableTitles(grant, ids)).size).toBe(ids.length);
    return queries.mock.calls.length + connects.mock.calls.length - before;
  };
  const forTwo = await asking(many.slice(0, 2));
  expect(forTwo).toBeGreaterThan(0);
  expect(await asking(many)).toBe(forTwo);
});

test('WIKI-23 a name is that of a title as a search compares it, or what a page was called elsewhere', async () => {
  const [soup, other, secret] = [await aPage('Süße Suppe!'), await aPage('Bread'), await aPage('Secret')];
  await aPage('Bread', { workspaceId: (await aWorkspace(db, admin)).id });
  await restrict(secret);
  await indexChanged(db.pool);
  await db.prisma.documentAlias.create({ data: { documentId: other, key: nameKey('kitchen:bread_rules') } });
  const named = async (name: string, actor = admin) =>
    (await listNamed(await inWorkspace(actor), name)).map(({ id }) => id);
  expect(await named('süsse  SUPPE')).toEqual([soup]);
  expect(await named('Kitchen/Bread rules.md')).toEqual([other]);
  expect(await named('bread')).toEqual([other]);
  expect([await named('secret'), await named('secret', editor)]).toEqual([[secret], []]);
  expect(await named('Soup')).toEqual([]);
  // What was made a moment ago is not in the index yet.
  const fresh = await aPage('Fresh');
  expect(await named('Fresh')).toEqual([fresh]);
  const twice = [await aPage('Twice'), await aPage('Twice')].sort();
  expect((await named('Twice')).sort()).toEqual(twice);
  const at = async (actor: Member) =>
    [...(await namedDocuments(await reading(soup, actor), ['Bread', 'Secret', 'Twice', 'Soup']))].map(
      ([name, { id }]) => [name, id],
    );
  expect((await at(admin)).sort()).toEqual([
    ['Bread', other],
    ['Secret', secret],
  ]);
  expect(await at(editor)).toEqual([['Bread', other]]);
});

test('WIKI-24 names that texts want are listed with who wants them, as far as one may read these, a page at a time', async () => {
  const [a, b, secret, there] = [
    await aPage('a'),
    await aPage('b'),
    await aPage('secret'),
    await aPage('There'),
  ];
  await restrict(secret);
  await indexChanged(db.pool);
  await want(a, 'Soup kitchen', 'there', 'Zebra');
  await want(b, 'soup KITCHEN');
  await want(secret, 'Soup kitchen', 'Hidden');
  await want(await aPage('far', { workspaceId: (await aWorkspace(db, admin)).id }), 'Far');
  expect(await wanted()).toEqual(['Hidden 1 secret', 'Soup kitchen 3 a,b,secret', 'Zebra 1 a']);
  expect(await wanted(editor)).toEqual(['Soup kitchen 2 a,b', 'Zebra 1 a']);
  const first = await listWanted(await inWorkspace(editor), { limit: 1 });
  const rest = await listWanted(await inWorkspace(editor), { limit: 1, cursor: first.next ?? '' });
  expect([first.items[0]?.name, rest.items[0]?.name, rest.next]).toEqual(['Soup kitchen', 'Zebra', null]);
  await expect(inWorkspace().then((grant) => listWanted(grant, { limit: 1, cursor: 'x' }))).rejects.toThrow();
  const wanting = await listWanting(await inWorkspace(editor), { name: 'SOUP kitchen', limit: 50 });
  expect(wanting.items.map(({ title }) => title)).toEqual(['a', 'b']);
  // A page that not everybody may read is none for the others.
  await restrict(there);
  expect(await wanted(editor)).toEqual(['Soup kitchen 2 a,b', 'there 1 a', 'Zebra 1 a']);
});

test('WIKI-27 what a text leads to is told with the titles that one may read, and with what has a wanted name by now', async () => {
  const [from, soup, secret, bread] = [
    await aPage('from'),
    await aPage('Soup'),
    await aPage('secret'),
    await aPage('Bread'),
  ];
  const links = [soup, secret].map((targetId, position) => ({
    documentId: from,
    position,
    href: '',
    targetId,
  }));
  await db.prisma.documentLink.createMany({ data: links });
  await want(from, 'Bread', 'Tea');
  await restrict(secret);
  expect(await listLinked(await reading(from, editor))).toEqual({
    items: [{ id: soup, title: 'Soup' }],
    wanted: [
      { name: 'Bread', document: { id: bread, title: 'Bread' } },
      { name: 'Tea', document: null },
    ],
  });
});
