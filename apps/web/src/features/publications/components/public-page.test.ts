import { expect, test } from 'vitest';
import { changesOf } from '#lib/changes.ts';
import { atomFeed, publicPage } from './public-page.ts';

const at = new Date('2030-01-31T18:00:00Z');
const link = (href: string) => ({ type: 'text', text: 'there', marks: [{ type: 'link', attrs: { href } }] });
const ids = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'] as const;
const page = {
  slug: 'handbook',
  title: 'Handbook <script>alert(1)</script>',
  content: {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [link(`/d/${ids[1]}`), link('/d/018f0000-0000-7000-8000-000000000009')] },
      { type: 'paragraph', content: [{ type: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ],
  },
  publishedAt: at,
  updatedAt: at,
};
const pages = [
  { documentId: ids[0], parentId: null, slug: 'handbook', title: page.title },
  { documentId: ids[1], parentId: ids[0], slug: 'facts', title: 'Facts' },
];
const html = (some: { isIndexed?: boolean } = {}) =>
  publicPage({ locale: 'en', slug: 'all', page, pages, isIndexed: false, hasFeed: true, ...some });

test('PUB-6 a public page has no script, names nobody, and what is written is text', () => {
  expect(html()).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
  expect(html()).toContain('&lt;script&gt;');
  expect(html()).toContain('name="robots" content="noindex"');
  expect(html({ isIndexed: true })).not.toContain('noindex');
});

test('PUB-7 a link to a page that is public leads to where the public reads it, and any other stays', () => {
  expect(html()).toContain('href="/p/all/facts"');
  expect(html()).not.toContain(`href="/d/${ids[1]}"`);
  expect(html()).toContain('href="/d/018f0000-0000-7000-8000-000000000009"');
});

test('PUB-7, WIKI-28 a link by title leads to where the public reads, and of what is not public the words stay', () => {
  const link = (documentId: string, label: string) => ({
    type: 'documentLink',
    attrs: { documentId, label },
  });
  const line = [link(ids[1] ?? '', 'Once facts'), link('018f0000-0000-7000-8000-000000000009', 'Inner')];
  const wanted = { type: 'documentLink', attrs: { documentId: null, label: 'Not yet' } };
  const content = { type: 'doc', content: [{ type: 'paragraph', content: [...line, wanted] }] };
  const some = { locale: 'en', slug: 'all', pages, isIndexed: false, hasFeed: true } as const;
  const shown = publicPage({ ...some, page: { ...page, content } });
  expect(shown).toContain('href="/p/all/facts">Facts</a>');
  expect(shown).toContain('<bdi>Inner</bdi><bdi>Not yet</bdi>');
  expect(shown).not.toMatch(/\/d\/|wanted/);
});

test('FILE-9 pictures and files of a public page are where the public has them', () => {
  const fileId = '018f0000-0000-7000-8000-00000000000f';
  const shown = { ...page, content: { type: 'doc', content: [{ type: 'image', attrs: { fileId } }] } };
  const some = { locale: 'en', slug: 'all', page: shown, pages, isIndexed: false, hasFeed: true } as const;
  expect(publicPage(some)).toContain(`<img src="/p/all/files/${ids[0]}/${fileId}"`);
  const feed = atomFeed({
    locale: 'en',
    origin: 'https://plenum.example',
    slug: 'all',
    title: 'All',
    pages: [{ ...shown, documentId: ids[0], isFirst: true }],
  });
  expect(feed).toContain(`src=&quot;https://plenum.example/p/all/files/${ids[0]}/${fileId}&quot;`);
});

test('PUB-8 a feed has what is new with its text, and what is written in it is text', () => {
  const feed = atomFeed({
    locale: 'en',
    origin: 'https://plenum.example',
    slug: 'all',
    title: 'All & more',
    pages: [{ ...page, documentId: ids[0], isFirst: true }],
  });
  expect(feed).toContain('<title>All &amp; more</title>');
  expect(feed).toContain('<link href="https://plenum.example/p/all"/>');
  expect(feed).toContain('<updated>2030-01-31T18:00:00.000Z</updated>');
  expect(feed).not.toMatch(/<script|<img/);
});

test('PUB-9 the difference shows what is added and removed, with a little around it', () => {
  expect(changesOf('We meet on Monday.', 'We meet on Tuesday.')).toEqual([
    { kind: 'same', text: 'We meet on ' },
    { kind: 'removed', text: 'Monday' },
    { kind: 'added', text: 'Tuesday' },
    { kind: 'same', text: '.' },
  ]);
  const long = 'word '.repeat(200);
  const changes = changesOf(`${long}old`, `${long}new`);
  expect(changes.map(({ kind }) => kind)).toEqual(['skipped', 'same', 'removed', 'added']);
  expect(changes[1]?.text.length).toBeLessThanOrEqual(120);
});
