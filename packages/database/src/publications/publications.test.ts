import { type Member, system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { PublicationSettings } from '@plenum/domain/publications/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { listBranch } from '../documents/branch.ts';
import { trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { findFeed, findPublication, findPublicPage, listIndexed } from './reads.ts';
import { publish, unpublish, updatePublicPages } from './writes.ts';

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
  content: { type: 'doc', text },
  text,
});
const shown = async (page: string | null = null) => findPublicPage(await asPublic(), { slug, page });

test('PUB-1 the public reads the version that was published, until that is updated', async () => {
  expect(await shown()).toBeNull();
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  expect((await shown())?.page).toMatchObject({ title: 'Handbook', content: { text: 'First.' } });
  await updatePublicPages(await share(), [version(root, 'Second.')]);
  expect((await shown())?.page).toMatchObject({ content: { text: 'Second.' } });
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
  expect((await shown('key-facts'))?.page.title).toBe('Key facts');
  const renamed = { ...version(below, 'Facts.', root.id), title: 'Facts' };
  await updatePublicPages(await share(), [version(root), renamed]);
  expect((await shown('key-facts'))?.page.title).toBe('Facts');
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
  expect((await findPublicPage(await asPublic(), own))?.page).toMatchObject({
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
  expect((await findPublicPage(await asPublic(), own))?.page.title).toBe('Key facts');
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
  expect((await listBranch(await share())).map(({ id }) => id)).toEqual([root.id, below.id]);
  await publish(await share(), {
    settings: settings(),
    pages: [version(root), version(below, 'x', root.id)],
  });
  await trashDocument(await authorize(db, { actor, action: 'document.organise', on: below.id }));
  expect((await shown())?.pages).toHaveLength(1);
  await trashDocument(await authorize(db, { actor, action: 'document.organise', on: root.id }));
  expect(await shown()).toBeNull();
});

test('PUB-5 search engines and feeds have only what was chosen for them', async () => {
  const listed = async () => (await listIndexed(await asPublic())).filter((page) => page.slug === slug);
  await publish(await share(), { settings: settings(), pages: [version(root)] });
  expect([await listed(), await findFeed(await asPublic(), slug)]).toEqual([[], null]);
  await publish(await share(), {
    settings: settings({ isIndexed: true, hasFeed: true }),
    pages: [version(root)],
  });
  expect(await listed()).toMatchObject([{ slug, page: null }]);
  expect(await findFeed(await asPublic(), slug)).toMatchObject({
    title: 'Handbook',
    pages: [{ isFirst: true }],
  });
});
