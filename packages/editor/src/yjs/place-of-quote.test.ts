import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { placeOfQuote } from './place-of-quote.ts';
import { updateFromJson } from './update-from-json.ts';

const most = 300;
const state = updateFromJson(
  jsonFromMarkdown('# Plan\n\nWe **meet** on Monday.\n\n- We eat.\n- We meet on Friday 🎉.'),
);

/** What stands in a place. */
function wordsAt(place: ReturnType<typeof placeOfQuote>): string | null {
  if (typeof place === 'string') return place;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const at = (bytes: Uint8Array) =>
    Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), doc);
  const [from, to] = [at(place.from), at(place.to)];
  if (!(from?.type instanceof Y.Text) || from.type !== to?.type) return null;
  const words = from.type
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('');
  return words.slice(from.index, to.index);
}

test.each([
  ['Plan', 'Plan'],
  ['meet on Mon', 'meet on Mon'],
  ['Friday 🎉.', 'Friday 🎉.'],
  ['We', 'several'],
  ['Monday.We', 'none'],
  ['Sunday', 'none'],
])('COMM-16 «%s» is found where it stands once', (quote, found) => {
  expect(wordsAt(placeOfQuote(state, { quote, most }))).toBe(found);
});

test('COMM-16 words are found within a block, and a block by itself', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const paragraph = doc.getXmlFragment(FRAGMENT_NAME).get(1);
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('there is no paragraph');
  const blockId = String(paragraph.getAttribute('id'));
  expect(wordsAt(placeOfQuote(state, { quote: 'We', blockId, most }))).toBe('We');
  expect(placeOfQuote(state, { blockId, most: 7 })).toMatchObject({ quote: 'We meet' });
  expect(wordsAt(placeOfQuote(state, { blockId, most }))).toBe('We meet on Monday.');
  expect(placeOfQuote(state, { quote: 'eat', blockId, most })).toBe('none');
  expect(placeOfQuote(state, { blockId: 'other', most })).toBe('none');
});
