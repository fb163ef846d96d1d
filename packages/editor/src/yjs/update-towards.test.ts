import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import type { NodeJson } from '../schema/json.ts';
import { randomDocument } from '../testing/random-document.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { updateFromJson } from './update-from-json.ts';
import { updateTowards } from './update-towards.ts';

const apply = (state: Uint8Array, update: Uint8Array | null) =>
  update ? Y.mergeUpdates([state, update]) : state;
const stateOf = (markdown: string) => updateFromJson(jsonFromMarkdown(markdown));
const textOf = (state: Uint8Array) => textFromJson(jsonFromUpdate(state));

test('HIST-5 a document is made what it was, with its blocks', () => {
  const then = stateOf('# Agenda\n\nWe meet at nine.\n\n- Tea\n- Cake');
  const now = apply(then, updateTowards(then, jsonFromMarkdown('# Minutes\n\nNothing.')));
  expect(textOf(now)).toBe('Minutes\nNothing.');
  const back = apply(now, updateTowards(now, jsonFromUpdate(then)));
  expect(jsonFromUpdate(back)).toEqual(jsonFromUpdate(then));
});

test('HIST-5 what is as it is to be is left alone', () => {
  const state = stateOf('# Agenda\n\nWe meet at nine.');
  expect(updateTowards(state, jsonFromUpdate(state))).toBeNull();
});

test('HIST-5 what others write meanwhile in what stays is kept', () => {
  const then = stateOf('Stays.\n\nGoes away.');
  const now = apply(
    then,
    updateTowards(then, withParagraphs(jsonFromUpdate(then), ['Stays.', 'Something else.'])),
  );
  const back = updateTowards(now, jsonFromUpdate(then));
  const writer = new Y.Doc();
  Y.applyUpdate(writer, now);
  const before = Y.encodeStateVector(writer);
  const first = writer.getXmlFragment('content').get(0);
  if (!(first instanceof Y.XmlElement)) throw new Error('There is a block.');
  const words = first.get(0);
  if (!(words instanceof Y.XmlText)) throw new Error('There are words.');
  words.insert(0, 'Still ');
  const both = apply(apply(now, back), Y.encodeStateAsUpdate(writer, before));
  expect(textOf(both)).toBe('Still Stays.\nGoes away.');
});

/** The same document with other words in its paragraphs. */
function withParagraphs(json: NodeJson, texts: string[]): NodeJson {
  const content = (json.content ?? []).map((block, i) => ({
    ...block,
    content: [{ type: 'text', text: texts[i] ?? '' }],
  }));
  return { ...json, content };
}

test('HIST-5 any document is made any other', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const [one, other] = [updateFromJson(randomDocument(seed)), updateFromJson(randomDocument(seed + 1_000))];
    const made = apply(one, updateTowards(one, jsonFromUpdate(other)));
    expect(jsonFromUpdate(made), `seed ${seed}`).toEqual(jsonFromUpdate(other));
  }
});
