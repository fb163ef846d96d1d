import { type Member, system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { PublicationSettings } from '@plenum/domain/publications/schema';
import { parseWords } from '@plenum/domain/search/query';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { archiveDocument } from '../documents/archive.ts';
import { openDocument, restrictDocument } from '../documents/rules.ts';
import { trashDocument } from '../documents/writes.ts';
import { findPublicFile } from '../files/attachments.ts';
import { aDocument, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { listIndexed } from './indexed.ts';
import {
  findPublicPage,
  findPublicText,
  findSite,
  listLinked,
  listNewest,
  listPublicPages,
  listPublicStates,
} from './public-pages.ts';
import { listPublishable } from './publishable.ts';
import { findPublicAddress, findPublication } from './reads.ts';
import { searchPublic } from './search.ts';
import { changeLook, publish, unpublish, updatePublicPages } from './writes.ts';

let db: Database;
let actor: Member;
let workspaceId: string;
let root: DocumentCard;
let slug: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  actor = await aMember(db);
  workspaceId = (await aWorkspace(db, actor)).id;
  root = await aDocument(db, { actor, workspaceId, title: 'Handbook' });
  slug = `handbook-${root.id}`;
});

const share = (on = root.id) => authorize(db, { actor, action: 'document.share', on });
const asPublic = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const publishable = async (covers: 'document' | 'branch') =>
  (await listPublishable(await share(), covers)).map(({ documentId }) => documentId);
const settings = (some: Partial<PublicationSettings> = {}): PublicationSettings => ({
  slug,
  covers: 'branch',
  isIndexed: false,
  hasFeed: false,
  ...some,
});
const version = ({ id, title }: DocumentCard, text = 'First.', parentId: string | null = null) => ({
  documentId: id,
  parentId,
  title,
  version: { content: { type: 'doc', text }, text },
});
const read = async (at: { slug: string; page: string | null }) => {
  const grant = await asPublic();
  const site = await findSite(grant, at.slug);
  return site && findPublicPage(grant, { site, page: at.page });
};
const shown = (page: string | null = null) => read({ slug, page });

test('PUB-1 the public reads the version that was published, until that is updated', async () => {
  expect(await shown()).toBeNull();
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  expect(await shown()).toMatchObject({ title: 'Handbook', content: { text: 'First.' } });
  await updatePublicPages(await share(), [version(root, 'Second.')]);
  expect(await shown()).toMatchObject({ content: { text: 'Second.' } });
  await unpublish(await share());
  expect(await shown()).toBeNull();
  await expect(updatePublicPages(await share(), [version(root)])).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('PUB-2 a branch has an address for each page, which stays when a title changes', async () => {
  const below = await aDocument(db, { actor, workspaceId, parentId: root.id, title: 'Key facts' });
  const pages = [version(root), version(below, 'Facts.', root.id)];
  await publish(await share(), { settings: settings(), pages });
  expect((await shown('key-facts'))?.title).toBe('Key facts');
  const renamed = { ...version(below, 'Facts.', root.id), title: 'Facts' };
  await updatePublicPages(await share(), [version(root), renamed]);
  expect((await shown('key-facts'))?.title).toBe('Facts');
  await updatePublicPages(await share(), [version(root)]);
  expect(await shown('key-facts')).toBeNull();
});

test('PUB-2 a page that is public elsewhere stays as it is there', async () => {
  const below = await aDocument(db, { actor, workspaceId, parentId: root.id, title: 'Key facts' });
  const own = { slug: `facts-${below.id}`, page: null };
  await publish(await share(below.id), {
    settings: settings({ slug: own.slug }),
    pages: [version(below, 'Reviewed.')],
  });
  const pages = [version(root), version(below, 'Not yet.', root.id)];
  const conflict = { code: 'conflict' };
  await expect(publish(await share(), { settings: settings(), pages })).rejects.toMatchObject(conflict);
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  await expect(updatePublicPages(await share(), pages)).rejects.toMatchObject(conflict);
  await unpublish(await share());
  expect(await read(own)).toMatchObject({
    content: { text: 'Reviewed.' },
  });
});

test('PUB-2 a page that was public in what is now in the trash can be public again', async () => {
  const below = await aDocument(db, { actor, workspaceId, parentId: root.id, title: 'Key facts' });
  const pages = [version(root), version(below, 'Facts.', root.id)];
  await publish(await share(), { settings: settings(), pages });
  await trashDocument(await authorize(db, { actor, action: 'document.organise', on: root.id }));
  const own = { slug: `facts-${below.id}`, page: null };
  await publish(await share(below.id), { settings: settings({ slug: own.slug }), pages: [version(below)] });
  expect((await read(own))?.title).toBe('Key facts');
});

test('PUB-3 an address is given once', async () => {
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  const other = await aDocument(db, { actor, workspaceId });
  const taken = publish(await share(other.id), { settings: settings(), pages: [version(other)] });
  await expect(taken).rejects.toMatchObject({ code: 'conflict', fields: { slug: expect.any(String) } });
  expect(await findPublication(await share(other.id))).toBeNull();
});

test('PUB-4 of a branch is public what the same people have access to, and nothing that was thrown away', async () => {
  const below = await aDocument(db, { actor, workspaceId, parentId: root.id });
  const draft = await aDocument(db, { actor, workspaceId, parentId: root.id, access: 'draft' });
  await aDocument(db, { actor, workspaceId, parentId: draft.id });
  await aDocument(db, { actor, workspaceId, parentId: root.id, isTemplate: true });
  expect(await publishable('branch')).toEqual([root.id, below.id]);
  expect(await publishable('document')).toEqual([root.id]);
  await publish(await share(), {
    settings: settings(),
    pages: [version(root), version(below, 'x', root.id)],
  });
  await trashDocument(await authorize(db, { actor, action: 'document.organise', on: below.id }));
  const listed = async () => {
    const grant = await asPublic();
    const site = await findSite(grant, slug);
    return site && (await listPublicPages(grant, { site, from: 0 })).pages;
  };
  expect(await listed()).toHaveLength(1);
  await trashDocument(await authorize(db, { actor, action: 'document.organise', on: root.id }));
  expect(await shown()).toBeNull();
});

test('PUB-27 it is told where the public reads a document, by itself or in a branch', async () => {
  const below = await aDocument(db, { actor, workspaceId, title: 'Below', parentId: root.id });
  const told = async (on: string) =>
    findPublicAddress(await authorize(db, { actor, action: 'document.read', on }));
  expect(await told(below.id)).toBeNull();
  await publish(await share(), {
    settings: settings(),
    pages: [version(root), version(below, 'x', root.id)],
  });
  expect([await told(root.id), await told(below.id)]).toEqual([
    { slug, page: null },
    { slug, page: 'below' },
  ]);
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on: below.id }));
  expect(await told(below.id)).toBeNull();
});

test('PUB-4 a page of a branch that other people have access to since is public no more, and nothing of it', async () => {
  const below = await aDocument(db, { actor, workspaceId, title: 'Below', parentId: root.id });
  const deep = await aDocument(db, { actor, workspaceId, title: 'Deep', parentId: below.id });
  const page = version(below, 'First.', root.id);
  const { id: file } = await anAttachment(db, { documentId: below.id });
  const content = { type: 'doc', content: [{ type: 'attachment', attrs: { fileId: file } }] };
  await publish(await share(), {
    settings: settings({ isIndexed: true }),
    pages: [version(root), { ...page, version: { ...page.version, content } }, version(deep, 'x', below.id)],
  });
  const known = async () => {
    const grant = await asPublic();
    const site = await findSite(grant, slug);
    if (!site) throw new Error('nothing is public');
    const ids = [below.id, deep.id];
    return {
      hasTree: site.hasTree,
      listed: (await listPublicPages(grant, { site, from: 0 })).pages.map(({ title }) => title),
      read: (await findPublicPage(grant, { site, page: 'below' }))?.title ?? null,
      shown: (await findPublicText(grant, { site, id: below.id })) !== null,
      linked:
        (await listLinked(grant, { site, ids })).length +
        (await listPublicStates(grant, { site, ids })).length,
      newest: (await listNewest(grant, site)).length,
      found: (await searchPublic(grant, { site, terms: parseWords('below'), page: 0 })).hits.length,
      mapped: (await listIndexed(grant, 0)).filter((one) => one.slug === slug).length,
      file: (await findPublicFile(grant, { slug, documentId: below.id, id: file })) !== null,
    };
  };
  const all = { hasTree: true, listed: ['Handbook', 'Below', 'Deep'], read: 'Below', shown: true };
  const before = { ...all, linked: 4, newest: 3, found: 1, mapped: 3, file: true };
  expect(await known()).toEqual(before);
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on: below.id }));
  expect(await known()).toEqual({
    ...{ hasTree: false, listed: ['Handbook'], read: null, shown: false, linked: 0, newest: 1 },
    ...{ found: 0, mapped: 1, file: false },
  });
  // Nor by itself again, but it can be public elsewhere.
  await openDocument(await authorize(db, { actor, action: 'document.restrict', on: below.id }));
  expect((await known()).listed).toEqual(['Handbook']);
  await publish(await share(below.id), {
    settings: settings({ slug: `below-${root.id}`, covers: 'document' }),
    pages: [version(below)],
  });
  expect((await read({ slug: `below-${root.id}`, page: null }))?.title).toBe('Below');
});

test('PUB-5 search engines and feeds have only what was chosen for them', async () => {
  const listed = async () => (await listIndexed(await asPublic(), 0)).filter((page) => page.slug === slug);
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  expect([await listed(), (await findSite(await asPublic(), slug))?.hasFeed]).toEqual([[], false]);
  await publish(await share(), {
    settings: settings({ isIndexed: true, hasFeed: true }),
    pages: [version(root)],
  });
  expect(await listed()).toMatchObject([{ slug, page: null }]);
  const site = await findSite(await asPublic(), slug);
  expect(site).toMatchObject({ name: 'Handbook', isIndexed: true, hasFeed: true });
  expect(site && (await listNewest(await asPublic(), site))).toMatchObject([{ title: 'Handbook' }]);
});

const archive = async (on: string) =>
  archiveDocument(await authorize(db, { actor, action: 'document.archive', on }));

test('PUB-11 the whole wiki is public with its start page first, as far as the same people have access', async () => {
  const page = (columns: object) => aDocument(db, { actor, workspaceId, kind: 'wiki', ...columns });
  const start = await page({ title: 'Start' });
  const other = await page({ title: 'Other' });
  const below = await page({ title: 'Below', parentId: start.id });
  const deep = await page({ title: 'Deep', parentId: other.id });
  const draft = await page({ title: 'Draft', access: 'draft' });
  await page({ title: 'Of a draft', parentId: draft.id });
  await page({ title: 'Template', isTemplate: true });
  const archived = await page({ title: 'Old' });
  await page({ title: 'Of what is old', parentId: archived.id });
  await page({ title: 'Older', parentId: start.id }).then(({ id }) => archive(id));
  await archive(archived.id);
  const rows = await listPublishable(await share(start.id), 'wiki');
  expect(rows.map(({ title, parentId, depth }) => [title, parentId, depth])).toEqual([
    ['Start', null, 0],
    ['Below', start.id, 1],
    ['Other', start.id, 1],
    ['Deep', other.id, 2],
  ]);
  // Also where the start page lies below another.
  expect((await listPublishable(await share(deep.id), 'wiki')).map(({ documentId }) => documentId)).toEqual([
    deep.id,
    start.id,
    below.id,
    other.id,
  ]);
  await expect(listPublishable(await share(), 'wiki')).rejects.toMatchObject({ code: 'invalid_input' });
});

test('PUB-11 what went elsewhere between reading and publishing is not published', async () => {
  const page = (columns: object) => aDocument(db, { actor, workspaceId, kind: 'wiki', ...columns });
  const start = await page({ title: 'Begin' });
  const [kept, restricted, archived] = [
    await page({ title: 'Kept', parentId: start.id }),
    await page({ title: 'Restricted', parentId: start.id }),
    await page({ title: 'Put away', parentId: start.id }),
  ];
  const pages = [start, kept, restricted, archived].map((one) => version(one));
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on: restricted.id }));
  await archive(archived.id);
  await publish(await share(start.id), { settings: settings({ slug: 'went-elsewhere' }), pages });
  const rows = await db.prisma.publicPage.findMany({ where: { publicationId: start.id } });
  expect(rows.map(({ title }) => title).sort()).toEqual(['Begin', 'Kept']);
});

test('PUB-12 what stays the same keeps the time of its last change and its place, and what moved has another', async () => {
  const one = await aDocument(db, { actor, workspaceId, parentId: root.id, title: 'One' });
  const two = await aDocument(db, { actor, workspaceId, parentId: root.id, title: 'Two' });
  const pages = [version(root), version(one, 'A', root.id), version(two, 'B', root.id)];
  await publish(await share(), { settings: settings(), pages });
  const before = await shown('one');
  const same = { ...version(one, 'A', two.id), version: null, depth: 2 };
  await updatePublicPages(await share(), [version(root), version(two, 'C', root.id), same]);
  expect(await shown('one')).toMatchObject({
    updatedAt: before?.updatedAt,
    position: 2,
    parentId: two.id,
    content: before?.content,
  });
  expect((await shown('two'))?.updatedAt.getTime()).toBeGreaterThan(before?.updatedAt.getTime() ?? 0);
  await updatePublicPages(await share(), [
    version(root),
    version(two, 'C', root.id),
    version(one, 'A', two.id),
  ]);
  expect((await shown('one'))?.updatedAt).toEqual(before?.updatedAt);
});

test('PUB-18 a look is vetted when it is read, whatever is stored', async () => {
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  const look = { name: 'Ours', line: 'Here', pictureId: null, footer: 'There', accent: 'fir' } as const;
  const footerLinks = [{ label: 'Imprint', href: 'https://example.org' }];
  await changeLook(await share(), { ...look, footerLinks });
  expect(await findSite(await asPublic(), slug)).toMatchObject({ ...look, footerLinks });
  const bad = { accent: '"><script>', footerLinks: [{ label: 'x', href: 'javascript:alert(1)' }] };
  await db.prisma.publication.update({ where: { documentId: root.id }, data: bad });
  expect(await findSite(await asPublic(), slug)).toMatchObject({ accent: 'poppy', footerLinks: [] });
  await unpublish(await share());
  await expect(changeLook(await share(), { ...look, footerLinks })).rejects.toMatchObject({
    code: 'not_found',
  });
});
