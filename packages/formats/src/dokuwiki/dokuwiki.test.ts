import { describe, expect, test } from 'vitest';
import { shapeOf } from '../testing/shape.ts';
import { jsonFromDokuwiki } from './json-from-dokuwiki.ts';
import { NOWHERE, type WikiPlace } from './wiki-place.ts';

const FILE = '01a21938-ac32-76ad-892f-5f28dda6054a';
const place: WikiPlace = {
  ...NOWHERE,
  page: 'group:north:plan',
  pageHref: (id, section) => `/p/${id}${section === null ? '' : `#${section}`}`,
  fileOf: (id) => (id.includes('missing') ? null : FILE),
  blockOf: (section) => `b-${section}`,
};
const read = (text: string) => jsonFromDokuwiki(Buffer.from(text), place);
const shape = (text: string) => shapeOf(read(text).content).replace(/^doc\n {2}/, '');
const lost = (text: string) => read(text).losses.map(({ code, count, places }) => [code, count, ...places]);

describe('a page of DokuWiki', () => {
  test.each([
    [
      'styles',
      "**a** //b// __c__ ''d'' <sub>e</sub> <sup>f</sup> <del>g</del>",
      'paragraph: <bold>a</> <italic>b</> <underline>c</> <code>d</> <subscript>e</> <superscript>f</> <strike>g</>',
    ],
    ['styles in styles', '**__//a//__ b**', 'paragraph: <bold italic underline>a</><bold> b</>'],
    [
      'a sign without its like',
      'a ** b // c http://x.example//d',
      'paragraph: a ** b // c <linkhttp://x.example//d>http://x.example//d</>',
    ],
    ['nothing in signs that say so', '%%**a**%% <nowiki>//b//</nowiki>', 'paragraph: **a** //b//'],
    ['breaks', 'a\\\\ b\\\\\nc \\\\d', 'paragraph: a[hardBreak]b[hardBreak]c \\\\d'],
    [
      'typography',
      '-> <- <-> => <= <=> >> << -- --- 640x480 (c) (tm) (r) ... "x"',
      'paragraph: → ← ↔ ⇒ ⇐ ⇔ » « – — 640×480 © ™ ® … “x”',
    ],
    ['smileys', ':-) 8-) FIXME x:-)', 'paragraph: 🙂 😎 FIXME x:-)'],
    ['a rule', 'a\n----\nb', 'paragraph: a\n  horizontalRule\n  paragraph: b'],
    [
      'mail',
      '<andi@splitbrain.org> [[a@b.example|write]]',
      'paragraph: <linkmailto:andi@splitbrain.org>andi@splitbrain.org</> <linkmailto:a@b.example>write</>',
    ],
    [
      'addresses',
      'see http://www.x.example/a_(b)?c=d//e. or www.x.example, (http://y.example)',
      'paragraph: see <linkhttp://www.x.example/a_(b)?c=d//e>http://www.x.example/a_(b)?c=d//e</>. or <linkhttp://www.x.example>www.x.example</>, (<linkhttp://y.example>http://y.example</>)',
    ],
    ['a link with text', '[[https://x.example/|**go**]]', 'paragraph: <linkhttps://x.example/>**go**</>'],
    [
      'other wikis',
      '[[wp>Consensus Decision#History]] [[doku>config|how]]',
      'paragraph: <linkhttps://en.wikipedia.org/wiki/Consensus_Decision#History>Consensus Decision#History</> <linkhttps://www.dokuwiki.org/config>how</>',
    ],
    [
      'pages',
      '[[Agenda]] [[.:sub:x|y]] [[..:up]] [[:top]] [[a:B c]] [[ns:]] [[a#Some Part]]',
      'paragraph: <link/p/group:north:agenda>Agenda</> <link/p/group:north:sub:x>y</> <link/p/group:up>up</> <link/p/top>top</> <link/p/a:b_c>B c</> <link/p/ns:>ns</> <link/p/group:north:a#some_part>a</>',
    ],
    [
      'code that is moved in',
      'a\n\n  //b//\n    c\nd',
      'paragraph: a\n  codeBlock: //b//\n  c\n  paragraph: d',
    ],
    ['code', '<code java>\nclass A {}\n\n//x\n</code>', 'codeBlock language=java: class A {}\n\n//x'],
    [
      'a file',
      '<file php x.php>\n<?php ?>\n</file>',
      'paragraph: <code>x.php</>\n  codeBlock language=php: <?php ?>',
    ],
    ['no code without an end', '<code>a **b**', 'paragraph: <code>a <bold>b</>'],
    [
      'quotes',
      'a\n> b\n>> c\n> d',
      'paragraph: a\n  blockquote\n    paragraph: b\n    blockquote\n      paragraph: c\n    paragraph: d',
    ],
    ['a picture', 'a {{wiki:x.png?50x20|The map}} b', 'paragraph: a\n  image alt=The map\n  paragraph: b'],
    ['a file to open', '{{doc.pdf|Minutes}}', 'attachment name=Minutes'],
    ['a file in a line', 'see {{doc.pdf}} there', `paragraph: see <link/f/${FILE}>doc.pdf</> there`],
    [
      'a place on the page',
      '[[#Part Two|here]]\n\n===== Part Two =====',
      'paragraph: <link#block-b-part_two>here</>\n  heading level=2: Part Two',
    ],
  ])('DOKU-1 has %s', (_, text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  test('DOKU-1 has headings, of which the first is its title', () => {
    const { title, content, sections, losses } = read(
      '====== Plan ======\n===== A =====\n== E ==\n===== A =====\n===== 12. =====',
    );
    expect([title, sections]).toEqual(['Plan', ['plan', 'a', 'e', 'a1', 'section12']]);
    expect(content.content?.map(({ attrs }) => [attrs?.level, attrs?.id])).toEqual([
      [2, 'b-a'],
      [4, 'b-e'],
      [2, 'b-a1'],
      [2, 'b-section12'],
    ]);
    expect(losses).toEqual([{ code: 'deepHeadings', count: 1, places: ['E'] }]);
  });

  test('DOKU-1 has lists in lists, of both kinds, with code in them', () => {
    expect(shape('  * a\n    - b <code>\nx\n</code> c\n      * d\n  * e\n    code\n  - f')).toBe(`bulletList
    listItem
      paragraph: a
      orderedList
        listItem
          paragraph: b
          codeBlock: x
          paragraph: c
          bulletList
            listItem
              paragraph: d
    listItem
      paragraph: e
      codeBlock:   code
  orderedList
    listItem
      paragraph: f`);
  });

  test('DOKU-1 has tables with headers, merged cells and alignment', () => {
    expect(shape('^ H ^  K  ^^\n| a [[x|y|z]] | :::b | c  |\n|  r| over ||\n| s | ::: | |')).toBe(`table
    tableRow
      tableHeader
        paragraph: H
      tableHeader colspan=2 align=center
        paragraph: K
    tableRow
      tableCell
        paragraph: a <link/p/group:north:x>y|z</>
      tableCell
        paragraph: :::b
      tableCell
        paragraph: c
    tableRow
      tableCell align=right
        paragraph: r
      tableCell colspan=2 rowspan=2
        paragraph: over
    tableRow
      tableCell
        paragraph: s
      tableCell
        paragraph: `);
  });

  test('DOKU-1 has notes, over lines too', () => {
    expect(
      shape('a ((one **b**\nmore)) c ((two {{x.png|map}})) ((never'),
    ).toBe(`paragraph: a [#1] c [#2] ((never
  footnote #1
    paragraph: one <bold>b</> more
  footnote #2
    paragraph: two
    paragraph: map`);
  });

  test.each([
    ['feeds', '{{rss>http://x.example/f.rss 5 author}}', [['feeds', 1, 'http://x.example/f.rss 5 author']]],
    ['what only steers DokuWiki', '~~NOTOC~~ a ~~NOCACHE~~', [['controls', 2, '~~NOTOC~~', '~~NOCACHE~~']]],
    [
      'HTML and PHP',
      '<html>\n<b>x</b>\n</html> <php>echo 1;</php>',
      [['htmlAsCode', 2, '<b>x</b>', 'echo 1;']],
    ],
    [
      'signs of plugins',
      '<WRAP box>x</WRAP> ~~INFO:syntaxplugins~~ {{tag>a b}}',
      [['pluginSyntax', 4, '<WRAP box>', '</WRAP>', '~~INFO:syntaxplugins~~']],
    ],
    ['other wikis that are not known', '[[forest>Oak]]', [['unknownLinks', 1, 'forest>Oak']]],
    [
      'shares and scripts',
      '[[\\\\server\\share|this]] [[javascript:alert(1)|x]]',
      [['unsafeLinks', 2, '\\\\server\\share', 'javascript:alert(1)']],
    ],
    ['pictures that are links', '[[agenda|{{x.png}}]]', [['pictureLinks', 1, 'agenda']]],
    [
      'pictures elsewhere',
      '{{https://x.example/a.gif?20|A}}',
      [['remotePictures', 1, 'https://x.example/a.gif']],
    ],
    ['pictures that are not there', '{{missing.png|A}}', [['missingPictures', 1, 'missing.png']]],
    ['where pictures stood', '{{ x.png|A}}', [['pictureLayout', 1, 'x.png']]],
    ['films', '{{x.mp4}}', [['players', 1, 'x.mp4']]],
    ['code that is more than code', "**''a''**", [['styledCode', 1, 'a']]],
    ['places that are not there', '[[#nowhere]]', [['innerLinks', 1, '#nowhere']]],
  ])('DOKU-2 tells of %s', (_, text, expected) => {
    expect(lost(text)).toEqual(expected);
  });

  test('DOKU-2 keeps the words of what it cannot take', () => {
    const words = shape(
      '<WRAP box>x</WRAP> [[forest>Oak]] [[\\\\server\\share|this]] {{missing.png|A}} {{tag>a b}} [[agenda|{{x.png}}]]',
    );
    expect(words).toBe(
      'paragraph: <WRAP box>x</WRAP> forest>Oak this (\\\\server\\share) A (missing.png) {{tag>a b}}\n  image\n  paragraph: <link/p/group:north:agenda>agenda</>',
    );
  });
});
