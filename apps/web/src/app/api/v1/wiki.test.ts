// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let admin: Member;
let editor: Person;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aPerson(db, 'editor', workspaceId);
});

type Asked = Omit<Parameters<typeof callApi>[1], 'by'>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: editor, ...asked });
const refused = async (name: keyof typeof ENDPOINTS, asked: Asked) => {
  const answer = await callApi(ENDPOINTS[name], { by: editor, ...asked });
  return [answer.status, answer.json().detail];
};
const aPage = async (title: string, body: object = {}) =>
  String((await call('postDocument', { id: workspaceId, body: { kind: 'wiki', title, ...body } })).id);
const pages = async (query = '') => (await call('getPages', { id: workspaceId, query })).items;

test('WIKI-10, WIKI-11 a program makes pages, orders and moves them, and reads the tree', async () => {
  const a = await aPage('a', { icon: '🧑🏽‍🌾' });
  const b = await aPage('b', { markdown: 'Text', after: null });
  expect(await pages()).toMatchObject([
    { id: b, title: 'b', icon: null, parentId: null, hasChildren: false, isRestricted: false },
    { id: a, title: 'a', icon: '🧑🏽‍🌾', isElsewhere: false },
  ]);
  const moved = await call('patchOneDocument', { id: b, body: { parentId: a, icon: '🌻' } });
  expect(moved).toMatchObject({ id: b, parentId: a, icon: '🌻', kind: 'wiki' });
  expect(await pages()).toMatchObject([{ id: a, hasChildren: true }]);
  expect(await pages(`?parentId=${a}`)).toMatchObject([{ id: b, parentId: a }]);
  expect(await call('getAncestors', { id: b })).toEqual({ items: [{ id: a, title: 'a', icon: '🧑🏽‍🌾' }] });
  for (const icon of ['x', '🌻🌻', '', '1', 'https://example.org/i.png']) {
    expect(await refused('patchOneDocument', { id: b, body: { icon } })).toEqual([
      400,
      'icon: Choose one emoji.',
    ]);
  }
  await call('patchOneDocument', { id: b, body: { icon: null } });
  expect(await call('getOneDocument', { id: b })).toMatchObject({ icon: null });
  const pad = await call('patchOneDocument', { id: b, body: { kind: 'pad' } });
  expect(pad).toMatchObject({ id: b, kind: 'pad', url: moved.url });
  expect(await pages(`?parentId=${a}`)).toEqual([]);
  const ofKind = async (kind: string) =>
    (await call('getDocuments', { id: workspaceId, query: `?kind=${kind}` })).items;
  expect(await ofKind('wiki')).toMatchObject([{ id: a }]);
  expect(await ofKind('pad')).toMatchObject([{ id: b }]);
});

test('WIKI-11, WIKI-17, WIKI-18 a program reads what leads to a document, and the reports on links', async () => {
  const [a, b] = [await aPage('a'), await aPage('b', { icon: '🌻' })];
  const data = { documentId: b, position: 1, href: `/d/${a}`, targetId: a };
  await db.prisma.documentLink.create({ data });
  const b1 = { id: b, title: 'b', icon: '🌻', kind: 'wiki' };
  expect(await call('getBacklinks', { id: a })).toEqual({ items: [b1], next: null });
  const report = async (of: string) => call('getLinkReport', { id: workspaceId, query: `?report=${of}` });
  expect(await report('orphans')).toEqual({ items: [b1], next: null });
  expect((await report('broken')).items).toEqual([]);
  expect((await refused('getLinkReport', { id: workspaceId, query: '?report=x' }))[0]).toBe(400);
});

test('WIKI-27 a program reads what a text leads to, the names that texts want, and what has a name', async () => {
  const soup = await aPage('Soup');
  const from = await aPage('From');
  await db.prisma.documentLink.create({
    data: { documentId: from, position: 1, href: `/d/${soup}`, targetId: soup },
  });
  await db.prisma.documentWanted.create({ data: { documentId: from, key: 'tea', name: 'Tea' } });
  expect(await call('getLinked', { id: from })).toEqual({
    items: [{ id: soup, title: 'Soup' }],
    wanted: [{ name: 'Tea', document: null }],
  });
  const documents = [{ id: from, title: 'From' }];
  expect(await call('getWanted', { id: workspaceId })).toEqual({
    items: [{ name: 'Tea', count: 1, documents }],
    next: null,
  });
  const tea = await aPage('Tea');
  const there = await call('getLinked', { id: from });
  expect(there.wanted).toEqual([{ name: 'Tea', document: { id: tea, title: 'Tea' } }]);
  const named = await call('getNamed', { id: workspaceId, query: '?name=Tea' });
  expect(named).toMatchObject({ items: [{ id: tea, title: 'Tea', kind: 'wiki' }] });
  expect((await refused('getNamed', { id: workspaceId, query: '?name=' }))[0]).toBe(400);
});

test('WIKI-20, WIKI-21 a text that is given as Markdown leads by title, and is given out with the current one as far as it may be read', async () => {
  const soup = await aPage('Soup');
  const from = await aPage('From', { markdown: `See [[Soup]](/d/${soup}) and [[Tea]].` });
  await call('patchOneDocument', { id: soup, body: { title: 'Broth' } });
  const markdown = async () =>
    (await callApi(ENDPOINTS.exportDocument, { by: editor, id: from, query: '?format=markdown' })).text;
  expect(await markdown()).toContain(`See [[Broth]](/d/${soup}) and [[Tea]].`);
  const html = await callApi(ENDPOINTS.exportDocument, { by: editor, id: from, query: '?format=html' });
  expect(html.text).toMatch(new RegExp(`<a href="https?://[^"]+/d/${soup}"[^>]*>Broth</a> and Tea\\.`));
  const on = await authorize(db, { actor: admin, action: 'document.restrict', on: soup });
  await restrictDocument(on);
  expect(await markdown()).toContain(`See [[Soup]](/d/${soup})`);
});

test('STRUCT-6 a program replaces words in a document', async () => {
  const id = await aPage('a', { markdown: 'Tea and tea, teapot' });
  const replace = (body: object) => call('postReplacement', { id, body });
  expect(await replace({ find: 'tea', with: 'ale', wholeWords: true, matchesCase: true })).toEqual({
    count: 1,
    isAll: true,
  });
  expect(await replace({ find: 'TEA', with: '' })).toEqual({ count: 2, isAll: true });
  expect(await replace({ find: 'tea', with: '' })).toEqual({ count: 0, isAll: true });
  const { text } = await callApi(ENDPOINTS.exportDocument, { by: editor, id, query: '?format=text' });
  expect(text.trim()).toBe('a\n\n and ale, pot');
  expect((await refused('postReplacement', { id, body: { find: '', with: 'a' } }))[0]).toBe(400);
});

test('STRUCT-16 a program splits a document, and merges it into another one', async () => {
  const id = await aPage('a', { markdown: 'x\n\n## Soup\n\nSalt' });
  expect(await call('getSplit', { id, query: '?level=2' })).toMatchObject({
    pages: [{ title: 'Soup', text: 'Salt', threads: 0 }],
    linksInto: 0,
  });
  const { items } = await call('postSplit', { id, body: { level: 2 } });
  expect(items).toMatchObject([{ title: 'Soup', parentId: id, kind: 'wiki', archivedAt: null }]);
  expect((await refused('postSplit', { id, body: { level: 9 } }))[0]).toBe(400);
  expect((await refused('postSplit', { id, body: {} }))[0]).toBe(400);
  expect((await refused('postSplit', { id, body: { blockId: 'none' } }))[0]).toBe(409);
  const into = await aPage('b', { markdown: 'y' });
  const soup = { id: String(Object(Object(items)[0]).id) };
  expect(await call('getMerge', { id: soup.id, params: { into } })).toMatchObject({ linksThere: 0 });
  await call('postMerge', { id: soup.id, body: { into } });
  expect(await call('getOneDocument', { id: soup.id })).toMatchObject({
    mergedIntoId: into,
    archivedAt: expect.any(String),
  });
  const { text } = await callApi(ENDPOINTS.exportDocument, { by: editor, id: into, query: '?format=text' });
  expect(text.trim()).toBe('b\n\ny\nSoup\nSalt');
  expect((await refused('postMerge', { id: into, body: { into: soup.id } }))[0]).toBe(403);
});

test('ARCHIVE-8 a program puts a document into the archive, lists what is there and takes it out', async () => {
  const id = await aPage('Old');
  await call('postArchive', { id, body: {} });
  expect((await call('getArchive', { id: workspaceId })).items).toMatchObject([{ id, title: 'Old' }]);
  expect(await refused('patchOneDocument', { id, body: { title: 'New' } })).toEqual([
    403,
    'This is in the archive. Take it out of the archive to change it.',
  ]);
  expect(await pages('')).toEqual([]);
  await call('deleteArchive', { id });
  expect(await pages('')).toMatchObject([{ id }]);
  expect((await call('getArchive', { id: workspaceId })).items).toEqual([]);
});

test('TPL-11 a program keeps a template for a branch, and says that new pages there begin with it', async () => {
  const page = await aPage('Recipes');
  const body = { documentId: await aPage('Recipe', { markdown: 'Take…' }), parentId: page };
  const { id } = await call('postTemplate', { id: workspaceId, body });
  const begins = async (templateId: unknown) => {
    await call('putBeginning', { id: page, body: { templateId } });
    return (await call('getBranchTemplates', { id: page })).items;
  };
  expect(await begins(id)).toEqual([{ id, title: 'Recipe', isNear: true, begins: true }]);
  expect(await begins(null)).toMatchObject([{ id, begins: false }]);
  expect((await refused('putBeginning', { id: page, body: { templateId: page } }))[0]).toBe(400);
});

test('TAG-5 a program gives a document tags, and reads the tags of a workspace and what has them', async () => {
  const a = await aPage('a', { tags: ['Money', 'money', 'Ärger'] });
  await aPage('b');
  expect(await call('getOneDocument', { id: a })).toMatchObject({ tags: ['Ärger', 'money'] });
  await call('patchOneDocument', { id: a, body: { tags: ['Küche', 'money'] } });
  expect(await call('getTags', { id: workspaceId })).toEqual({
    items: [
      { tag: 'Küche', documents: 1 },
      { tag: 'money', documents: 1 },
    ],
    next: null,
  });
  const withTag = async (query: string) => (await call('getDocuments', { id: workspaceId, query })).items;
  expect(await withTag('?tag=kuche')).toMatchObject([{ id: a, title: 'a', tags: ['Küche', 'money'] }]);
  expect(await withTag('?tag=kuche&kind=pad')).toEqual([]);
  expect(await refused('patchOneDocument', { id: a, body: { tags: ['🎉'] } })).toEqual([
    400,
    'tags.0: A tag has at least one letter or digit.',
  ]);
  expect(await call('patchOneDocument', { id: a, body: { tags: [] } })).toMatchObject({ tags: [] });
});

test('TAG-5 what is begun from a template has its tags, unless others are named', async () => {
  const template = await aPage('Template', { tags: ['plenary'] });
  await db.prisma.document.update({ where: { id: template }, data: { isTemplate: true } });
  const begun = async (body: object) =>
    (
      await call('postDocument', {
        id: workspaceId,
        body: { kind: 'wiki', title: 'x', templateId: template, ...body },
      })
    ).tags;
  expect([await begun({}), await begun({ tags: ['other'] })]).toEqual([['plenary'], ['other']]);
});

test('ATT-17, ATT-19 no place of another tree can be named, and no order be set by a field', async () => {
  const theirs = (await aWorkspace(db, admin)).id;
  const foreign = await aDocument(db, { actor: admin, workspaceId: theirs, kind: 'wiki', title: 'Secret' });
  const hidden = await aDocument(db, {
    actor: admin,
    workspaceId,
    kind: 'wiki',
    title: 'Draft',
    access: 'draft',
  });
  const page = await aPage('page');
  const missing = '018f0000-0000-7000-8000-000000000000';
  for (const field of ['parentId', 'after']) {
    const answers = [];
    for (const id of [foreign.id, hidden.id, missing]) {
      answers.push(await refused('patchOneDocument', { id: page, body: { [field]: id } }));
      answers.push(
        await refused('postDocument', { id: workspaceId, body: { kind: 'wiki', title: 'x', [field]: id } }),
      );
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(400);
  }
  expect(await pages(`?parentId=${hidden.id}`)).toEqual([]);
  expect(await pages(`?parentId=${foreign.id}`)).toEqual([]);
  expect((await callApi(ENDPOINTS.getPages, { by: editor, id: theirs })).status).toBe(404);
  expect((await callApi(ENDPOINTS.getAncestors, { by: editor, id: foreign.id })).status).toBe(404);
  const before = await db.prisma.document.findUniqueOrThrow({ where: { id: page } });
  const smuggled = {
    position: 'A0',
    scopeId: page,
    workspaceId: theirs,
    trashedWithId: page,
    deletedAt: null,
  };
  await call('patchOneDocument', { id: page, body: { title: 'Page', ...smuggled } });
  const after = await db.prisma.document.findUniqueOrThrow({ where: { id: page } });
  expect(after).toEqual({ ...before, title: 'Page', updatedAt: after.updatedAt });
});
