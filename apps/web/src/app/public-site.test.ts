// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { publish } from '@plenum/database/publications/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { GET as openPublic } from './p/[slug]/[[...page]]/route.ts';
import { GET as openRobots } from './robots.txt/route.ts';
import { GET as openMap } from './sitemap.xml/route.ts';

const counted = vi.hoisted(() => ({ pages: null as number | null }));
vi.mock('@plenum/database/publications/indexed', async (original) => {
  const real = await original<typeof import('@plenum/database/publications/indexed')>();
  return {
    ...real,
    countIndexed: async (...of: Parameters<typeof real.countIndexed>) =>
      counted.pages ?? real.countIndexed(...of),
  };
});

const ORIGIN = 'http://localhost:3000';
let db: Database;
let actor: Member;
let workspaceId: string;
let rootId: string;
let secretId: string;

beforeAll(async () => {
  db = await openWebDatabase();
  actor = await aMember(db);
  workspaceId = (await aWorkspace(db, actor)).id;
  await db.prisma.workspace.update({ where: { id: workspaceId }, data: { searchLanguage: 'german' } });
  rootId = (await aDocument(db, { actor, workspaceId, title: 'Handbuch' })).id;
  const below = await aDocument(db, { actor, workspaceId, parentId: rootId, title: 'Küche & Garten' });
  secretId = (await aDocument(db, { actor, workspaceId, parentId: rootId, title: 'Platypus' })).id;
  const page = (documentId: string, parentId: string | null, title: string, text: string) => ({
    ...{ documentId, parentId, title },
    version: {
      text,
      content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
    },
  });
  await publish(await authorize(db, { actor, action: 'document.share', on: rootId }), {
    settings: { slug: 'handbuch', covers: 'branch', isIndexed: true, hasFeed: true },
    pages: [
      page(rootId, null, 'Handbuch', 'Willkommen'),
      page(below.id, rootId, 'Küche & Garten', 'Bohnen <b>und</b> Reis'),
    ],
  });
});
afterAll(() => db.close());

function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const { pathname } = new URL(address, ORIGIN);
  const [slug = '', ...page] = pathname.split('/').slice(2);
  const request = new Request(new URL(address, ORIGIN), { headers });
  return new Visitor().asks(() => openPublic(request, { params: Promise.resolve({ slug, page }) }));
}

test('PUB-23 whoever has a page gets it only when it has changed, also through what compresses it', async () => {
  const first = await get('/p/handbuch');
  const etag = first.headers.get('etag') ?? '';
  expect([first.status, first.headers.get('vary'), first.headers.get('cache-control')]).toEqual([
    200,
    null,
    'public, no-cache',
  ]);
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const again = await get('/p/handbuch', { 'if-none-match': known });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect((await get('/p/handbuch', { 'if-none-match': '"x"' })).status).toBe(200);
  expect((await get('/p/handbuch/feed.xml', { 'if-none-match': '"x"' })).status).toBe(200);
});

test('PUB-23 what is not there is told in the look of what is, and tells nothing of what is not public', async () => {
  const missing = await get('/p/handbuch/nichts');
  const body = await missing.text();
  expect([missing.status, missing.headers.get('x-robots-tag')]).toEqual([404, 'noindex, nofollow']);
  expect(body).toContain('<html lang="de"');
  expect(body).toContain('Diese Seite gibt es nicht');
  expect(body).toContain('Küche &amp; Garten</a>');
  for (const address of [
    '/p/handbuch/platypus',
    '/p/handbuch/a/b',
    `/p/handbuch/${secretId}`,
    '/p/handbuch/%E0%A4%A',
    '/p/HANDBUCH/k',
  ]) {
    const answer = await get(address);
    expect(answer.status, address).toBe(404);
    expect(await answer.text()).not.toContain('Platypus');
  }
  expect(await (await get('/p/nirgends')).text()).not.toContain('Küche');
  expect((await get('/p/%E0%A4%A')).status).toBe(404);
});

test('PUB-19 what is found is kept by nobody and not for search engines, and words that do harm do none', async () => {
  const found = await get('/p/handbuch?q=bohnen');
  const body = await found.text();
  expect(body).toContain('<mark>Bohnen</mark> &lt;b&gt;und&lt;/b&gt; Reis');
  expect(body).toContain('Küche &amp; Garten</a>');
  expect([found.headers.get('cache-control'), found.headers.get('x-robots-tag')]).toEqual([
    'no-store',
    'noindex, nofollow',
  ]);
  expect(body).toContain('name="robots" content="noindex"');
  const none = await (await get(`/p/handbuch?q=${encodeURIComponent('platypus"><script>')}`)).text();
  expect(none).toContain('Es wurde nichts gefunden.');
  expect(none).toContain('value="platypus&quot;&gt;&lt;script&gt;"');
  expect((await get('/p/nirgends?q=bohnen')).status).toBe(404);
  expect((await get('/p/handbuch?q=bohnen&page=51')).status).toBe(200);
});

test('PUB-21 of many addresses there are several maps, and one that lists them', async () => {
  const map = async (query = '') => openMap(new Request(`${ORIGIN}/sitemap.xml${query}`));
  const one = await (await map()).text();
  expect(one).toMatch(
    /<url><loc>http:\/\/localhost:3000\/p\/handbuch<\/loc><lastmod>[\dT:.-]+Z<\/lastmod><\/url>/,
  );
  expect(one).toContain(`<loc>${ORIGIN}/p/handbuch/k%C3%BCche-garten</loc>`);
  counted.pages = 45_000;
  const index = await (await map()).text();
  expect(index.match(/<sitemap><loc>[^<]*\?part=\d<\/loc><\/sitemap>/g)).toHaveLength(3);
  expect(await (await map('?part=1')).text()).toBe(one);
  expect(await (await map('?part=2')).text()).not.toContain('<url>');
  for (const query of ['?part=4', '?part=0', '?part=x']) expect((await map(query)).status).toBe(404);
  const robots = await (await openRobots()).text();
  expect(robots).toContain('Disallow: /p/*?q=');
  counted.pages = null;
});
