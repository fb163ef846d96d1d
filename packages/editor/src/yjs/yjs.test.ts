import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlFromJson } from '../html/html-from-json.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { keepBlocksFilled } from './empty-blocks.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { updateFromJson } from './update-from-json.ts';

const EVERYTHING = `
# One *two* **three** [four](https://example.org "five")

1. a
2. b
   - [x] c
     - [ ] d

> e \`f\` ~~g~~

\`\`\`js
h < i && "j"
\`\`\`

| k | l |
| :- | -: |
| m | n\\
o |

---
😀 漢字 שלום
`;

/** The update of a document whose fragment was filled by hand, as any Yjs client may. */
function rawUpdate(write: (fragment: Y.XmlFragment, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => write(doc.getXmlFragment(FRAGMENT_NAME), doc));
  return Y.encodeStateAsUpdate(doc);
}

function element(
  name: string,
  attributes: Record<string, unknown> = {},
  ...children: (Y.XmlElement | Y.XmlText)[]
) {
  const created = new Y.XmlElement(name);
  // Yjs types attributes as strings; its format, and so whoever writes raw Yjs, takes any value.
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value as string);
  created.insert(0, children);
  return created;
}

function yText(value: string, attributes: Record<string, unknown> = {}): Y.XmlText {
  const text = new Y.XmlText();
  text.insert(0, value, attributes);
  return text;
}

test('CONV-1 a document survives Yjs unchanged', () => {
  const json = withBlockIds(jsonFromMarkdown(EVERYTHING));
  expect(jsonFromUpdate(updateFromJson(json))).toEqual(json);
});

test("CONV-1 Yjs is read as the editor's binding reads it", () => {
  const update = updateFromJson(jsonFromMarkdown(EVERYTHING));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const bound = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(FRAGMENT_NAME), documentSchema);
  expect(jsonFromUpdate(update)).toEqual(bound.toJSON());
});

test('CONV-1 merged updates are read as one', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [updateFromJson(jsonFromMarkdown('first'))];
  Y.applyUpdate(doc, updates[0] ?? new Uint8Array());
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  doc.getXmlFragment(FRAGMENT_NAME).push([element('paragraph', {}, yText('second'))]);
  const json = jsonFromUpdate(Y.mergeUpdates(updates));
  expect(json.content?.map((node) => node.content?.[0]?.text)).toEqual(['first', 'second']);
});

test('CONV-1 an empty Yjs document is one empty paragraph', () => {
  expect(jsonFromUpdate(Y.encodeStateAsUpdate(new Y.Doc())).content).toEqual([
    { type: 'paragraph', attrs: { id: null, align: null, dir: null } },
  ]);
});

test('DOC-6 an update made from JSON has an id on every block', () => {
  const ids: unknown[] = [];
  const collect = (node: NodeJson): void => {
    if (node.attrs !== undefined && 'id' in node.attrs) ids.push(node.attrs.id);
    node.content?.forEach(collect);
  };
  collect(jsonFromUpdate(updateFromJson(jsonFromMarkdown(EVERYTHING))));
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('DOC-5 a document full of hostile Yjs types is read, and shown without danger', () => {
  const update = rawUpdate((fragment, doc) => {
    doc.getMap('__proto__').set('polluted', true);
    fragment.push([
      yText('loose text'),
      element('script', {}, yText('alert(1)')),
      element('paragraph', { onclick: 'alert(1)', style: 'color:red', id: '"><script>' }, yText('plain')),
      element('paragraph', {}, yText('link', { link: { href: 'java\nscript:alert(1)', class: 'fixed' } })),
      element(
        'paragraph',
        {},
        yText('odd marks', { bold: true, italic: null, unknown: { a: 1 }, __proto__: { b: 1 } }),
      ),
      element('paragraph', {}, yText('overlapping', { 'bold--abcdEFGH': {} })),
      element('heading', { level: '1><script>alert(1)</script>' }, yText('<b>heading</b>')),
      element(
        'orderedList',
        { start: '1" onmouseover="x' },
        element('listItem', {}, element('paragraph', {}, yText('item'))),
      ),
      element('bulletList', {}),
    ]);
    const embedded = new Y.XmlText();
    fragment.push([element('paragraph', {}, embedded)]);
    embedded.insertEmbed(0, { image: 'x' });
    embedded.insert(1, 'beside an embed');
    // Yjs types what it inserts more narrowly than what an update can hold.
    fragment.insert(0, [new Y.XmlHook('hook') as Y.AbstractType<unknown> as Y.XmlText]);
  });
  const html = htmlFromJson(jsonFromUpdate(update));
  expect(html).not.toMatch(/<script|onclick|onmouseover|style=|javascript|<b>|loose|class=/);
  for (const text of [
    'plain',
    'link',
    'odd marks',
    '<strong>overlapping</strong>',
    'item',
    'beside an embed',
  ]) {
    expect(html).toContain(text);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('DOC-5 a root of another Yjs type is an empty document', () => {
  const doc = new Y.Doc();
  doc.getMap(FRAGMENT_NAME).set('a', 1);
  doc.getArray('other').push([1]);
  expect(jsonFromUpdate(Y.encodeStateAsUpdate(doc)).content).toHaveLength(1);
});

test('DOC-5 deep nesting in Yjs is cut off', () => {
  const update = rawUpdate((fragment) => {
    let parent: Y.XmlFragment = fragment;
    for (let level = 0; level < 5000; level += 1) {
      const child = new Y.XmlElement('blockquote');
      parent.insert(0, [child]);
      parent = child;
    }
    fragment.push([element('paragraph', {}, yText('after'))]);
  });
  expect(htmlFromJson(jsonFromUpdate(update))).toContain('after');
});

test('DOC-5 bytes that are no Yjs update are an error', () => {
  expect(() => jsonFromUpdate(new Uint8Array([255, 255, 255, 255, 1, 2, 3]))).toThrow();
});

test('DOC-8 a document made from JSON has a text in each empty block, and reads as empty there', () => {
  const json: NodeJson = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 } },
      { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
    ],
  };
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateFromJson(json));
  expect(doc.getXmlFragment(FRAGMENT_NAME).toArray().map(textsIn)).toEqual([1, 1]);
  expect(textFromJson(jsonFromUpdate(Y.encodeStateAsUpdate(doc))).trim()).toBe('-');
});

test('DOC-8 a block that is added gets its text from whoever adds it, and only then', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const fragment = mine.getXmlFragment(FRAGMENT_NAME);
  const stop = keepBlocksFilled(fragment, 'editor');
  mine.transact(() => fragment.insert(0, [new Y.XmlElement('paragraph')]), 'editor');
  theirs.getXmlFragment(FRAGMENT_NAME).insert(0, [new Y.XmlElement('paragraph')]);
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  mine.transact(() => fragment.insert(2, [new Y.XmlElement('horizontalRule')]), 'editor');
  expect(fragment.toArray().map(textsIn).sort()).toEqual([0, 0, 1]);
  stop();
  mine.transact(() => fragment.insert(3, [new Y.XmlElement('paragraph')]), 'editor');
  expect(fragment.toArray().map(textsIn).sort()).toEqual([0, 0, 0, 1]);
});

/** How many texts an element holds, at any depth. */
function textsIn(node: unknown): number {
  if (node instanceof Y.XmlText) return 1;
  return node instanceof Y.XmlElement ? node.toArray().reduce((sum, child) => sum + textsIn(child), 0) : 0;
}
