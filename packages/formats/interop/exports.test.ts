import { createRequire } from 'node:module';
import { exportFile } from '@plenum/editor/export/export-file';
import { parse, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { docxFromSource } from '../src/docx/docx-from-source.ts';
import { etherpadFromSource } from '../src/etherpad/etherpad-from-source.ts';
import { htmlFromSource } from '../src/html/html-from-source.ts';
import { attribute, elementsIn, textOfHtml } from '../src/html/tree.ts';
import { odtFromSource } from '../src/odt/odt-from-source.ts';
import { aSource, SAMPLE } from '../src/testing/sample.ts';
import { nodesOf, type PandocNode, pandoc, readByPandoc, wordsIn } from './programs.ts';

/** What somebody finds in each exported file, whatever program they have. */
const WORDS = [
  'Agenda',
  'Bold',
  'Second',
  'goes on',
  'Innermost',
  'Rice',
  'Nobody owns',
  'closes at ten',
  'talk();',
  'Minutes',
  'Everybody',
  'Folded away',
  'שלום עולם',
  'A note with',
];

const FILES: Record<string, () => Promise<PandocNode>> = {
  docx: async () => readByPandoc(await docxFromSource(aSource()), 'docx'),
  odt: async () => readByPandoc(odtFromSource(aSource()), 'odt'),
  html: async () => readByPandoc(Buffer.from(htmlFromSource(aSource())), 'html'),
};

describe.each(Object.entries(FILES))('%s in pandoc', (format, open) => {
  test('IO-2 holds text, headings, lists, tables, links, notes and pictures', async () => {
    const tree = await open();
    const words = wordsIn(tree);
    for (const word of WORDS) expect(words).toContain(word);
    const headings = nodesOf(tree, 'Header').map((header) =>
      Array.isArray(header) ? [header[0], wordsIn(header[2])] : [],
    );
    for (const heading of [
      [1, 'Agenda'],
      [2, 'Lists'],
      [3, 'Blocks'],
      [4, 'Rest'],
    ])
      expect(headings).toContainEqual(heading);
    expect(nodesOf(tree, 'BulletList').length).toBeGreaterThan(0);
    expect(nodesOf(tree, 'OrderedList').length).toBeGreaterThan(1);
    expect(nodesOf(tree, 'Table')).toHaveLength(1);
    expect(JSON.stringify(nodesOf(tree, 'Link'))).toContain('https://example.org/?a=1&b=2');
    expect(nodesOf(tree, 'Image')).toHaveLength(1);
    if (format !== 'html')
      expect(nodesOf(tree, 'Note').map(wordsIn)).toEqual(['A note with weight.And more of it.']);
    for (const type of ['Strong', 'Emph']) expect(nodesOf(tree, type).length).toBeGreaterThan(0);
  });
});

test('IO-2 Markdown is opened by pandoc', () => {
  const { text } = exportFile({ title: 'Minutes', content: SAMPLE, format: 'markdown' });
  const tree: PandocNode = JSON.parse(pandoc(['--from', 'gfm+footnotes', '--to', 'json'], text).toString());
  const words = wordsIn(tree);
  for (const word of WORDS) expect(words).toContain(word);
  expect(nodesOf(tree, 'Header')).toHaveLength(4);
  expect(nodesOf(tree, 'Table')).toHaveLength(1);
  expect(nodesOf(tree, 'Note')).toHaveLength(1);
  expect(nodesOf(tree, 'BulletList').length).toBeGreaterThan(1);
  expect(JSON.stringify(nodesOf(tree, 'Link'))).toContain('https://example.org/?a=1&b=2');
  expect(nodesOf(tree, 'Image')).toHaveLength(1);
});

test('IO-2 HTML is one file that a parser of HTML finds everything in, and that asks for nothing', () => {
  const page = parse(htmlFromSource(aSource()));
  const elements = [...elementsIn(page)];
  const count = (name: string): number => elements.filter(({ tagName }) => tagName === name).length;
  expect([
    count('h1'),
    count('h2'),
    count('table'),
    count('img'),
    count('blockquote'),
    count('details'),
  ]).toEqual([2, 1, 1, 1, 1, 1]);
  expect(count('li')).toBe(8);
  for (const word of WORDS) expect(textOfHtml(page)).toContain(word);
  const addresses = elements.flatMap((element) =>
    ['src', 'srcset', 'data', 'poster'].map((name) => attribute(element, name) ?? ''),
  );
  expect(
    addresses.filter((address) => address !== '' && !address.startsWith('data:image/png;base64,')),
  ).toEqual([]);
  expect(elements.filter(({ tagName }) => ['script', 'link', 'iframe', 'object'].includes(tagName))).toEqual(
    [],
  );
  expect(parseFragment('').childNodes).toEqual([]);
});

test('IO-2 plain text is the text, and JSON is JSON', () => {
  const { text } = exportFile({ title: 'Minutes', content: SAMPLE, format: 'text' });
  for (const word of WORDS) expect(text).toContain(word);
  const json = JSON.parse(exportFile({ title: 'Minutes', content: SAMPLE, format: 'json' }).text);
  expect(json).toEqual({ title: 'Minutes', content: SAMPLE });
});

test('IO-2, IO-15 a pad passes what Etherpad checks when it imports one, and tells of no author', () => {
  const library = process.env.ETHERPAD ?? '';
  const load = createRequire(library);
  const Changeset = load('./Changeset.js');
  const AttributePool = load('./AttributePool.js');
  const records = JSON.parse(etherpadFromSource(aSource(), 1));
  const pad = records['pad:document'];
  const revision = records['pad:document:revs:0'];
  Changeset.checkRep(revision.changeset);
  const pool = new AttributePool().fromJsonable(pad.pool);
  const text = Changeset.applyToAText(revision.changeset, Changeset.makeAText('\n'), pool);
  expect(text).toEqual(pad.atext);
  expect(text).toEqual(revision.meta.atext);
  for (const word of WORDS) expect(text.text).toContain(word);
  expect(text.text).toContain('https://example.org/?a=1&b=2');
  const lists = Object.values(pad.pool.numToAttrib).flatMap((attribute) =>
    Array.isArray(attribute) && attribute[0] === 'list' ? [attribute[1]] : [],
  );
  expect(lists.sort()).toEqual(['bullet1', 'indent1', 'number1', 'number2']);
  expect(JSON.stringify(records)).not.toContain('globalAuthor');
});
