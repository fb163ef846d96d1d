import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { attribute, elementsIn, textOfHtml } from '../../html/tree.ts';
import { aSource, PICTURE_ID, SAMPLE } from '../../testing/sample.ts';
import { ZipReader } from '../../zip/read-zip.ts';
import { pageAt, pageHref } from '../references.ts';
import { type SiteSource, writeSite } from './write-site.ts';

const link = (key: string) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'there', marks: [{ type: 'link', attrs: { href: pageHref(key, 'x1') } }] },
        { type: 'text', text: 'file', marks: [{ type: 'link', attrs: { href: `/f/${PICTURE_ID}` } }] },
        { type: 'text', text: 'out', marks: [{ type: 'link', attrs: { href: '/d/else' } }] },
      ],
    },
  ],
});

const PAGES: Record<string, unknown> = {
  home: link('plan'),
  plan: SAMPLE,
  sub: link('home'),
  other: link('gone'),
};

const source: SiteSource = {
  title: 'Forest <b>',
  baseUrl: 'https://plenum.example',
  words: { ...aSource().words, pages: 'Pages', path: 'Path', skip: 'To the text' },
  places: [
    { key: 'home', parent: null, title: 'Home', icon: '🌲' },
    { key: 'plan', parent: 'home', title: 'The "Plan"', icon: null },
    { key: 'sub', parent: 'plan', title: 'home', icon: null },
    { key: 'other', parent: null, title: '<script>', icon: null },
  ],
  files: [{ id: PICTURE_ID, name: 'map.png' }],
  page: async (key) => PAGES[key] as typeof SAMPLE,
  file: async () =>
    (async function* () {
      yield Buffer.from('png');
    })(),
  pageAt,
};

async function site(): Promise<ZipReader> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeSite(source)) pieces.push(piece);
  return new ZipReader(Buffer.concat(pieces));
}

const elementsOf = (zip: ZipReader, name: string) => [
  ...elementsIn(parse(Buffer.from(zip.read(name) ?? []).toString())),
];

test('SETS-18 a site is a file for each page, with all links within it', async () => {
  const zip = await site();
  const pages = zip.names.filter((name) => name.endsWith('.html'));
  expect(zip.names).toEqual([
    'style.css',
    'pages/Home.html',
    'pages/The Plan.html',
    'pages/home (2).html',
    'pages/script.html',
    'index.html',
    `files/${PICTURE_ID}/map.png`,
  ]);
  for (const name of pages) {
    for (const element of elementsOf(zip, name)) {
      const to = attribute(element, 'href') ?? attribute(element, 'src');
      if (to === null || to.startsWith('#') || /^https?:/.test(to)) continue;
      const target = decodeURIComponent(new URL(to, `https://site.example/${name}`).pathname.slice(1));
      expect(zip.names, `${name} leads to ${to}`).toContain(target);
    }
  }
  const links = elementsOf(zip, 'pages/Home.html').filter(({ tagName }) => tagName === 'a');
  expect(links.slice(-3).map((element) => attribute(element, 'href'))).toEqual([
    '../pages/The%20Plan.html#block-x1',
    `../files/${PICTURE_ID}/map.png`,
    'https://plenum.example/d/else',
  ]);
});

test('SETS-18 each page has what lies around it, and the first one everything', async () => {
  const zip = await site();
  const names = (page: string, className: string): string[] =>
    elementsOf(zip, page)
      .filter((element) => element.tagName === 'nav' && attribute(element, 'class') === className)
      .flatMap((nav) => [...elementsIn(nav)])
      .filter(({ tagName }) => tagName === 'a')
      .map(textOfHtml);
  expect(names('index.html', 'pages')).toEqual(['Forest <b>', '🌲 Home', 'The "Plan"', 'home', '<script>']);
  expect(names('pages/script.html', 'pages')).toEqual(['Forest <b>', '🌲 Home', '<script>']);
  expect(names('pages/home (2).html', 'pages')).toHaveLength(5);
  expect(names('pages/home (2).html', 'path')).toEqual(['Home', 'The "Plan"']);
  const current = elementsOf(zip, 'pages/The Plan.html').filter(
    (element) => attribute(element, 'aria-current') === 'page',
  );
  expect(current.map(textOfHtml)).toEqual(['The "Plan"']);
});

test('SETS-18, ATT-28 no page runs anything, asks anybody for anything, or takes a name for markup', async () => {
  const zip = await site();
  for (const name of zip.names.filter((one) => one.endsWith('.html'))) {
    const elements = elementsOf(zip, name);
    expect(
      elements.filter(({ tagName }) => ['script', 'iframe', 'object', 'style', 'b'].includes(tagName)),
    ).toEqual([]);
    expect(
      elements.filter(({ attrs }) => attrs.some((one) => one.name === 'style' || one.name.startsWith('on'))),
    ).toEqual([]);
    expect(elements.filter((element) => /^https?:/.test(attribute(element, 'src') ?? ''))).toEqual([]);
    const policy = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
    expect(policy && attribute(policy, 'content')).toContain("default-src 'none'");
    expect(elements.filter(({ tagName }) => tagName === 'h1')[0]).toBeDefined();
  }
});

test('EMBED-10 what is shown within a page of a site is a link to where the site has it', async () => {
  const id = '0192f000-0000-7000-8000-00000000000a';
  const content = [{ type: 'transclusion', attrs: { documentId: id } }, { type: 'childPages' }];
  const pieces: Uint8Array[] = [];
  const pages: SiteSource = {
    ...source,
    page: async () => ({ type: 'doc', content }),
    pageAt: (href) => (href === `/d/${id}` ? { key: 'plan', block: null } : null),
  };
  for await (const piece of writeSite(pages)) pieces.push(piece);
  const home = elementsOf(new ZipReader(Buffer.concat(pieces)), 'pages/Home.html');
  const link = home.findLast(({ tagName }) => tagName === 'a');
  expect(link && [attribute(link, 'href'), textOfHtml(link)]).toEqual([
    '../pages/The%20Plan.html',
    'Text of another page',
  ]);
  expect(home.some((element) => attribute(element, 'class') === 'child-pages')).toBe(false);
});
