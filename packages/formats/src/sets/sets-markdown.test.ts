import { describe, expect, test } from 'vitest';
import { etherpadFromSource } from '../etherpad/etherpad-from-source.ts';
import { readFrontMatter } from '../markdown/front-matter.ts';
import { aSource } from '../testing/sample.ts';
import { shapeOf } from '../testing/shape.ts';
import { writeZip } from '../zip/write-zip.ts';
import { readCsv } from './csv.ts';
import { folderOfZip } from './folder.ts';
import type { PageSet, SetPage } from './page-set.ts';
import { readSet, setKindOf } from './read-set.ts';
import { mediumId, pageHref, sectionBlock, shownHref, withTargets } from './references.ts';

type Files = Record<string, string | Uint8Array>;
const zip = (files: Files) => writeZip(Object.entries(files).map(([name, content]) => ({ name, content })));
const setOf = (files: Files): PageSet => readSet(folderOfZip(zip(files)));

async function all(set: PageSet): Promise<Map<string, SetPage>> {
  const pages = new Map<string, SetPage>();
  for await (const page of set.pages()) pages.set(page.key, page);
  return pages;
}

const file = (name: string) => `/f/${mediumId(name)}`;

describe('a vault of Obsidian', () => {
  const FILES: Files = {
    'Vault/.obsidian/app.json': '{}',
    'Vault/Home.md': `---
title: Our Home
tags: [alliance, "north"]
aliases:
  - Start
  - Begin
nested:
  deep: 1
---
See [[Plan]], [[Plan#Next Steps|the steps]], [[Groups/North/Oak]] and [[Nowhere]] #decision #2024

![[map.png|200]]
![[Oak]]
![a map](assets/map.png) and [the rules](assets/rules%20one.pdf)

[the rules](assets/rules%20one.pdf)

[below](#Part%20Two) [more](Groups/Plan.md#next-steps) \`[[code]]\`

> [!info] Title
> Text

> [!question]-
> Why?

## Part Two
`,
    'Vault/Groups/Plan.md':
      '# The Plan\n\n## Next Steps\n\n[up](../Home.md) [out](../../../../etc/passwd.md)\n',
    'Vault/Groups/North/Oak.md': 'Oak [[Home]]',
    'Vault/assets/map.png': 'png',
    'Vault/assets/rules one.pdf': 'pdf',
  };

  test('SETS-8 is a tree of its folders, with links, what is shown within, files, tags, properties and callouts', async () => {
    const set = setOf(FILES);
    const pages = await all(set);
    expect(set.kind).toBe('obsidian');
    expect([...pages.values()].map(({ key, parent, title, isMade }) => [key, parent, title, isMade])).toEqual(
      [
        ['Groups/', null, 'Groups', true],
        ['Groups/North/', 'Groups/', 'North', true],
        ['Groups/North/Oak', 'Groups/North/', 'Oak', false],
        ['Groups/Plan', 'Groups/', 'The Plan', false],
        ['Home', null, 'Our Home', false],
      ],
    );
    const home = pages.get('Home');
    const steps = sectionBlock('Groups/Plan', 'next-steps');
    expect(shapeOf(home?.content)).toBe(`doc
  paragraph: See <link${pageHref('Groups/Plan')}>Plan</>, <link${pageHref('Groups/Plan', steps)}>the steps</>, <link${pageHref('Groups/North/Oak')}>Groups/North/Oak</> and <link${pageHref('Nowhere')}>Nowhere</> #decision #2024
  image
  paragraph: <link${shownHref('Groups/North/Oak')}>Oak</>
  image alt=a map
  paragraph:  and <link${file('assets/rules one.pdf')}>the rules</>
  attachment name=the rules
  paragraph: <link#block-${sectionBlock('Home', 'part-two')}>below</> <link${pageHref('Groups/Plan', steps)}>more</> <code>[[code]]</>
  callout kind=note
    paragraph: <bold>Title</>
    paragraph: Text
  callout kind=note
    paragraph: <bold>question</>
    paragraph: Why?
  heading level=2: Part Two`);
    expect(pages.get('Groups/Plan')?.content.content?.[0]?.attrs?.id).toBe(steps);
    expect(home).toMatchObject({
      tags: ['alliance', 'north', 'decision'],
      properties: { aliases: ['Start', 'Begin'] },
      links: ['Groups/Plan', 'Groups/North/Oak'],
      wanted: ['Nowhere'],
      media: ['assets/map.png', 'assets/rules one.pdf'],
    });
    expect(home?.losses.map(({ code, count }) => [code, count])).toEqual([['properties', 1]]);
    expect(set.losses()).toEqual([
      { code: 'otherFiles', count: 1, places: ['.obsidian/app.json'] },
      { code: 'wantedPages', count: 1, places: ['Nowhere (Home)'] },
    ]);
  });
});

test('SETS-8, EMBED-8 what a vault shows within a page by itself is shown there, and in a line it is a link', async () => {
  const set = setOf({
    'Vault/.obsidian/app.json': '{}',
    'Vault/Plan.md': '# Plan\n\n## Next Steps\n\nx',
    'Vault/Home.md':
      '![[Plan]]\n\n![[Plan#Next Steps]]\n\nsee ![[Plan]] there\n\n![[Nowhere]]\n\n![[Plan#^abc]]\n\n[[Plan]]',
  });
  const home = (await all(set)).get('Home');
  const id = '0192f000-0000-7000-8000-00000000000a';
  const moved = withTargets(home?.content ?? { type: 'doc' }, {
    page: ({ key, block }) => (key === 'Plan' ? `/d/${id}${block === null ? '' : `#block-${block}`}` : null),
  });
  const steps = sectionBlock('Plan', 'next-steps');
  expect(moved.content?.slice(0, 2)).toEqual([
    { type: 'transclusion', attrs: { documentId: id, blockId: null } },
    { type: 'transclusion', attrs: { documentId: id, blockId: steps } },
  ]);
  expect(shapeOf({ type: 'doc', content: moved.content?.slice(2) ?? [] })).toBe(`doc
  paragraph: see <link/d/${id}>Plan</> there
  paragraph: Nowhere
  paragraph: <link/d/${id}#block-${sectionBlock('Plan', 'abc')}>Plan › ^abc</>
  paragraph: <link/d/${id}>Plan</>`);
  expect(home?.losses.map(({ code, count }) => [code, count])).toEqual([['inclusions', 3]]);
  expect(home).toMatchObject({ links: ['Plan'], wanted: ['Nowhere'] });
});

test('SETS-9 an export of Outline has collections, pages below pages, and what was uploaded', async () => {
  const upload = 'uploads/11111111-2222-4333-8444-555555555555/aaaa/map.png';
  const set = setOf({
    'Forest/Welcome.md': `# Welcome\n\n![](${upload.replace('uploads', '../uploads')})\n\n[Plan](./Welcome/Plan.md)`,
    'Forest/Welcome/Plan.md': '# Plan\n\nx',
    [upload]: 'png',
  });
  const pages = await all(set);
  expect(set.kind).toBe('outline');
  expect([...pages.values()].map(({ key, parent, title }) => [key, parent, title])).toEqual([
    ['Forest/', null, 'Forest'],
    ['Forest/Welcome', 'Forest/', 'Welcome'],
    ['Forest/Welcome/Plan', 'Forest/Welcome', 'Plan'],
  ]);
  expect(pages.get('Forest/Welcome')).toMatchObject({ links: ['Forest/Welcome/Plan'], media: [upload] });
});

test('SETS-10 an export of Notion, in archives within the archive, has no ids in its titles, and databases as tables', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
  const part = zip({
    [`Home ${a}.md`]: `# Home\n\n[Tasks](Tasks%20${b}.csv)\n`,
    [`Tasks ${b}.csv`]: 'Name,State\nRice,open\n',
    [`Tasks ${b}_all.csv`]: '\uFEFFName,State\nRice,open\n"Be,""ans""",done\n',
    [`Tasks ${b}/Rice ${c}.md`]: '# Rice\n\nState: open\n',
  });
  const set = setOf({ 'Export-Part-1.zip': part, 'Export-Part-2.zip': 'no archive' });
  const pages = await all(set);
  expect(set.kind).toBe('notion');
  expect([...pages.values()].map(({ key, parent, title }) => [key, parent, title])).toEqual([
    [`Home ${a}`, null, 'Home'],
    [`Tasks ${b}`, null, 'Tasks'],
    [`Tasks ${b}/Rice ${c}`, `Tasks ${b}`, 'Rice'],
  ]);
  expect(pages.get(`Home ${a}`)?.links).toEqual([`Tasks ${b}`]);
  expect(shapeOf(pages.get(`Tasks ${b}`)?.content)).toContain(
    `<link${pageHref(`Tasks ${b}/Rice ${c}`)}>Rice</>`,
  );
  expect(shapeOf(pages.get(`Tasks ${b}`)?.content)).toContain('paragraph: Be,"ans"');
  expect(pages.get(`Tasks ${b}`)?.losses).toEqual([{ code: 'tableViews', count: 1, places: ['Tasks'] }]);
  expect(set.losses()).toEqual([
    { code: 'otherFiles', count: 2, places: [`Export-Part-2.zip`, `Tasks ${b}.csv`] },
  ]);
});

test('SETS-11 an archive of HedgeDoc is a page for each note', async () => {
  const set = setOf({
    'abc.md': '---\ntitle: Plenary\ntags: minutes, north\n---\n[TOC]\n\n:::info\nx\n:::\n',
    'def.md': '# Two\n\nx',
  });
  const pages = await all(set);
  expect(set.kind).toBe('hedgedoc');
  expect(
    [...pages.values()].map(({ title, tags, losses }) => [title, tags, losses.map(({ code }) => code)]),
  ).toEqual([
    ['Plenary', ['minutes', 'north'], ['pluginSyntax']],
    ['Two', [], []],
  ]);
  expect(shapeOf(pages.get('abc')?.content)).toContain('tableOfContents');
});

test('SETS-12 an archive of pads is a page for each, of which the format is taken that says the most', async () => {
  const set = setOf({
    'pads/plenary.etherpad': etherpadFromSource(aSource(), 1),
    'pads/plenary.txt': 'Agenda',
    'pads/other.html': '<p>Two <b>x</b></p>',
    'pads/broken.etherpad': '{',
  });
  const pages = await all(set);
  expect(set.kind).toBe('etherpad');
  expect([...pages.keys()]).toEqual(['broken', 'other', 'plenary']);
  expect(shapeOf(pages.get('plenary')?.content)).toContain('Innermost');
  expect(shapeOf(pages.get('other')?.content)).toBe('doc\n  paragraph: Two <bold>x</>');
  expect(set.losses()).toEqual([
    { code: 'refusedPages', count: 1, places: ['broken.etherpad'] },
    { code: 'otherFiles', count: 1, places: ['plenary.txt'] },
  ]);
});

test.each([
  [['data/pages/a.txt'], 'dokuwiki'],
  [['pages/a/b.txt', 'x.md'], 'dokuwiki'],
  [['a.md', 'b.md'], 'hedgedoc'],
  [['a/b.md'], 'obsidian'],
  [['a.txt'], 'etherpad'],
  [['a.exe'], null],
  [[], null],
])('SETS-13 what %j is is known by the names', (names, kind) => {
  expect(setKindOf(names)).toBe(kind);
});

test('SETS-13 what holds no pages is refused', () => {
  expect(() => setOf({ 'a.exe': 'x' })).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

describe('properties', () => {
  test.each([
    [
      'a: 1\nb: "x: y" # z\nc: \'it\'\'s\'\nd:\n- e\n- "f"',
      { a: '1', b: 'x: y', c: "it's", d: ['e', 'f'] },
      0,
    ],
    ['a: &x [1, 2]\nb: *x\nc: !!js/function x\nd: |\n  text\n  more', {}, 6],
    ['__proto__: x\nconstructor: y', { ['__proto__']: 'x', constructor: 'y' }, 0],
    ['a: [b, "c, d"]', { a: ['b', 'c, d'] }, 0],
  ])('SETS-14, ATT-30 of %j are read, and what refers to something is not', (matter, properties, unread) => {
    const read = readFrontMatter(`---\n${matter}\n---\nText`);
    expect(Object.entries(read.properties)).toEqual(Object.entries(properties));
    expect(read.unread).toHaveLength(unread);
    expect(read.rest).toBe('Text');
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  test('SETS-14 a line at the beginning without an end is none of them', () => {
    for (const text of ['---\nno end', '---\n', `---\n${'a: b\n'.repeat(600)}---\n`, 'a\n---\n'])
      expect(readFrontMatter(text)).toMatchObject({ unread: [], rest: text });
  });

  test('SETS-14, ATT-30 however they repeat signs, the time follows the length', () => {
    for (const sign of ['a: ', '- ', '[', '"', "'", '\\"', '&a ', ' ', ':', 'a: [', '---\n']) {
      const start = process.cpuUsage();
      readFrontMatter(`---\n${sign.repeat(200_000 / sign.length)}\n---\n`);
      readCsv(sign.repeat(20_000));
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(2_000);
    }
  });
});
