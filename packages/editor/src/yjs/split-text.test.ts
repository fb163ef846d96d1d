import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { mergeText } from './merge-text.ts';
import { placeOfQuote } from './place-of-quote.ts';
import { type Splitting, splitText } from './split-text.ts';
import { updateFromJson } from './update-from-json.ts';

const documentId = '018f0000-0000-7000-8000-000000000001';
const idOf = (n: number) => `018f0000-0000-7000-8000-0000000000a${n}`;
const origin = 'https://plenum.example';

const stateOf = (markdown: string) => updateFromJson(jsonFromMarkdown(markdown));
const markdownOf = (state: Uint8Array) => markdownFromJson(jsonFromUpdate(state)).trim();
function split(state: Uint8Array, options: Partial<Splitting> = {}) {
  let n = 0;
  const newId = () => idOf(n++);
  const made = splitText([state], {
    which: { level: 2 },
    documentId,
    origin,
    threads: [],
    titleOf: (words) => words.trim(),
    newId,
    ...options,
  });
  return made && { ...made, rest: Y.mergeUpdates([state, made.update]) };
}
const blocksOf = (state: Uint8Array): NodeJson[] => jsonFromUpdate(state).content ?? [];
/** The words between two positions. */
function wordsAt(state: Uint8Array, { from, to }: { from: Uint8Array | null; to: Uint8Array | null }) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.getXmlFragment(FRAGMENT_NAME);
  const [a, b] = [from, to].map(
    (one) => one && Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(one), doc),
  );
  if (!a || !b || a.type !== b.type || !(a.type instanceof Y.Text)) return null;
  const delta: { insert: string }[] = a.type.toDelta();
  const words = delta.map(({ insert }) => insert).join('');
  return words.slice(a.index, b.index);
}

test('STRUCT-8 sections below headings of a level become pages, and a link to each stands in its place', () => {
  const state = stateOf(
    'Before\n\n# One\n\nFirst\n\n## Two\n\nSecond\n\n### Small\n\n- third\n\n## Three\n\n# Four\n\nLast',
  );
  const made = split(state);
  expect(made?.pages.map(({ id, title, seed }) => [id, title, markdownOf(seed)])).toEqual([
    [idOf(0), 'Two', 'Second\n\n# Small\n\n- third'],
    [idOf(1), 'Three', ''],
  ]);
  expect(markdownOf(made?.rest ?? state)).toBe(
    `Before\n\n# One\n\nFirst\n\n[Two](/d/${idOf(0)})\n\n[Three](/d/${idOf(1)})\n\n# Four\n\nLast`,
  );
  const before = blocksOf(state);
  const two = before.findIndex(({ content }) => content?.[0]?.text === 'Two');
  // Whoever comes to the heading finds the link; below, ids are those that blocks had.
  expect(blocksOf(made?.rest ?? state)[two]?.attrs?.id).toBe(before[two]?.attrs?.id);
  expect(blocksOf(made?.pages[0]?.seed ?? state).map(({ attrs }) => attrs?.id)).toEqual(
    before.slice(two + 1, two + 4).map(({ attrs }) => attrs?.id),
  );
});

test('STRUCT-8 a heading that says more than fits a title is the first paragraph of its page', () => {
  const state = stateOf(
    '## Rules of the house\n\nFirst\n\n## [Rota](https://example.org)\n\n- a\n\n## Plain',
  );
  const made = split(state, { titleOf: (words) => words.slice(0, 5).trim() });
  expect(made?.pages.map(({ title, seed }) => [title, markdownOf(seed)])).toEqual([
    ['Rules', 'Rules of the house\n\nFirst'],
    ['Rota', '[Rota](https://example.org)\n\n- a'],
    ['Plain', ''],
  ]);
});

test('STRUCT-8 one section alone becomes a page, with the smaller ones in it, and nothing where it is gone', () => {
  const state = stateOf('# One\n\n## Two\n\nSecond\n\n# Three');
  const [heading] = blocksOf(state);
  const made = split(state, { which: { blockId: String(heading?.attrs?.id) } });
  expect(made?.pages.map(({ title, seed }) => [title, markdownOf(seed)])).toEqual([
    ['One', '# Two\n\nSecond'],
  ]);
  expect(markdownOf(made?.rest ?? state)).toBe(`[One](/d/${idOf(0)})\n\n# Three`);
  expect(split(state, { which: { blockId: 'none' } })).toBeNull();
});

test('STRUCT-9 of what others write meanwhile what stands beside a section stays, and what was there is in its page', () => {
  const state = stateOf('Before\n\n## Two\n\nSecond');
  const writer = new Y.Doc();
  Y.applyUpdate(writer, state);
  const known = Y.encodeStateVector(writer);
  const block = writer.getXmlFragment(FRAGMENT_NAME).get(0);
  const words = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(words instanceof Y.XmlText)) throw new Error('There are words.');
  words.insert(6, ' all');
  const made = split(state);
  const both = Y.mergeUpdates([state, Y.encodeStateAsUpdate(writer, known), made?.update ?? state]);
  expect(markdownOf(both)).toBe(`Before all\n\n[Two](/d/${idOf(0)})`);
});

test('STRUCT-10 comments are at the same words of the page, also a part of a word between marks and in a list', () => {
  const state = stateOf(
    'Here\n\n## Two\n\nSome **very** good words\n\n- and a list\n\n| a | b |\n| --- | --- |\n| in | it |',
  );
  const threads = ['Here', 'Two', 'y** good'.replace('** ', ' '), 'list', 'it'].flatMap((quote) => {
    const place = placeOfQuote(state, { quote, most: 100 });
    return typeof place === 'string' ? [] : [{ id: quote, from: place.from, to: place.to }];
  });
  expect(threads).toHaveLength(5);
  const page = split(state, { threads })?.pages[0];
  expect(page?.threads.map((thread) => [thread.id, wordsAt(page.seed, thread)])).toEqual([
    ['Two', null],
    ['y good', 'y good'],
    ['list', 'list'],
    ['it', 'it'],
  ]);
});

test('STRUCT-8 notes go with the text that refers to them, and stay where others do, too', () => {
  const state = stateOf('A[^1] and[^2]\n\n## Two\n\nB[^2] and[^3]\n\n[^1]: one\n\n[^2]: two\n\n[^3]: three');
  const made = split(state);
  expect(markdownOf(made?.pages[0]?.seed ?? state)).toMatch(
    /^B\[\^1\] and\[\^2\]\n\n\[\^1\]: two\n+\[\^2\]: three$/,
  );
  expect(markdownOf(made?.rest ?? state)).toMatch(
    /^A\[\^1\] and\[\^2\]\n\n.*\n\n\[\^1\]: one\n+\[\^2\]: two$/,
  );
});

test('STRUCT-8 links within the text lead where they led', () => {
  const base = blocksOf(stateOf('Top\n\n## Two\n\nIn two\n\n## Three\n\nIn three'));
  const block = (at: number) => String(base[at]?.attrs?.id);
  const link = (href: string): NodeJson => ({
    type: 'text',
    text: href,
    marks: [{ type: 'link', attrs: { href } }],
  });
  const content = structuredClone(base);
  const hrefs = [
    `#block-${block(2)}`,
    `/d/${documentId}#block-${block(4)}`,
    `#block-${block(1)}`,
    `${origin}/d/${documentId}/files/x`,
    `/d/${documentId}`,
    'https://example.org/#block-1',
  ];
  for (const at of [0, 2]) content[at] = { ...base[at], type: 'paragraph', content: hrefs.map(link) };
  const made = split(updateFromJson({ type: 'doc', content }));
  const led = (state: Uint8Array | undefined, at: number) =>
    blocksOf(state ?? new Uint8Array())[at]?.content?.flatMap(({ marks = [] }) =>
      marks.map(({ attrs }) => attrs?.href),
    );
  expect(led(made?.rest, 0)).toEqual([
    `/d/${idOf(0)}#block-${block(2)}`,
    `/d/${idOf(1)}#block-${block(4)}`,
    `#block-${block(1)}`,
    `${origin}/d/${documentId}/files/x`,
    `/d/${documentId}`,
    'https://example.org/#block-1',
  ]);
  expect(led(made?.pages[0]?.seed, 0)).toEqual([
    `#block-${block(2)}`,
    `/d/${idOf(1)}#block-${block(4)}`,
    `/d/${documentId}#block-${block(1)}`,
    `/d/${idOf(0)}/files/x`,
    `/d/${documentId}`,
    'https://example.org/#block-1',
  ]);
});

test('STRUCT-8 a text with what the schema does not know is not split', () => {
  const state = stateOf('## Two\n\nSecond');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.getXmlFragment(FRAGMENT_NAME).push([new Y.XmlElement('hologram')]);
  expect(() => split(Y.encodeStateAsUpdate(doc))).toThrow('parts that this version of Plenum does not know');
});

test('STRUCT-12 a text is put behind another one below its title, a level further down, with its comments and ids', () => {
  const [from, into] = [stateOf('# One\n\nSome words\n\n#### Deep'), stateOf('Target')];
  const place = placeOfQuote(from, { quote: 'words', most: 100 });
  if (typeof place === 'string') throw new Error(place);
  const threads = [{ id: 't', from: place.from, to: place.to }];
  const made = mergeText({
    from: { id: documentId, title: 'Source', updates: [from], threads },
    into: { id: idOf(1), updates: [into] },
    origin,
  });
  const all = Y.mergeUpdates([into, made.update]);
  expect(markdownOf(all)).toBe('Target\n\n# Source\n\n## One\n\nSome words\n\n#### Deep');
  expect(made.threads.map((thread) => wordsAt(all, thread))).toEqual(['words']);
  expect(
    blocksOf(all)
      .slice(2)
      .map(({ attrs }) => attrs?.id),
  ).toEqual(blocksOf(from).map(({ attrs }) => attrs?.id));
  expect(blocksOf(all)[1]?.attrs?.id).toBe(made.headingId);
});

test('STRUCT-12 blocks that both texts have get ids of their own, and links lead to them', () => {
  const from = stateOf('First\n\nSecond');
  const [first, second] = blocksOf(from).map(({ attrs }) => String(attrs?.id));
  const linked: NodeJson = {
    type: 'doc',
    content: blocksOf(from).map((block, at) =>
      at === 1
        ? block
        : {
            ...block,
            content: [`#block-${second}`, `/d/${documentId}`, `/d/${documentId}/files/a`].map((href) => ({
              type: 'text',
              text: href,
              marks: [{ type: 'link', attrs: { href } }],
            })),
          },
    ),
  };
  const made = mergeText({
    from: { id: documentId, title: 'Copy', updates: [updateFromJson(linked)], threads: [] },
    into: { id: idOf(1), updates: [from] },
    origin,
  });
  const blocks = blocksOf(Y.mergeUpdates([from, made.update]));
  const ids = blocks.map(({ attrs }) => String(attrs?.id));
  expect(new Set(ids).size).toBe(5);
  expect(ids.slice(0, 2)).toEqual([first, second]);
  expect(blocks[3]?.content?.map(({ marks }) => marks?.[0]?.attrs?.href)).toEqual([
    `#block-${ids[4]}`,
    `/d/${idOf(1)}#block-${made.headingId}`,
    `/d/${idOf(1)}/files/a`,
  ]);
});

const place = (id: string, blockId: string | null) => ({
  type: 'transclusion',
  attrs: { documentId: id, blockId },
});
const placesIn = (state: Uint8Array) =>
  blocksOf(state).flatMap(({ type, attrs }) =>
    type === 'transclusion' ? [[attrs?.documentId, attrs?.blockId]] : [],
  );

test('STRUCT-8, EMBED-12 what is shown from elsewhere goes along, and what has moved is shown from where it is', () => {
  const blocks = blocksOf(stateOf('Before\n\n## One\n\nFirst'));
  const [before, , first] = blocks.map(({ attrs }) => String(attrs?.id));
  const other = place(idOf(9), 'x');
  const [own, moved] = [place(documentId, before ?? ''), place(documentId, first ?? '')];
  const [line = { type: 'paragraph' }, ...section] = blocks;
  const list = { type: 'childPages', attrs: { levels: 2 } };
  const state = updateFromJson({
    type: 'doc',
    content: [line, moved, other, ...section, own, moved, other, list],
  });
  const made = split(state);
  const [page] = made?.pages ?? [];
  expect(placesIn(page?.seed ?? state)).toEqual([
    [documentId, before],
    [idOf(0), first],
    [idOf(9), 'x'],
  ]);
  expect(blocksOf(page?.seed ?? state).at(-1)).toMatchObject(list);
  expect(placesIn(made?.rest ?? state)).toEqual([
    [idOf(0), first],
    [idOf(9), 'x'],
  ]);
});

test('STRUCT-12, EMBED-12 what is shown from elsewhere goes along into another text, and what is of the text itself is shown from there', () => {
  const blocks = blocksOf(stateOf('First'));
  const first = String(blocks[0]?.attrs?.id);
  const content = [...blocks, place(documentId, first), place(documentId, null), place(idOf(9), 'x')];
  const into = updateFromJson({ type: 'doc', content: blocks });
  const made = mergeText({
    from: {
      id: documentId,
      title: 'Source',
      updates: [updateFromJson({ type: 'doc', content })],
      threads: [],
    },
    into: { id: idOf(1), updates: [into] },
    origin,
  });
  const all = Y.mergeUpdates([into, made.update]);
  expect(placesIn(all)).toEqual([
    [idOf(1), blocksOf(all)[2]?.attrs?.id],
    [idOf(1), made.headingId],
    [idOf(9), 'x'],
  ]);
});
