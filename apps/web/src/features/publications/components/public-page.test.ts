import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ACCENTS } from '@plenum/domain/publications/accents';
import type {
  PublicPageCard,
  PublicPageView,
  PublicPlace,
  PublicSite,
} from '@plenum/domain/publications/types';
import { describe, expect, test } from 'vitest';
import { changesOf } from '#lib/changes.ts';
import { publicFeed } from './public-feed.ts';
import { localeOf } from './public-frame.ts';
import { publicList, publicSearch } from './public-lists.ts';
import { missingPublicPage, publicPage } from './public-page.ts';
import { documentsIn } from './public-text.ts';

const at = new Date('2030-01-31T18:00:00Z');
const publicUrl = 'https://plenum.example';
const ids = [1, 2, 3, 9].map((n) => `018f0000-0000-7000-8000-00000000000${n}`);
const [first = '', second = '', third = '', secret = ''] = ids;
const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

const link = (href: string) => ({ type: 'text', text: 'there', marks: [{ type: 'link', attrs: { href } }] });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const card = (documentId: string, slug: string, title: string, position: number): PublicPageCard => ({
  ...{ documentId, slug, title, position },
  parentId: documentId === first ? null : first,
});
const site: PublicSite = {
  ...{ documentId: first, slug: 'all', isIndexed: false, hasFeed: true, language: 'english', hasTree: true },
  ...{
    name: 'Our handbook',
    line: 'What lasts.',
    accent: 'fir',
    pictureId: null,
    footer: 'Printed at home.',
  },
  footerLinks: [{ label: 'Imprint', href: 'https://example.org/imprint' }],
};
const root = card(first, 'handbook', 'Handbook', 0);
const facts = card(second, 'facts', 'Facts', 1);
const page: PublicPageView = {
  ...facts,
  title: HOSTILE,
  content: {
    type: 'doc',
    content: [paragraph(link(`/d/${third}#block-x`)), paragraph({ type: 'text', text: HOSTILE })],
  },
  text: 'What it says.',
  publishedAt: at,
  updatedAt: at,
};
const place: PublicPlace = {
  way: [root],
  levels: [
    { parentId: first, pages: [{ ...facts, title: HOSTILE }, card(third, 'more', 'More', 2)], more: 41 },
  ],
  before: root,
  after: card(third, 'more', 'More', 2),
};
const linked = [card(third, 'more', 'More', 2)];
const context = { site, locale: 'en', publicUrl } as const;
const html = (some: Partial<PublicSite> = {}, content: unknown = page.content) =>
  publicPage({ ...context, site: { ...site, ...some } }, { page: { ...page, content }, place, linked });

const all = () => {
  const hit = { ...facts, title: HOSTILE, snippet: [{ text: HOSTILE, isMatch: true }], updatedAt: at };
  const bad = {
    ...site,
    name: HOSTILE,
    line: HOSTILE,
    footer: HOSTILE,
    footerLinks: [{ label: HOSTILE, href: `https://e.example/${HOSTILE}` }],
  };
  const of = { ...context, site: bad };
  return [
    publicPage(of, { page, place, linked }),
    publicSearch(of, { words: HOSTILE, page: 0, result: { hits: [hit], hasMore: true } }),
    publicList(of, { from: 0, pages: [{ ...facts, title: HOSTILE, depth: 1 }], next: 5 }),
    missingPublicPage(of, place),
  ];
};

test('PUB-6 a public page has no script, names nobody, and what is written is text, wherever it stands', () => {
  for (const markup of all()) expect(markup).not.toMatch(/<script|<img|<style|\sstyle=|<[^>"]*\sonerror=/);
  expect(html()).toContain('&lt;script&gt;');
  expect(html()).toContain('name="robots" content="noindex"');
  expect(html({ isIndexed: true })).not.toContain('noindex');
});

test('PUB-7 a link to a page that is public leads to where the public reads it, with its place in it', () => {
  expect(html()).toContain('href="/p/all/more#block-x"');
  expect(html({}, { type: 'doc', content: [paragraph(link(`${publicUrl}/d/${third}`))] })).toContain(
    'href="/p/all/more"',
  );
  expect(html()).not.toContain(`href="/d/`);
});

test('PUB-20 what leads to a document that is not public is no link, and tells neither its title nor its id', () => {
  const leading = [
    `/d/${secret}`,
    `${publicUrl}/d/${secret}`,
    `/d/${secret}/files/x`,
    `/d/${third}/history`,
    `/D/${secret}?a#b`,
  ];
  const content = {
    type: 'doc',
    content: [
      ...leading.map((href) => paragraph(link(href))),
      paragraph({ type: 'documentLink', attrs: { documentId: secret, label: 'Secret plans' } }),
      paragraph({ type: 'documentLink', attrs: { documentId: third, label: 'An old title' } }),
      { type: 'transclusion', attrs: { documentId: secret, label: 'Secret plans' } },
    ],
  };
  const shown = html({}, content);
  expect(shown).not.toContain(secret);
  expect(shown).not.toMatch(/Secret|An old title|history|href="\/d\//i);
  expect(shown.match(/\(a page that is not public\)/g)).toHaveLength(2);
  expect(shown).toContain('<a href="/p/all/more"');
  expect(publicFeed(context, { pages: [{ ...page, content }], linked })).not.toMatch(
    new RegExp(`${secret}|Secret`),
  );
  expect(documentsIn(content, publicUrl).sort()).toEqual([third, secret]);
});

test('PUB-7, WIKI-28 a link by title leads to where the public reads, and of what is not public nothing is told', () => {
  const title = (documentId: string | null, label: string) => ({
    type: 'documentLink',
    attrs: { documentId, label },
  });
  const line = [title(third, 'Once more'), title(secret, 'Inner'), title(null, 'Not yet')];
  const shown = html({}, { type: 'doc', content: [paragraph(...line)] });
  const [text = ''] = /<div class="prose">.*?<\/div>/s.exec(shown) ?? [];
  expect(text).toMatch(/href="\/p\/all\/more"[^>]*>More<\/a>/);
  expect(text).toContain('(a page that is not public)<bdi>Not yet</bdi>');
  expect(text).not.toMatch(/\/d\/|wanted|Inner|Once/);
});

test('PUB-20 a list of headings tells no more than the headings do', () => {
  const heading = (n: number) => ({
    type: 'heading',
    attrs: { level: 2, id: `h${n}` },
    content: [
      { type: 'text', text: `Notes ${n} on ` },
      { type: 'documentLink', attrs: { documentId: n === 1 ? secret : third, label: 'Layoffs' } },
    ],
  });
  const shown = html({}, { type: 'doc', content: [1, 2, 3, 4].map(heading) });
  expect(shown).toContain('class="contents-of-page"');
  expect(shown).toContain('Notes 2 on More');
  expect(shown).not.toContain('Layoffs');
});

test('FILE-9 pictures and files of a public page are where the public has them', () => {
  const fileId = '018f0000-0000-7000-8000-00000000000f';
  const content = { type: 'doc', content: [{ type: 'image', attrs: { fileId } }] };
  expect(html({}, content)).toContain(`<img src="/p/all/files/${second}/${fileId}"`);
  const feed = publicFeed(context, { pages: [{ ...page, content }], linked });
  expect(feed).toContain(`src=&quot;https://plenum.example/p/all/files/${second}/${fileId}&quot;`);
});

test('PUB-8 a feed has what is new with its text, and what is written in it is text', () => {
  const feed = publicFeed({ ...context, site: { ...site, name: 'All & more' } }, { pages: [page], linked });
  expect(feed).toContain('<title>All &amp; more</title>');
  expect(feed).toContain('<link href="https://plenum.example/p/all/facts"/>');
  expect(feed).toContain('href=&quot;https://plenum.example/p/all/more#block-x&quot;');
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

describe('the frame of a public page', () => {
  test('PUB-14 says where one is: the way, the tree, what comes before and after, and what is on a long page', () => {
    const shown = html();
    expect(shown).toMatch(
      /<nav class="way"[^>]*><ol><li><a href="\/p\/all" dir="auto">Handbook<\/a><\/li><\/ol>/,
    );
    expect(shown).toContain('<a href="/p/all" rel="prev">');
    expect(shown).toContain('<a href="/p/all/more" rel="next">');
    expect(shown).toContain('<a href="/p/all/facts" aria-current="page" dir="auto">');
    expect(shown).toContain('href="/p/all?pages=41"');
    expect(shown).not.toContain('On this page');
    const headings = [1, 2, 3, 4].map((n) => ({
      ...{ type: 'heading', attrs: { level: 2, id: `h${n}` } },
      content: [{ type: 'text', text: `Part ${n}` }],
    }));
    const long = html({}, { type: 'doc', content: headings });
    expect(long).toMatch(
      /On this page<\/summary><ul><li class="level-2"><a href="#block-h1" dir="auto">Part 1<\/a>/,
    );
    expect(long.match(/id="block-h\d"/g)).toHaveLength(4);
    expect(html({}, { type: 'doc', content: [{ type: 'tableOfContents' }, ...headings] })).not.toContain(
      'On this page',
    );
  });

  test('PUB-15 has the look of its publication, and of one page alone no tree and no search', () => {
    const shown = html({ pictureId: third });
    expect(shown).toContain('data-accent="fir"');
    expect(shown).toContain(`<img src="/p/all/files/${first}/${third}" alt="" height="40">Our handbook</a>`);
    expect(shown).toContain('What lasts.</p>');
    expect(shown).toContain(
      '<span dir="auto">Printed at home.</span><a href="https://example.org/imprint" rel="noreferrer" dir="auto">Imprint</a>',
    );
    expect(html({ hasTree: false })).not.toMatch(/<form|id="pages"/);
  });

  test('PUB-16 speaks the language of the workspace, and where there are no words in that, the reader’s', () => {
    expect(html({ language: 'german' })).toContain('<html lang="de"');
    expect(localeOf({ language: 'german' }, 'en')).toBe('de');
    expect(localeOf({ language: 'french' }, 'de')).toBe('de');
    expect(html({ language: 'french' })).toContain('<html lang="fr" dir="ltr"');
    expect(html({ language: 'arabic' })).toContain('<html lang="ar" dir="rtl"');
    expect(html({ language: 'simple' })).toContain('<html lang="en"');
  });

  test('PUB-22 says what it is to search engines and previews, by its own address and nobody else’s', () => {
    const shown = html();
    expect(shown).toContain('<link rel="canonical" href="https://plenum.example/p/all/facts">');
    expect(shown).toContain('<meta property="og:description" content="What it says.">');
    expect(shown).toContain('<meta property="og:site_name" content="Our handbook">');
    expect(shown).toContain('href="/p/all/feed.xml"');
    expect(html({ hasFeed: false })).not.toContain('feed.xml');
    const start = publicPage(context, { page: { ...page, ...root }, place, linked });
    expect(start).toContain('<link rel="canonical" href="https://plenum.example/p/all">');
    expect(start).toContain('<meta name="description" content="What lasts.">');
    for (const other of [
      missingPublicPage(context, place),
      publicList(context, { from: 0, pages: [], next: null }),
    ])
      expect(other).not.toMatch(/canonical|og:/);
  });

  test('PUB-24 is at most 40 kB with its styles, also with long levels on each of many', () => {
    const level = (n: number) => ({
      parentId: n === 0 ? first : `018f0000-0000-7000-8000-0000000${n}0000`,
      pages: Array.from({ length: 41 }, (_, i) =>
        card(
          `018f0000-0000-7000-8000-0000000${i === 20 ? n + 1 : `${n}1`}00${String(i).padStart(2, '0')}`.slice(
            0,
            36,
          ),
          `a-page-with-a-title-${n}-${i}`,
          `A page with a title ${n} ${i}`,
          i,
        ),
      ),
      more: 99,
    });
    const deep = { ...place, levels: [0, 1, 2].map(level) };
    const styles = ['tokens', 'prose', 'public'].map((name) =>
      readFileSync(path.join(import.meta.dirname, `../../../../public/styles/${name}.css`), 'utf8'),
    );
    const bytes = [publicPage(context, { page, place: deep, linked }), ...styles].map((one) =>
      Buffer.byteLength(one),
    );
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(40_000);
  });
});

describe('the colours of a look', () => {
  const folder = path.join(import.meta.dirname, '../../../../public/styles');
  const [tokens = '', own = ''] = ['tokens', 'public'].map((name) =>
    readFileSync(path.join(folder, `${name}.css`), 'utf8'),
  );
  const pair = (css: string, name: string): string[] =>
    new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)?.slice(1) ?? [];
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
      const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  test.each(ACCENTS)('PUB-15 %s is legible in light and dark (WCAG 2.2, 1.4.3)', (accent) => {
    const css = accent === 'poppy' ? tokens : (own.split(`[data-accent='${accent}']`)[1] ?? '');
    for (const theme of [0, 1]) {
      const of = (name: string, from = css) => pair(from, name)[theme] ?? '';
      expect(contrast(of('accent'), of('paper', tokens))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of('accent'), of('on-accent'))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
