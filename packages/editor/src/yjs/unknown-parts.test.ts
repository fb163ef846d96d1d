import type { Schema } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';
import { agendaTemplate } from '../templates/agenda.ts';
import { attributesOfParts, hostileDocument, PARTS } from '../testing/hostile-parts.ts';
import { randomDocument } from '../testing/random-document.ts';
import { bringsUnknownParts, hasUnknownParts } from './unknown-parts.ts';
import { updateFromJson } from './update-from-json.ts';

type Part = Y.XmlElement | Y.XmlText;

function element(name: string, attributes: Record<string, unknown> = {}, ...children: Part[]): Y.XmlElement {
  const created = new Y.XmlElement(name);
  // Yjs types attributes as strings; its format, and so whoever writes raw Yjs, takes any value.
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value as string);
  created.insert(0, children);
  return created;
}

function text(value: string, marks: Record<string, unknown> = {}): Y.XmlText {
  const created = new Y.XmlText();
  created.insert(0, value, marks);
  return created;
}

function withEmbed(): Y.XmlText {
  const created = new Y.XmlText();
  created.insertEmbed(0, { image: 'x' });
  return created;
}

/** Yjs's types allow no map there; its format does. */
const map = () => new Y.Map() as unknown as Y.XmlText;

function nested(levels: number, inside: Y.XmlElement): Y.XmlElement {
  let whole = inside;
  for (let level = 0; level < levels; level++) whole = element('blockquote', {}, whole);
  return whole;
}

const line = (...children: Part[]) => element('paragraph', {}, ...children);

const UNKNOWN: [string, () => Part][] = [
  ['a node', () => element('poll', {}, line(text('x')))],
  ['a node in another', () => element('blockquote', {}, line(), element('poll'))],
  ['a node in a line', () => line(text('x'), element('equation'))],
  ['a node deep below', () => nested(30, element('poll'))],
  ['an attribute', () => element('paragraph', { colour: 'red' })],
  ['a mark', () => line(text('x', { glow: {} }))],
  ['a mark that may overlap itself', () => line(text('x', { 'comment--0a1B2c3D': {} }))],
  ['an attribute of a mark', () => line(text('x', { link: { href: 'https://a.b', preview: 'y' } }))],
  ['an embedded thing', () => line(withEmbed())],
  ['a text outside of lines', () => text('x')],
  ['a map', () => element('blockquote', {}, map())],
];

const KNOWN: [string, () => Part][] = [
  ['a line', () => line(text('x', { bold: {}, italic: true }), text('y'))],
  ['an attribute without a value', () => element('paragraph', { colour: null })],
  ['a link', () => line(text('x', { link: { href: 'https://a.b', rel: null } }))],
  ['a node where it does not belong', () => element('tableCell', {}, element('taskItem', { checked: true }))],
  ['an element without content', () => element('heading', { level: 2 })],
];

function documentOf(part: Part | null): { doc: Y.Doc; fragment: Y.XmlFragment } {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  fragment.insert(0, [line(text('before')), ...(part ? [part] : []), line(text('after'))]);
  return { doc, fragment };
}

/** What is said of a change that arrives at a copy of a document; formatting takes a second transaction. */
function arriving(doc: Y.Doc, change: () => void): boolean {
  const there = new Y.Doc();
  Y.applyUpdate(there, Y.encodeStateAsUpdate(doc));
  const fragment = there.getXmlFragment(FRAGMENT_NAME);
  there.getXmlFragment('other');
  const said: boolean[] = [];
  there.on('beforeObserverCalls', (transaction) => said.push(bringsUnknownParts(transaction, { fragment })));
  doc.once('update', (update) => Y.applyUpdate(there, update));
  doc.transact(change);
  return said.some(Boolean);
}

test.each(UNKNOWN)('FLT-10 what the schema does not know is found: %s', (_what, part) => {
  expect(hasUnknownParts(documentOf(part()).fragment)).toBe(true);
  const { doc, fragment } = documentOf(null);
  expect(arriving(doc, () => fragment.insert(1, [part()]))).toBe(true);
});

test.each(KNOWN)('FLT-10 what it knows, or whose lack loses nothing, is not: %s', (_what, part) => {
  expect(hasUnknownParts(documentOf(part()).fragment)).toBe(false);
  const { doc, fragment } = documentOf(null);
  expect(arriving(doc, () => fragment.insert(1, [part()]))).toBe(false);
});

test.each<[string, (block: Y.XmlElement, words: Y.XmlText, marked: Y.XmlText) => void, boolean]>([
  ['an unknown attribute', (block) => block.setAttribute('colour', 'red'), true],
  ['an unknown mark', (_, words) => words.format(1, 2, { glow: {} }), true],
  ['an unknown node', (block) => block.insert(1, [new Y.XmlElement('equation')]), true],
  ['a letter', (_, words) => words.insert(1, 'x'), false],
  ['a known mark', (_, words) => words.format(1, 2, { bold: {} }), false],
  ['the end of a mark', (_, __, marked) => marked.format(0, 6, { glow: null }), false],
  ['nothing', (block) => block.delete(0, 1), false],
])('FLT-10 what comes into a block that was there is looked at: %s', (_what, change, expected) => {
  const [words, marked] = [text('words'), text('marked', { glow: {} })];
  const block = element('heading', { level: 1 }, words, marked);
  const { doc } = documentOf(block);
  expect(arriving(doc, () => change(block, words, marked))).toBe(expected);
});

test('FLT-10 a change is judged by what it brings', () => {
  const { doc, fragment } = documentOf(element('poll'));
  expect(arriving(doc, () => fragment.insert(3, [line()]))).toBe(false);
});

test('FLT-10 other types of the document are not looked at', () => {
  const { doc } = documentOf(null);
  const other = doc.getXmlFragment('other');
  expect(arriving(doc, () => other.insert(0, [element('poll')]))).toBe(false);
  expect(arriving(doc, () => doc.getMap('tasks').set('a', new Y.Map([['poll', true]])))).toBe(false);
});

test('FLT-10 what was deleted is not looked at, even where it is kept', () => {
  const { doc, fragment } = documentOf(element('poll'));
  doc.gc = false;
  fragment.delete(1, 1);
  expect(hasUnknownParts(fragment)).toBe(false);
});

test('FLT-10 nested as deep as an editor draws is known, and deeper is not, whichever way it comes', () => {
  const deepOnes: [levels: number, isUnknown: boolean][] = [
    [350, false],
    [450, true],
    [50_000, true],
  ];
  for (const [levels, isUnknown] of deepOnes) {
    const { doc, fragment } = documentOf(null);
    let deepest: Y.XmlFragment = fragment;
    // In one transaction: each costs as much as the document is deep.
    doc.transact(() => {
      for (let level = 0; level < levels; level++) {
        const quote = new Y.XmlElement('blockquote');
        deepest.insert(0, [quote]);
        deepest = quote;
      }
    });
    expect(hasUnknownParts(fragment)).toBe(isUnknown);
    if (levels === 350) expect(arriving(doc, () => deepest.insert(0, [nested(40, line())]))).toBe(false);
    if (levels === 350) expect(arriving(doc, () => deepest.insert(0, [nested(60, line())]))).toBe(true);
  }
});

const cells = (count: number, attributes: Record<string, unknown> = {}) =>
  Array.from({ length: count }, () => element('tableCell', attributes, line()));
const table = (rows: number, ...first: Y.XmlElement[]) =>
  element(
    'table',
    {},
    element('tableRow', {}, ...first),
    ...Array.from({ length: rows - 1 }, () => element('tableRow')),
  );

test.each<[string, () => Part]>([
  ['a cell over a billion columns', () => table(1, ...cells(1, { colspan: 1_000_000_000 }))],
  ['a cell over as many, told by letters', () => table(1, ...cells(1, { colspan: '999999999' }))],
  ['a cell over half a row', () => table(1, ...cells(1, { rowspan: 0.5 }))],
  ['a cell over no column', () => table(1, ...cells(1, { colspan: 0 }))],
  ['thousands of widths', () => table(1, ...cells(1, { colwidth: Array(2_000).fill(1) }))],
  ['a table of a million places', () => table(1_000, ...cells(10, { colspan: 100 }))],
  ['a value with parts', () => element('paragraph', { id: { a: 1 } })],
  ['a list', () => element('codeBlock', { language: ['script', {}] })],
  ['a number beyond all', () => element('heading', { level: 1n })],
  ['bytes', () => element('image', { alt: new Uint8Array(3) })],
  ['a type of Yjs', () => element('image', { alt: new Y.Map([['a', 1]]) })],
])('FLT-10 what no editor could draw is found, whichever way it comes: %s', (_what, part) => {
  expect(hasUnknownParts(documentOf(part()).fragment)).toBe(true);
  const { doc, fragment } = documentOf(null);
  expect(arriving(doc, () => fragment.insert(1, [part()]))).toBe(true);
});

test('FLT-10 what people make of large tables is known', () => {
  const [merged, tall] = [
    cells(1, { colspan: 150, colwidth: Array(150).fill(33.3) }),
    cells(1, { rowspan: 400 }),
  ];
  for (const row of [merged, tall]) {
    expect(hasUnknownParts(documentOf(table(400, ...row)).fragment)).toBe(false);
  }
});

test('FLT-10 a table that becomes too large is found', () => {
  const whole = table(1_000, ...cells(10, { colspan: 10, colwidth: [1.5, 0] }));
  const { doc } = documentOf(whole);
  expect(hasUnknownParts(doc.getXmlFragment(FRAGMENT_NAME))).toBe(false);
  const row = whole.get(0) as Y.XmlElement;
  expect(arriving(doc, () => row.insert(0, cells(9, { colspan: 5 })))).toBe(false);
  expect(arriving(doc, () => row.insert(0, cells(10, { colspan: 100 })))).toBe(true);
});

test('FLT-10 every document that Plenum makes is known', () => {
  const documents = [
    ...Array.from({ length: 60 }, (_, seed) => randomDocument(seed)),
    agendaTemplate({ locale: 'de', date: '2026-11-26' }),
  ];
  for (const [seed, json] of documents.entries()) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, updateFromJson(json));
    expect(hasUnknownParts(doc.getXmlFragment(FRAGMENT_NAME)), `document ${seed}`).toBe(false);
  }
});

/** The schema of an older page, which lacks a type, or an attribute of it. */
function older(lacking: string, attribute?: string): Schema {
  const without = <Type extends { spec: { attrs?: object | null | undefined } }>(
    types: Record<string, Type>,
  ) =>
    Object.fromEntries(
      Object.entries(types).flatMap(([name, type]): [string, unknown][] => {
        if (name !== lacking) return [[name, type]];
        const { [attribute ?? '']: _, ...attrs } = Object(type.spec.attrs);
        return attribute === undefined ? [] : [[name, { ...type, spec: { ...type.spec, attrs } }]];
      }),
    );
  return Object.create(documentSchema, {
    nodes: { value: without(documentSchema.nodes) },
    marks: { value: without(documentSchema.marks) },
  });
}

const LACKS: [string, string | undefined][] = [
  ...[...PARTS.map(({ name }) => name), ...Object.keys(documentSchema.marks)].map(
    (name): [string, undefined] => [name, undefined],
  ),
  ...attributesOfParts(),
];

test.each(LACKS)(
  'FLT-10 a page that is older than %s (%s) finds it unknown, whichever way it comes',
  (name, attribute) => {
    const schema = older(name, attribute);
    const value = (named: string) => (named === 'colwidth' ? [1] : 1);
    const doc = hostileDocument(value, 'words');
    expect(hasUnknownParts(doc.getXmlFragment(FRAGMENT_NAME))).toBe(false);
    expect(hasUnknownParts(doc.getXmlFragment(FRAGMENT_NAME), schema)).toBe(true);
    const there = new Y.Doc();
    const fragment = there.getXmlFragment(FRAGMENT_NAME);
    const said: boolean[] = [];
    there.on('beforeObserverCalls', (transaction) =>
      said.push(bringsUnknownParts(transaction, { fragment, schema })),
    );
    Y.applyUpdate(there, Y.encodeStateAsUpdate(doc));
    expect(said).toContain(true);
  },
);
