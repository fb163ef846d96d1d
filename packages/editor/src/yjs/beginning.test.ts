import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlFromJson } from '../html/html-from-json.ts';
import { BLOCKS_IN_BOX, BOXED_FROM } from '../schema/boxes.ts';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { addSection, addTasks, changeTask } from '../tasks/edit-tasks.ts';
import { beginningOf } from './beginning.ts';
import { jsonFromUpdate, readUpdates } from './json-from-update.ts';
import { updateFromJson } from './update-from-json.ts';

const FIRST = 3 * BLOCKS_IN_BOX;

const line = (words: string, ...more: NodeJson[]): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }, ...more],
});

/** A document of so many lines that say which they are, with some in place of others. */
function written(blocks: number, others: Record<number, NodeJson> = {}): Uint8Array {
  const lines = Array.from(
    { length: blocks },
    (_, at) => others[at + 1] ?? line(`<div class="box"> ${at + 1}`),
  );
  return updateFromJson({ type: 'doc', content: lines });
}

/** The HTML that a page begins with, and the whole. */
function htmlOf(updates: Uint8Array[]): { begun: string; whole: string; blocks: number | null } {
  const { json, blocks } = readUpdates(updates, beginningOf);
  return {
    begun: htmlFromJson(json, { boxes: true, ...(blocks !== null && { first: blocks }) }),
    whole: htmlFromJson(jsonFromUpdate(Y.mergeUpdates(updates)), { boxes: true }),
    blocks,
  };
}

test('LONG-4 a page begins with some boxes of a long text and with all of a short one', () => {
  const short = htmlOf([written(BOXED_FROM - 1)]);
  expect(short).toMatchObject({ begun: short.whole, blocks: null });
  const { begun, whole, blocks } = htmlOf([written(BOXED_FROM)]);
  expect(blocks).toBe(FIRST);
  expect(begun.match(/<p /g)).toHaveLength(FIRST);
  expect(begun).toContain(` ${FIRST}</p></div>`);
  expect(whole.startsWith(begun)).toBe(true);
});

test('LONG-4 the beginning says of the rest what the whole says: headings and the numbers of notes', () => {
  const note = (noteId: string): NodeJson => ({ type: 'footnoteReference', attrs: { noteId } });
  const { begun, whole } = htmlOf([
    written(BOXED_FROM, {
      1: { type: 'tableOfContents' },
      2: line('see', note('a'), note('b')),
      [FIRST]: { type: 'bulletList', content: [{ type: 'listItem', content: [line('the last of them')] }] },
      [FIRST + 5]: {
        type: 'heading',
        attrs: { level: 2, id: 'h' },
        content: [{ type: 'text', text: 'Far' }],
      },
      [FIRST + 6]: {
        type: 'blockquote',
        content: [
          { type: 'heading', attrs: { level: 3, id: 'i' }, content: [{ type: 'text', text: 'Farther' }] },
        ],
      },
      [FIRST + 7]: line('see again', note('c'), note('a')),
      [BOXED_FROM - 1]: { type: 'footnote', attrs: { noteId: 'b' }, content: [line('Why.')] },
      [BOXED_FROM]: { type: 'footnote', attrs: { noteId: 'a' }, content: [line('How.')] },
    }),
  ]);
  expect(whole.startsWith(begun)).toBe(true);
  for (const part of ['>Far<', '>Farther<', '#note-a', '#note-b']) expect(begun).toContain(part);
});

test('LONG-4 what is written in small updates after a large one is in the beginning', () => {
  const doc = new Y.Doc();
  const large = written(BOXED_FROM);
  Y.applyUpdate(doc, large);
  const small: Uint8Array[] = [];
  doc.on('update', (update) => small.push(update));
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  const added = new Y.XmlElement('paragraph');
  fragment.insert(0, [added]);
  added.insert(0, [new Y.XmlText('just now')]);
  fragment.delete(1, 1);
  const { begun, whole } = htmlOf([large, ...small]);
  expect(begun).toContain('just now');
  expect(begun).not.toContain(' 1</p>');
  expect(whole.startsWith(begun)).toBe(true);
});

test('LONG-4 a page begins also where somebody has nested blocks deeper than any reader goes', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, written(BOXED_FROM));
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  let parent: Y.XmlFragment = fragment;
  doc.transact(() => {
    for (let depth = 0; depth < 10_000; depth += 1) {
      const inner = new Y.XmlElement('blockquote');
      parent.insert(parent.length, [inner]);
      parent = inner;
    }
  });
  const { json, blocks } = beginningOf(fragment);
  expect([blocks, json.content?.length]).toEqual([FIRST, FIRST + 1]);
});

test('TASK-690 the page of a list of thousands begins with its first hundred tasks', () => {
  const doc = new Y.Doc();
  const [first, last] = [addSection(doc, { title: 'To do' }), addSection(doc, { title: 'Later' })];
  const tasks = Array.from({ length: 101 }, (_, at) => ({
    title: `Task ${at + 1}`,
    position: `a${1000 + at}`,
    sectionId: first,
  }));
  const ids = addTasks(doc, [...tasks.slice(0, 99), { title: 'A part', position: 'b0', sectionId: first }]);
  changeTask(doc, ids.at(-1) ?? '', { parentId: ids[0] ?? null });
  const state = () => Y.encodeStateAsUpdate(doc);
  const short = htmlOf([state()]);
  expect(short).toMatchObject({ begun: short.whole, blocks: null });
  addTasks(doc, [...tasks.slice(99), { title: 'Far', position: 'a0', sectionId: last }]);
  const { begun, whole, blocks } = htmlOf([state()]);
  expect(blocks).not.toBeNull();
  expect(begun.match(/<li /g)).toHaveLength(100);
  expect(begun).toContain('A part');
  expect(begun).not.toContain('Later');
  expect(whole.match(/<li /g)).toHaveLength(103);
});
