import type { DOMOutputSpec } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { codeHtml } from '../drawing/code-html.ts';
import { diagramUrl } from '../drawing/diagram-url.ts';
import { formulaHtml } from '../drawing/formula-html.ts';
import { htmlFromJson } from '../html/html-from-json.ts';
import type { HtmlOptions } from '../html/options.ts';
import { slidesFromJson } from '../html/slides-from-json.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { projectionFromUpdates } from '../projection/projection.ts';
import { isDrawable, safeAttributes } from '../schema/attributes.ts';
import { safeHref } from '../schema/href.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { hasUnknownParts } from '../yjs/unknown-parts.ts';
import {
  attributesOfParts,
  HOSTILE_VALUES,
  HOSTILE_WORDS,
  hostileDocument,
  SOMEBODY,
} from './hostile-parts.ts';
import { expectInert, expectInertAttribute } from './inert.ts';

const DRAWN: HtmlOptions = { fileUrl: (id) => `/f/${id}`, codeHtml, formulaHtml, diagramUrl };

const CASES: [string, unknown, string][] = [
  ...HOSTILE_WORDS.map((words): [string, unknown, string] => [
    JSON.stringify(words.slice(0, 60)),
    words,
    words,
  ]),
  ...HOSTILE_VALUES.map((value): [string, unknown, string] => [
    `a ${typeof value} ${Array.isArray(value) ? 'of parts' : String(Object(value).type ?? value).slice(0, 30)}`,
    value,
    'evil',
  ]),
  ['somebody’s id', SOMEBODY, 'evil'],
];

test('ATT-28 each attribute of the schema is vetted', () => {
  for (const [type, name] of attributesOfParts()) {
    expect(Object.keys(safeAttributes(type, {})), `${type} ${name}`).toContain(name);
  }
});

test('ATT-28 each part and each attribute of the schema is attacked', () => {
  const found = new Set<string>();
  const fragment = hostileDocument(() => 'evil', 'evil').getXmlFragment(FRAGMENT_NAME);
  for (const element of fragment.createTreeWalker(() => true)) {
    if (element instanceof Y.XmlElement) {
      found.add(element.nodeName);
      for (const name of Object.keys(element.getAttributes())) found.add(`${element.nodeName} ${name}`);
    } else if (element instanceof Y.XmlText) {
      for (const { attributes = {} } of element.toDelta()) {
        for (const [mark, given] of Object.entries(attributes)) {
          found.add(mark);
          for (const name of Object.keys(given as object)) found.add(`${mark} ${name}`);
        }
      }
    }
  }
  const { doc: _doc, text: _text, ...nodes } = documentSchema.nodes;
  expect([...found]).toEqual(
    expect.arrayContaining([
      ...Object.keys(nodes),
      ...Object.keys(documentSchema.marks),
      ...attributesOfParts().map((names) => names.join(' ')),
    ]),
  );
});

test.each(CASES)('ATT-28 %s in every attribute is inert in all that is made of a text', (_, value, words) => {
  const update = Y.encodeStateAsUpdate(hostileDocument(() => value, words));
  const json = jsonFromUpdate(update);
  expect(safeDocument(json).toJSON()).toEqual(json);
  expectInert(htmlFromJson(json, DRAWN));
  expectInert(htmlFromJson(json));
  expectInert(slidesFromJson(json, DRAWN));
  expectInert(htmlFromJson(jsonFromMarkdown(markdownFromJson(json)), DRAWN));
  expect(textFromJson(json)).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Cs}/u);
  const { links, mentions } = projectionFromUpdates([update], { origin: 'http://localhost:3000' });
  for (const { href } of links) expect(safeHref(href)).toBe(href);
  for (const { personId } of mentions) expect(personId).toBe(SOMEBODY);
});

/** All attributes in what a schema says is to be drawn. */
function attributesIn(spec: DOMOutputSpec | undefined): [tag: string, name: string, value: unknown][] {
  if (!Array.isArray(spec)) return [];
  const [tag, ...rest]: unknown[] = [...spec];
  return rest.flatMap((part): [string, string, unknown][] => {
    if (Array.isArray(part)) return attributesIn(part as unknown as DOMOutputSpec);
    if (typeof part !== 'object' || part === null) return [];
    return Object.entries(part).map(([name, value]) => [String(tag), name, value]);
  });
}

test.each(CASES)(
  'ATT-28 %s in every attribute is inert in the editor, or not drawn by it',
  (_, value, words) => {
    const drawable = (name: string) => (isDrawable(name, value) ? value : undefined);
    const fragment = hostileDocument(drawable, words).getXmlFragment(FRAGMENT_NAME);
    expect(hasUnknownParts(fragment)).toBe(false);
    const whole = hostileDocument(() => value, words).getXmlFragment(FRAGMENT_NAME);
    const isWhole = attributesOfParts().every(([, name]) => isDrawable(name, value));
    expect(hasUnknownParts(whole)).toBe(!isWhole);
    const drawn: [string, string, unknown][] = [];
    yXmlFragmentToProseMirrorRootNode(fragment, documentSchema).descendants((node) => {
      if (!node.isText) drawn.push(...attributesIn(node.type.spec.toDOM?.(node)));
      for (const mark of node.marks) drawn.push(...attributesIn(mark.type.spec.toDOM?.(mark, true)));
    });
    expect(drawn.length).toBeGreaterThan(20);
    for (const [tag, name, given] of drawn) {
      if (given === null || given === undefined || name.startsWith('data-')) continue;
      expectInertAttribute(tag, name, String(given));
    }
  },
);
