import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NodeJson } from '@plenum/editor/schema/json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonFromDocx } from './docx/json-from-docx.ts';
import { jsonFromEtherpad } from './etherpad/json-from-etherpad.ts';
import { jsonFromHtml } from './html/json-from-html.ts';
import { jsonFromMarkdownFile } from './markdown/json-from-markdown-file.ts';
import { jsonFromOdt } from './odt/json-from-odt.ts';
import { docxFile, docxParagraph } from './testing/docx-file.ts';
import { odtFile } from './testing/odt-file.ts';
import { shapeOf } from './testing/shape.ts';

let address: string;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(String(request.url));
  response.end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ENTITIES =
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
const refused = expect.objectContaining({ code: 'invalid_input' });
const tooLarge = expect.objectContaining({ code: 'too_large' });

describe('XML', () => {
  test('IO-7, ATT-30 a DOCX file with a document type is refused, so that there are no entities', async () => {
    const file = docxFile(docxParagraph('&c;'), { prolog: ENTITIES });
    await expect(jsonFromDocx(file)).rejects.toEqual(refused);
    const harmless = docxFile(docxParagraph('x'), { prolog: '<!DOCTYPE x>' });
    await expect(jsonFromDocx(harmless)).rejects.toEqual(refused);
  });

  test('IO-7, ATT-30 so is an ODT file, in each of its parts', () => {
    expect(() => jsonFromOdt(odtFile('<text:p>&c;</text:p>', { prolog: ENTITIES }))).toThrow(refused);
    const styles = `${ENTITIES}<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`;
    const files = [{ name: 'styles.xml', content: styles }];
    expect(() => jsonFromOdt(odtFile('<text:p/>', { files }))).toThrow(refused);
  });

  test('IO-7 elements that lie too deep are refused', async () => {
    const deep = '<w:sdt><w:sdtContent>'.repeat(200) + '</w:sdtContent></w:sdt>'.repeat(200);
    await expect(jsonFromDocx(docxFile(deep))).rejects.toEqual(tooLarge);
    const sections = '<text:section>'.repeat(400) + '</text:section>'.repeat(400);
    expect(() => jsonFromOdt(odtFile(sections))).toThrow(tooLarge);
  });

  test('IO-7 what stands for millions of cells is refused or read once', () => {
    const cell =
      '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>';
    const rows = `<table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row>`;
    expect(() => jsonFromOdt(odtFile(`<table:table>${rows}</table:table>`))).toThrow(tooLarge);
    const empty =
      '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>';
    const { content } = jsonFromOdt(odtFile(`<table:table>${empty}</table:table>`));
    expect(content.content?.[0]?.content).toHaveLength(1);
  });
});

describe('what lies elsewhere', () => {
  const picture = (attribute: string) =>
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${attribute}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

  test.each([
    ['a picture at an address', () => `${address}/picture.png`],
    ['a file of the server', () => 'file:///etc/passwd'],
    ['a path', () => '../../../../etc/passwd'],
  ])('IO-8, ATT-30 of a DOCX file %s is never read', async (_, target) => {
    const relationships = { p1: { type: 'image', target: target(), isExternal: true } };
    for (const attribute of ['r:link="p1"', 'r:embed="p1"']) {
      const read = await jsonFromDocx(docxFile(picture(attribute), { relationships }));
      expect(read.pictures).toEqual([]);
      expect(shapeOf(read.content)).toContain('A map');
      expect(read.losses.map(({ code }) => code)).toEqual([
        expect.stringMatching(/^(remote|missing)Pictures$/),
      ]);
    }
    expect(asked).toEqual([]);
  });

  test('IO-8 of an ODT file a picture elsewhere is never read', () => {
    for (const href of [`${address}/p.png`, '../../etc/passwd', 'file:///etc/passwd']) {
      const frame = `<text:p><draw:frame><draw:image xlink:href="${href}"/><svg:desc>A map</svg:desc></draw:frame></text:p>`;
      const { pictures, content, losses } = jsonFromOdt(odtFile(frame));
      expect([pictures, shapeOf(content).includes('A map')]).toEqual([[], true]);
      expect(losses).toEqual([{ code: 'remotePictures', count: 1, places: ['A map'] }]);
    }
    expect(asked).toEqual([]);
  });

  test('IO-8 of a page nothing is fetched or run, and a picture elsewhere is a link', () => {
    const page = `<link rel=stylesheet href="${address}/s"><script src="${address}/x">alert(1)</script><p>See
      <img src="${address}/p.png" alt="the map" onerror="alert(1)"><iframe src="${address}/f"></iframe></p>`;
    const { content, losses } = jsonFromHtml(Buffer.from(page));
    expect(shapeOf(content)).toBe(`doc\n  paragraph: See <link${address}/p.png>the map</>`);
    expect(losses.map(({ code, count }) => [code, count])).toEqual([
      ['embedded', 1],
      ['scripts', 1],
      ['remotePictures', 1],
    ]);
    expect(asked).toEqual([]);
  });
});

describe('links', () => {
  const BAD = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'file:///etc/passwd',
  ];
  const hrefs = (json: NodeJson): unknown[] => [
    ...(json.marks ?? []).filter(({ type }) => type === 'link').map(({ attrs }) => attrs?.href),
    ...(json.content ?? []).flatMap(hrefs),
  ];

  test.each(BAD)('IO-8, ATT-28 %j is no link, in whatever file it stands', async (target) => {
    const escaped = target.replace('\t', '&#9;');
    const relationships = { l1: { type: 'hyperlink', target: escaped, isExternal: true } };
    const docx = docxFile('<w:p><w:hyperlink r:id="l1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>', {
      relationships,
    });
    const read = [
      await jsonFromDocx(docx),
      jsonFromOdt(odtFile(`<text:p><text:a xlink:href="${escaped}">here</text:a></text:p>`)),
      jsonFromHtml(Buffer.from(`<p><a href="${escaped}">here</a></p>`)),
      jsonFromEtherpad(Buffer.from(JSON.stringify(padWith(target)))),
    ];
    for (const { content } of read) {
      expect(hrefs(content)).toEqual([]);
      expect(shapeOf(content)).toContain('here');
    }
    expect(read.slice(0, 3).map(({ losses }) => losses.map(({ code }) => code))).toEqual([
      ['unsafeLinks'],
      ['unsafeLinks'],
      ['unsafeLinks'],
    ]);
  });

  const padWith = (url: string) => ({
    'pad:x': {
      atext: { text: 'here\n', attribs: '*0+4|1+1' },
      pool: { numToAttrib: { 0: ['url', url] }, nextNum: 1 },
    },
  });
});

describe('garbage', () => {
  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"__proto__":{"polluted":1},"pad:x":{}}',
    '{"pad:x":{"atext":{"text":"a\\n","attribs":"*zzzz"},"pool":{}}}',
    '{"pad:x":{"atext":{"text":5,"attribs":"+1"},"pool":{}}}',
  ])('IO-7, ATT-30 %j is no pad', (content) => {
    expect(() => jsonFromEtherpad(Buffer.from(content))).toThrow(refused);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('IO-7 a pad whose pool is garbage is only its text', () => {
    const pool = { numToAttrib: { 0: ['__proto__', 'x'], 1: ['constructor', 'y'], 2: 7 } };
    const pad = { 'pad:x': { atext: { text: 'abc\n', attribs: '*0*1*2*9+3|1+1' }, pool } };
    expect(shapeOf(jsonFromEtherpad(Buffer.from(JSON.stringify(pad))).content)).toBe('doc\n  paragraph: abc');
  });

  test('IO-7 no depth of a page is too much', () => {
    for (const tag of ['div', 'b', 'blockquote', 'ul><li', 'table><tr><td', 'details', 'span']) {
      const { content } = jsonFromHtml(Buffer.from(`${`<${tag}>`.repeat(2000)}deep`));
      expect(shapeOf(content)).toContain('deep');
    }
  });

  test('IO-7, ATT-30 what stands as YAML before Markdown is not unfolded', () => {
    const yaml = '---\na: &a ["x","x"]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: "Minutes"\n---\n\nText\n';
    const { title, content, losses } = jsonFromMarkdownFile(Buffer.from(yaml));
    expect([title, shapeOf(content)]).toEqual(['Minutes', 'doc\n  paragraph: Text']);
    expect(losses).toMatchObject([{ code: 'properties', count: 3 }]);
  });
});
