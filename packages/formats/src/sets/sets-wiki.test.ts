import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../testing/shape.ts';
import { writeZip, type ZipFile } from '../zip/write-zip.ts';
import { readAccessRules, ruleWords } from './access-rules.ts';
import { dokuwikiSet } from './dokuwiki-set.ts';
import { folderOfZip } from './folder.ts';
import type { PageSet, SetPage } from './page-set.ts';
import { mediumId, pageHref, sectionBlock, withTargets } from './references.ts';
import { wikiRoot } from './wiki-files.ts';

const ACL = `# acl.auth.php
# <?php exit()?>
*	@ALL	1
group:*	@north%20group	8
group:plan	ada	0
user:*	%USER%	16
`;

const FILES: Record<string, string | Uint8Array> = {
  'dokuwiki/data/pages/start.txt':
    '====== Forest ======\n[[group:]] [[group:north:plan#when]] [[nowhere]] [[group:north:plan#never|x]]',
  'dokuwiki/data/pages/group/start.txt': '{{:group:map.png|Map}} {{:group:gone.png}}',
  'dokuwiki/data/pages/group/north/plan.txt':
    '====== Plan ======\n===== When =====\nSoon. {{..:rules.pdf|Rules}}',
  'dokuwiki/data/pages/group/north/empty.txt': ' \n',
  'dokuwiki/data/pages/secret/notes.txt': 'Notes [[..:start#forest]]',
  'dokuwiki/data/pages/%C3%BCbung.txt': 'x',
  'dokuwiki/data/media/group/map.png': 'png',
  'dokuwiki/data/media/group/rules.pdf': 'pdf',
  'dokuwiki/data/attic/group/north/plan.1600000000.txt.gz': gzipSync('Earlier **text**'),
  'dokuwiki/data/attic/group/north/plan.1600000200.txt.gz': gzipSync('Soon.'),
  'dokuwiki/data/attic/group/north/plan.1600000050.txt.bz2': 'BZh',
  'dokuwiki/data/attic/gone.1500000000.txt.gz': gzipSync('Gone'),
  'dokuwiki/data/meta/group/north/plan.changes':
    '1600000000\t10.1.2.3\tC\tgroup:north:plan\tada\tcreated\t\t12\n1600000100\t10.1.2.3\tE\tgroup:north:plan\tbob\tmore\t\t3\n1600000200\t10.1.2.3\tE\tgroup:north:plan\t\tsoon\t\t3\n',
  'dokuwiki/data/meta/group/north/plan.meta': 'a:0:{}',
  'dokuwiki/data/cache/1/a.xhtml': 'x',
  'dokuwiki/data/cache/1/b.xhtml': 'x',
  'dokuwiki/conf/acl.auth.php': ACL,
  'dokuwiki/conf/users.auth.php': '# <?php exit()?>\nada:$1$x$hash:Ada:ada@x.example:user\n',
  'dokuwiki/conf/local.php': "<?php\n$conf['title'] = 'F';\n$conf['hidepages'] = '^:secret';\n",
  '../evil.txt': 'x',
};

function set(files = FILES): PageSet {
  const entries: ZipFile[] = Object.entries(files).map(([name, content]) => ({ name, content }));
  const folder = folderOfZip(writeZip(entries));
  return dokuwikiSet(folder, wikiRoot(folder.names) ?? '');
}

async function all(from: PageSet): Promise<SetPage[]> {
  const pages: SetPage[] = [];
  for await (const page of from.pages()) pages.push(page);
  return pages;
}

describe('a DokuWiki', () => {
  test('SETS-2, EMBED-8 what the plugin for inclusion shows by itself is shown, as far as it is there', async () => {
    const pages = await all(
      set({
        'dokuwiki/data/pages/start.txt':
          '{{page>group:plan}}\n\n{{section>group:plan#when&noheader}}\n\nsee {{page>group:plan}} there\n\n{{page>nowhere}}',
        'dokuwiki/data/pages/group/plan.txt': '====== Plan ======\n===== When =====\nSoon.',
      }),
    );
    const start = pages.find(({ key }) => key === 'start');
    const id = '0192f000-0000-7000-8000-00000000000a';
    const content = withTargets(start?.content ?? { type: 'doc' }, {
      page: ({ block }) => `/d/${id}${block === null ? '' : `#block-${block}`}`,
    }).content;
    expect(content?.slice(0, 2)).toEqual([
      { type: 'transclusion', attrs: { documentId: id, blockId: null } },
      { type: 'transclusion', attrs: { documentId: id, blockId: sectionBlock('group:plan', 'when') } },
    ]);
    expect(shapeOf({ type: 'doc', content: content?.slice(2) ?? [] })).toBe(
      `doc\n  paragraph: see <link/d/${id}>group:plan</> there\n  paragraph: {{page>nowhere}}`,
    );
    expect(start?.losses.map(({ code }) => code)).toEqual(['pluginSyntax']);
  });

  test('SETS-1 is a tree of pages, those above first, with start pages for namespaces', async () => {
    const wiki = set();
    const pages = await all(wiki);
    expect(pages.map(({ key, parent, title, isMade }) => [key, parent, title, isMade])).toEqual([
      ['group:start', null, 'group', false],
      ['group:north:', 'group:start', 'north', true],
      ['group:north:plan', 'group:north:', 'Plan', false],
      ['secret:', null, 'secret', true],
      ['secret:notes', 'secret:', 'notes', false],
      ['start', null, 'Forest', false],
      ['übung', null, 'übung', false],
    ]);
    expect(wiki.size).toBe(7);
    expect((await all(set())).map(({ content }) => content)).toEqual(pages.map(({ content }) => content));
  });

  test('SETS-2 its links lead to pages of the set and their sections; what is not there is named', async () => {
    const wiki = set();
    const pages = new Map((await all(wiki)).map((page) => [page.key, page]));
    const start = pages.get('start');
    const when = sectionBlock('group:north:plan', 'when');
    expect(shapeOf(start?.content)).toContain(
      `<link${pageHref('group:start')}>group</> <link${pageHref('group:north:plan', when)}>plan</> <link${pageHref('nowhere')}>nowhere</>`,
    );
    expect(pages.get('group:north:plan')?.content.content?.[0]?.attrs?.id).toBe(when);
    expect([start?.links, start?.wanted]).toEqual([['group:start', 'group:north:plan'], ['nowhere']]);
    const losses = wiki.losses();
    expect(losses).toContainEqual({ code: 'wantedPages', count: 1, places: ['nowhere (start)'] });
    expect(losses).toContainEqual({ code: 'lostAnchors', count: 1, places: ['start: x'] });
  });

  test('SETS-3 has its media, each by an id that stays the same', async () => {
    const wiki = set();
    expect(wiki.media.map(({ key, id, name }) => [key, id, name])).toEqual([
      ['group:map.png', mediumId('group:map.png'), 'map.png'],
      ['group:rules.pdf', mediumId('group:rules.pdf'), 'rules.pdf'],
    ]);
    expect(Buffer.from(wiki.media[0]?.read() ?? []).toString()).toBe('png');
    const pages = new Map((await all(wiki)).map((page) => [page.key, page]));
    expect(pages.get('group:start')?.media).toEqual(['group:map.png']);
    expect(pages.get('group:start')?.losses).toEqual([
      { code: 'missingPictures', count: 1, places: [':group:gone.png'] },
    ]);
    expect(pages.get('group:north:plan')?.media).toEqual(['group:rules.pdf']);
  });

  test('SETS-4 has old versions with who made them and when, and no addresses', async () => {
    const wiki = set();
    const plan = (await all(wiki)).find(({ key }) => key === 'group:north:plan');
    expect(plan?.change).toEqual({ at: new Date(1600000200_000), author: null, summary: 'soon' });
    expect(
      plan?.revisions.map(({ key, author, summary, at }) => [key, author, summary, at?.getTime()]),
    ).toEqual([
      ['group:north:plan@1600000000', 'ada', 'created', 1600000000_000],
      ['group:north:plan@1600000050', null, '', 1600000050_000],
    ]);
    expect(shapeOf(plan?.revisions[0]?.read())).toBe('doc\n  paragraph: Earlier <bold>text</>');
    expect(plan?.revisions[1]?.read()).toBeNull();
    expect(wiki.losses()).toContainEqual({
      code: 'lostRevisions',
      count: 2,
      places: [
        'group:north:plan, 2020-09-13T12:28:20.000Z',
        'dokuwiki/data/attic/group/north/plan.1600000050.txt.bz2',
      ],
    });
    expect(JSON.stringify([plan, wiki.losses()])).not.toContain('10.1.2.3');
  });

  test('SETS-5 tells by name of everything that does not come along', async () => {
    const wiki = set();
    await all(wiki);
    const places = new Map(wiki.losses().map(({ code, places }) => [code, places]));
    expect(places.get('accessRules')).toEqual([
      'In the whole wiki: everybody may read.',
      'Below “group”: the group “north group” may edit, create pages and upload files.',
      'On “group:plan”: ada may do nothing.',
      'Below “user”: each person on what is theirs may do everything, deleting files too.',
    ]);
    expect(places.get('accounts')).toEqual(['ada']);
    expect(places.get('emptyPages')).toEqual(['group:north:empty']);
    expect(places.get('deletedPages')).toEqual(['gone']);
    expect(places.get('hiddenPages')).toEqual(['secret:notes']);
    expect(places.get('otherFiles')).toEqual([
      'dokuwiki/conf/local.php',
      'dokuwiki/data/cache/ (2)',
      'dokuwiki/data/meta/*.meta',
      '../evil.txt',
    ]);
    expect(JSON.stringify([...places])).not.toMatch(/hash|ada@x/);
  });

  test('SETS-5 rules are said in German, too', () => {
    expect(readAccessRules(ACL).map((rule) => ruleWords(rule, 'de'))[1]).toBe(
      'Unter „group“: Gruppe „north group“ dürfen ändern, Seiten anlegen und Dateien hochladen.',
    );
  });

  test('SETS-6 a page that cannot be read is named, and the others are read', async () => {
    const wiki = set({
      'pages/big.txt': Buffer.alloc(5 * 2 ** 20, 'x'),
      'pages/small.txt': 'y',
      'attic/small.1.txt.gz': gzipSync(Buffer.alloc(20 * 2 ** 20)),
    });
    const pages = await all(wiki);
    expect(pages.map(({ key, content }) => [key, shapeOf(content)])).toEqual([
      ['big', 'doc\n  paragraph: '],
      ['small', 'doc\n  paragraph: y'],
    ]);
    expect(pages[1]?.revisions[0]?.read()).toBeNull();
    expect(wiki.losses().map(({ code, places }) => [code, places])).toEqual([
      ['refusedPages', ['big']],
      ['lostRevisions', ['attic/small.1.txt.gz']],
    ]);
  });
});

describe('an archive', () => {
  test.each([
    '../x.md',
    '/etc/passwd',
    'a/../../x',
    'C:/x',
    '..\\x',
    'a//b',
    `${'a/'.repeat(100)}x`,
    'a\u0000b',
    '',
  ])('SETS-7, ATT-30 a file called %j is none of its folder', (name) => {
    const folder = folderOfZip(
      writeZip([
        { name, content: 'x' },
        { name: 'b.md', content: 'y' },
      ]),
    );
    expect(folder.names).toEqual(['b.md']);
    expect(folder.refused).toEqual([name]);
  });

  test('SETS-7, ATT-30 a link to another file is none', () => {
    const bytes = Buffer.from(
      writeZip([
        { name: 'a.md', content: '/etc/passwd' },
        { name: 'b.md', content: 'y' },
      ]),
    );
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt8(3, entry + 5);
    bytes.writeUInt16LE(0o120777, entry + 40);
    expect(folderOfZip(bytes)).toMatchObject({ names: ['b.md'], refused: ['a.md'] });
  });

  test('SETS-7, ATT-30 what unpacks to too much is refused', () => {
    const bomb = writeZip([{ name: 'pages/a.txt', content: Buffer.alloc(2 ** 21) }]);
    const folder = folderOfZip(bomb, { entryBytes: 2 ** 20 });
    expect(() => folder.read('pages/a.txt')).toThrow(expect.objectContaining({ code: 'too_large' }));
  });
});
