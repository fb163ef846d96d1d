import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { textsIn } from './texts-in.ts';
import { updateFromJson } from './update-from-json.ts';
import { updateOver } from './update-over.ts';
import { writtenIn } from './written-by.ts';

/** What of the text after an import is as it was, and what came with it. */
function over(before: string, after: string): { kept: string[]; brought: string[]; text: string } {
  const state = updateFromJson(jsonFromMarkdown(before));
  const update = updateOver(state, jsonFromMarkdown(after));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const known = new Set(doc.store.clients.keys());
  if (update) Y.applyUpdate(doc, update);
  const pieces = [...textsIn(doc.getXmlFragment(FRAGMENT_NAME))].flatMap((text) => [...writtenIn(text)]);
  const wordsOf = (isKept: boolean) =>
    pieces.filter(({ client }) => known.has(client) === isKept).map(({ words }) => words);
  const text = markdownFromJson(jsonFromUpdate(Y.encodeStateAsUpdate(doc))).trim();
  return { kept: wordsOf(true), brought: wordsOf(false), text };
}

test.each([
  ['One.\n\nTwo.\n\nThree.', 'One.\n\nTwo.\n\nThree.', []],
  ['One.\n\nTwo.\n\nThree.\n\nFour.', 'X.\n\nY.\n\nTwo.\n\nThree.\n\nZ.', ['Two.', 'Three.']],
  [
    '# Plan\n\n- Tea\n- Cake\n- Pie\n\nEnd.',
    '# Plan\n\nNew.\n\n- Milk\n- Soup\n- Tea\n- Pie\n\nEnd.',
    ['Plan', 'Tea', 'Pie', 'End.'],
  ],
  ['One.\n\nTwo.', 'Two.\n\nOne.', []],
])('WHO-10 lines that an import leaves as they are stay whose they are: %j, %j', (before, after, kept) => {
  const result = over(before, after);
  expect(result.text).toBe(after);
  expect(result.kept).toEqual(expect.arrayContaining(kept));
  if (before === after) expect(result.brought).toEqual([]);
});
