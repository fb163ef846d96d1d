import { randomUUID } from 'node:crypto';
import { type Member, system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { PublicSite } from '@plenum/domain/publications/types';
import { parseWords } from '@plenum/domain/search/query';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { trashDocument } from '../documents/writes.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { findPlace, findPublicPage, findSite, listLinked, listPublicPages } from './public-pages.ts';
import { searchPublic } from './search.ts';
import { publish, unpublish, updatePublicPages } from './writes.ts';

/** Pages of the large branch, in as many chapters. */
const PAGES = 5_000;
const CHAPTERS = 50;

let db: Database;
let actor: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  actor = await aMember(db);
  workspaceId = (await aWorkspace(db, actor)).id;
  await db.prisma.workspace.update({ where: { id: workspaceId }, data: { searchLanguage: 'german' } });
});
afterAll(() => db.close());

const share = (on: string) => authorize(db, { actor, action: 'document.share', on });
const asPublic = () =>
  authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
const settings = (slug: string) => ({ slug, covers: 'branch', isIndexed: false, hasFeed: false }) as const;
const version = (text: string) => ({ content: { type: 'doc' }, text });

async function siteAt(slug: string): Promise<PublicSite> {
  const site = await findSite(await asPublic(), slug);
  if (!site) throw new Error(`Nothing is public at ${slug}.`);
  return site;
}

async function found(slug: string, typed: string, page = 0) {
  const site = await siteAt(slug);
  return searchPublic(await asPublic(), { site, terms: parseWords(typed), page });
}

const titles = async (slug: string, typed: string) =>
  (await found(slug, typed)).hits.map(({ title }) => title);

describe('search', () => {
  const texts = {
    Küche: 'Wir kochen Bohnen und Reis für alle Gäste.',
    Garten: 'Die Bäume stehen im Garten, und die Küchen sind geschlossen.',
    総会: '本日の総会の議事録です',
    Secret: 'Nobody should ever find platypus here.',
  };
  let root: DocumentCard;
  let pages: {
    documentId: string;
    parentId: string | null;
    title: string;
    version: { content: object; text: string };
  }[];

  beforeAll(async () => {
    root = await aDocument(db, { actor, workspaceId, title: 'Handbuch' });
    pages = [{ documentId: root.id, parentId: null, title: root.title, version: version('Anfang') }];
    for (const [title, text] of Object.entries(texts)) {
      const { id } = await aDocument(db, { actor, workspaceId, parentId: root.id, title });
      pages.push({ documentId: id, parentId: root.id, title, version: version(text) });
    }
    await publish(await share(root.id), { settings: settings('kitchen'), pages: pages.slice(0, -1) });
  });

  test.each([
    ['kuche', ['Küche', 'Garten']],
    ['baum', ['Garten']],
    ['"bohnen und reis"', ['Küche']],
    ['"reis und bohnen"', []],
    ['küche -garten', ['Küche']],
    ['title:küche', ['Küche']],
    ['総会', ['総会']],
    ['boh', ['Küche']],
    ['arten', ['Garten']],
    ['platypus', []],
    ['-küche', []],
    ['by:anna', []],
    ["' : ) ( & | ! <-> \\ * \0", []],
  ])('PUB-17 the public finds %s in what it reads', async (typed, expected) => {
    expect(await titles('kitchen', typed)).toEqual(expected);
  });

  test('PUB-17 what is found is shown with its surroundings and marks', async () => {
    const { hits } = await found('kitchen', 'bohnen');
    expect(hits[0]?.snippet).toEqual([
      { text: 'Wir kochen ', isMatch: false },
      { text: 'Bohnen', isMatch: true },
      { text: ' und Reis für alle Gäste.', isMatch: false },
    ]);
  });

  test('PUB-17 what is public elsewhere, was not published, was thrown away or is public no more is not found', async () => {
    const other = await aDocument(db, { actor, workspaceId, title: 'Küche nebenan' });
    const alone = [{ documentId: other.id, parentId: null, title: other.title, version: version('Bohnen') }];
    await publish(await share(other.id), { settings: settings('beside'), pages: alone });
    expect(await titles('kitchen', 'bohnen')).toEqual(['Küche']);
    // The live text is another thing.
    await db.prisma.document.update({ where: { id: root.id }, data: { title: 'Zebra' } });
    expect(await titles('kitchen', 'zebra')).toEqual([]);
    await updatePublicPages(await share(root.id), pages);
    expect(await titles('kitchen', 'platypus')).toEqual(['Secret']);
    const last = pages.at(-1)?.documentId ?? '';
    await trashDocument(await authorize(db, { actor, action: 'document.organise', on: last }));
    expect(await titles('kitchen', 'platypus')).toEqual([]);
    await updatePublicPages(await share(root.id), pages.slice(0, -1));
    expect(await db.prisma.publicEntry.count({ where: { documentId: last } })).toBe(0);
    await unpublish(await share(other.id));
    expect(await db.prisma.publicEntry.count({ where: { documentId: other.id } })).toBe(0);
  });

  test('PUB-17 what was public before there was a search is found from the first search on', async () => {
    await db.prisma.publicEntry.deleteMany({});
    expect(await titles('kitchen', 'bohnen')).toEqual(['Küche']);
  });
});

test('PUB-17 in another language of the workspace the public finds the words of that one', async () => {
  const place = await aWorkspace(db, actor);
  const { id } = await aDocument(db, { actor, workspaceId: place.id, title: 'Garten' });
  await publish(await share(id), {
    settings: settings('languages'),
    pages: [{ documentId: id, parentId: null, title: 'Garten', version: version('Hier stehen Bäume.') }],
  });
  const speak = (searchLanguage: 'german' | 'simple') =>
    db.prisma.workspace.update({ where: { id: place.id }, data: { searchLanguage } });
  await speak('german');
  expect(await titles('languages', 'baum')).toEqual(['Garten']);
  await speak('simple');
  expect(await titles('languages', '"bäume"')).toEqual(['Garten']);
  expect(await titles('languages', 'baum -bäume')).toEqual([]);
  expect(
    await db.prisma.publicEntry.findUnique({ where: { documentId: id }, select: { language: true } }),
  ).toEqual({
    language: 'simple',
  });
});

describe('a large branch', () => {
  let rootId: string;
  let pages: {
    documentId: string;
    parentId: string | null;
    title: string;
    depth: number;
    version: { content: object; text: string } | null;
  }[];

  beforeAll(async () => {
    rootId = (await aDocument(db, { actor, workspaceId, title: 'Large' })).id;
    const chapters = Array.from({ length: CHAPTERS }, (_, i) => ({
      ...{ documentId: randomUUID(), parentId: rootId, title: `Chapter ${i}`, depth: 1 },
    }));
    const below = chapters.map(({ documentId: parentId }, i) =>
      Array.from({ length: PAGES / CHAPTERS - 1 }, (_, j) => ({
        ...{ documentId: randomUUID(), parentId, title: `Page ${i} ${j}`, depth: 2 },
      })),
    );
    pages = [
      { documentId: rootId, parentId: null, title: 'Large', depth: 0 },
      ...chapters.flatMap((chapter, i) => [chapter, ...(below[i] ?? [])]),
    ].map((page) => ({ ...page, version: version(`Words about ${page.title}, beans and rice.`) }));
    await db.prisma.document.createMany({
      data: pages
        .slice(1)
        .map(({ documentId: id, parentId, title }) => ({ id, parentId, title, workspaceId, kind: 'wiki' })),
    });
    await publish(await share(rootId), { settings: settings('large'), pages });
  });

  async function placeOf(slug: string) {
    const site = await siteAt('large');
    const page = await findPublicPage(await asPublic(), { site, page: slug });
    if (!page) throw new Error(`There is no ${slug}.`);
    return { page, place: await findPlace(await asPublic(), { site, page }) };
  }

  test('PUB-13 only the way to a page and some of what lies beside and below it is open', async () => {
    const { page, place } = await placeOf('page-25-50');
    expect(place.way.map(({ title }) => title)).toEqual(['Large', 'Chapter 25']);
    expect(place.levels.map(({ pages: level, more }) => [level.length, more !== null])).toEqual([
      [41, true],
      [41, true],
      [0, false],
    ]);
    expect(place.levels[1]?.pages.map(({ title }) => title)).toContain(page.title);
    expect([place.before?.title, place.after?.title]).toEqual(['Page 25 49', 'Page 25 51']);
    const start = await placeOf('large');
    expect(start.place.levels).toMatchObject([{ pages: { length: 40 } }]);
    expect([start.place.before, start.place.after?.title]).toEqual([null, 'Chapter 0']);
    const last = await placeOf(`page-${CHAPTERS - 1}-${PAGES / CHAPTERS - 2}`);
    expect([last.place.after, last.place.levels[1]?.more]).toEqual([null, null]);
  });

  test('PUB-13 a page is read by as many queries whatever there is, and quickly', async () => {
    const site = await siteAt('large');
    const grant = await asPublic();
    const queries = vi.spyOn(db.pool, 'query');
    const start = performance.now();
    const page = await findPublicPage(grant, {
      site: (await findSite(grant, 'large')) ?? site,
      page: 'page-25-50',
    });
    if (page) await findPlace(grant, { site, page });
    await listLinked(grant, { site, ids: pages.slice(0, 50).map(({ documentId }) => documentId) });
    const ms = performance.now() - start;
    const count = queries.mock.calls.length;
    vi.restoreAllMocks();
    expect(count).toBeLessThanOrEqual(5);
    expect(ms).toBeLessThan(1_000);
  });

  test('PUB-13 all pages are listed in the order of the tree, a page of the list at a time', async () => {
    const site = await siteAt('large');
    const listed: string[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const list: Awaited<ReturnType<typeof listPublicPages>> = await listPublicPages(await asPublic(), {
        site,
        from,
      });
      expect(list.pages.length).toBeLessThanOrEqual(200);
      listed.push(...list.pages.map(({ documentId }) => documentId));
      from = list.next;
    }
    expect(listed).toEqual(pages.map(({ documentId }) => documentId));
  });

  test('PUB-19 of thousands of pages the first twenty are found in time, and no more than a thousand at all', async () => {
    const start = performance.now();
    const first = await found('large', 'beans');
    expect(performance.now() - start).toBeLessThan(2_000);
    expect([first.hits.length, first.hasMore]).toEqual([20, true]);
    const second = await found('large', 'beans', 1);
    const ids = [...first.hits, ...second.hits].map(({ documentId }) => documentId);
    expect(new Set(ids).size).toBe(40);
    expect(await found('large', 'beans', 49)).toMatchObject({ hits: { length: 20 }, hasMore: false });
    expect(await found('large', 'beans', 50)).toEqual({ hits: [], hasMore: false });
  });

  test('PUB-12 an update of a large branch writes what has changed alone', async () => {
    const changed = pages.map((page, i) =>
      i === 7 ? { ...page, version: version('Peas') } : { ...page, version: null },
    );
    await updatePublicPages(await share(rootId), changed);
    expect(await titles('large', 'peas')).toEqual([pages[7]?.title]);
  });
});
