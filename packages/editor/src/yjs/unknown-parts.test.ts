import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { agendaTemplate } from '../templates/agenda.ts';
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

test('FLT-10 no nesting is too deep', () => {
  const { doc, fragment } = documentOf(null);
  // In one transaction: each costs as much as the document is deep.
  doc.transact(() => {
    let deepest: Y.XmlFragment = fragment;
    for (let level = 0; level < 50_000; level++) {
      const quote = new Y.XmlElement('blockquote');
      deepest.insert(0, [quote]);
      deepest = quote;
    }
  });
  expect(hasUnknownParts(fragment)).toBe(false);
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
