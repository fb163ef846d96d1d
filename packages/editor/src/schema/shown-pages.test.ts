import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlFromJson } from '../html/html-from-json.ts';
import { withPlaces } from '../html/shown-pages.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { nextAgenda } from '../meetings/next-agenda.ts';
import { projectionFromJson } from '../projection/projection.ts';
import { doc, p } from '../testing/hard-cases.ts';
import { partOf } from '../text/part-of.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { hasUnknownParts } from '../yjs/unknown-parts.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';
import { documentExtensions } from './extensions.ts';
import type { NodeJson } from './json.ts';
import { safeDocument } from './safe-document.ts';
import { documentSchema, FRAGMENT_NAME } from './schema.ts';

const ID = '01a21938-ac32-76ad-892f-5f28dda6054a';

const show = (documentId: unknown, blockId: unknown = null): NodeJson => ({
  type: 'transclusion',
  attrs: { documentId, blockId },
});
const children = (levels: unknown): NodeJson => ({ type: 'childPages', attrs: { levels } });
const heading = (words: string, id: string, level = 1): NodeJson => ({
  type: 'heading',
  attrs: { id, level },
  content: [{ type: 'text', text: words }],
});
const withoutIds = (json: NodeJson): unknown =>
  JSON.parse(JSON.stringify(json, (key, value) => (key === 'id' ? undefined : value)));

test('EMBED-1 the document has places alone: no text, in no projection but as a link', () => {
  const json = doc(p('a'), show(ID, 'b1'), children(2), p('b'));
  expect(textFromJson(json)).toBe('a\nb');
  expect(projectionFromJson(json, { origin: 'https://plenum.example' })).toMatchObject({
    text: 'a\nb',
    outline: [],
    files: [],
  });
  expect(withoutIds(jsonFromUpdate(updateFromJson(json)))).toMatchObject({
    content: [{ type: 'paragraph' }, show(ID, 'b1'), children(2), { type: 'paragraph' }],
  });
});

test('EMBED-1 whatever raw Yjs puts into a place, nothing is shown or asked for by it', () => {
  const odd = ['"><script>', ID.toUpperCase(), `${ID}/x`, '../x', 7, { a: 1 }, ['x'], null, true];
  for (const value of odd) {
    const html = htmlFromJson(doc(show(value, value), children(value)));
    expect(html).toContain('<div class="shown-page"><p>Text of another page</p></div>');
    expect(html).toContain('<nav class="child-pages" data-levels="');
    expect(html).not.toMatch(/script|href/);
  }
  expect(htmlFromJson(doc(children(7)))).toContain('data-levels="2"');
  expect(htmlFromJson(doc(children(-1)))).toContain('data-levels="1"');
});

test('EMBED-1 an editor of before leaves a document alone that has such places', () => {
  const known = getSchema(
    documentExtensions().filter(({ name }) => name !== 'transclusion' && name !== 'childPages'),
  );
  const copy = new Y.Doc();
  Y.applyUpdate(copy, updateFromJson(doc(p('a'), show(ID))));
  expect(hasUnknownParts(copy.getXmlFragment(FRAGMENT_NAME), known)).toBe(true);
  expect(hasUnknownParts(copy.getXmlFragment(FRAGMENT_NAME), documentSchema)).toBe(false);
});

test('EMBED-2 places are found in HTML, and nobody writes one', () => {
  const faked = '<div class="shown-page" data-page="x"><p></p></div>';
  const html = htmlFromJson(
    doc(
      p(faked),
      { type: 'codeBlock', content: [{ type: 'text', text: faked }] },
      show(ID),
      show(ID, 'b-1'),
      children(2),
    ),
  );
  const found: unknown[] = [];
  const filled = withPlaces(html, (place) => {
    found.push(place);
    return '!';
  });
  expect(found).toEqual([
    { kind: 'page', target: { documentId: ID, blockId: null } },
    { kind: 'page', target: { documentId: ID, blockId: 'b-1' } },
    { kind: 'children', levels: 2 },
  ]);
  expect(filled).toMatch(/!!!$/);
});

test('EMBED-2 a text that is shown elsewhere takes no id there, and leads to its own page', () => {
  const json = doc(
    heading('One', 'h'),
    { type: 'tableOfContents' },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'a' },
        { type: 'footnoteReference', attrs: { noteId: 'n' } },
      ],
    },
    { type: 'footnote', attrs: { noteId: 'n' }, content: [p('note')] },
  );
  const html = htmlFromJson(json, { page: '/d/x' });
  expect(html).not.toContain(' id="');
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '/d/x#block-h',
    '/d/x#note-n',
    '/d/x#note-from-n',
  ]);
});

test('EMBED-2 a part is a block with what lies in it, or a section, with the notes that it refers to', () => {
  const note = { type: 'footnoteReference', attrs: { noteId: 'n' } };
  const item = (words: string, id: string): NodeJson => ({
    type: 'listItem',
    attrs: { id },
    content: [p(words)],
  });
  const whole = safeDocument(
    doc(
      heading('One', 'h1'),
      { type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: 'x' }, note] },
      heading('Below', 'h2', 2),
      heading('Two', 'h3'),
      { type: 'orderedList', attrs: { start: 3 }, content: [item('three', 'i3'), item('four', 'i4')] },
      { type: 'footnote', attrs: { noteId: 'n' }, content: [p('note')] },
      { type: 'callout', attrs: { id: 'c' }, content: [heading('In', 'h4', 2), p('in it')] },
    ),
  );
  const textOfPart = (id: string | null) => {
    const part = partOf(whole, id);
    return part && textFromJson(part.doc.toJSON());
  };
  expect(textOfPart('h1')).toBe('One\nx[1]\nBelow\n[1] note');
  expect(textOfPart('h3')).toBe('Two\n3. three\n4. four\n[1] note\nIn\nin it'.replace('[1]', '[?]'));
  expect(textOfPart('i4')).toBe('4. four');
  expect(textOfPart('h4')).toBe('In\nin it');
  expect(textOfPart('c')).toBe('In\nin it');
  expect(textOfPart('none')).toBeNull();
  expect(partOf(whole, null)).toMatchObject({ isWhole: true });
});

test('EMBED-4 of a long text a part is the beginning, and of one huge block nothing', () => {
  const long = safeDocument(doc(...Array.from({ length: 1_000 }, () => p('x'.repeat(100)))));
  const part = partOf(long, null);
  expect(part?.isWhole).toBe(false);
  expect(part?.doc.textContent.length).toBeLessThan(21_000);
  const huge = partOf(safeDocument(doc(p('x'.repeat(200_000)))), null);
  expect(huge).toMatchObject({ isWhole: false });
  expect(huge?.doc.textContent).toBe('');
});

test('EMBED-8 places come back from Markdown, wherever they stand', () => {
  const places = [show(ID), show(ID, 'b-1'), children(1), children(2)];
  for (const place of places) {
    for (const json of [
      doc(p('a'), place, p('b')),
      doc({ type: 'blockquote', content: [place] }),
      doc({ type: 'bulletList', content: [{ type: 'listItem', content: [p('a'), place] }] }),
      doc({ type: 'details', content: [p('a'), place] }),
      doc(place, place),
    ]) {
      const markdown = markdownFromJson(json);
      expect(htmlFromJson(jsonFromMarkdown(markdown)), markdown).toBe(htmlFromJson(json));
    }
  }
  expect(markdownFromJson(doc(show(ID, 'b'), children(2)))).toBe(`![[]](/d/${ID}#block-b)\n\n[[_TOSP_]]^2\n`);
  expect(jsonFromMarkdown(`![[A title]](/d/${ID})`).content?.[0]).toMatchObject(show(ID));
});

test('EMBED-8 what only looks like a place is text', () => {
  const looks = doc(p(`![[a]](/d/${ID})`), p('[[_TOSP_]]'), p(`![[]](/d/${ID}#block-b) and more`));
  expect(htmlFromJson(jsonFromMarkdown(markdownFromJson(looks)))).toBe(htmlFromJson(looks));
  for (const markdown of [
    `a ![[x]](/d/${ID})`,
    `![x](/d/${ID})`,
    '![[x]](/d/other)',
    `![[x]](https://other.example/d/${ID})`,
    `![[x]](/d/${ID}/files)`,
    '[[_TOSP_]] a',
    '[[_TOC_]]',
  ])
    expect(JSON.stringify(jsonFromMarkdown(markdown)), markdown).not.toMatch(/transclusion|childPages/);
});

test('EMBED-9 what is shown counts as a link', () => {
  const { links } = projectionFromJson(doc(show(ID, 'b'), show(ID, 'b'), show(null), show(ID)), {
    origin: 'https://plenum.example',
  });
  expect(links).toEqual([
    { href: `/d/${ID}#block-b`, targetId: ID },
    { href: `/d/${ID}`, targetId: ID },
  ]);
});

test('EMBED-1 the next agenda takes no places along in what is left over', () => {
  const decision = { type: 'decision', attrs: { id: 'd', result: 'open' }, content: [p('What?'), show(ID)] };
  const agenda = nextAgenda(
    {
      doc: safeDocument(doc(decision)),
      href: '/d/x',
      title: 'Last',
      done: new Set(),
      leaveOut: new Set(),
    },
    { template: null, words: { leftOver: 'Left over', inMinutes: 'Minutes' } },
  );
  expect(JSON.stringify(agenda)).toContain('What?');
  expect(JSON.stringify(agenda)).not.toContain('transclusion');
});
