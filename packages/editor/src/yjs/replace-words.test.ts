import type { Replacement } from '@plenum/domain/documents/replacement';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import type { NodeJson } from '../schema/json.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { placeOfQuote } from './place-of-quote.ts';
import { findWords, replaceWords } from './replace-words.ts';
import { undoAuthor } from './undo-author.ts';
import { updateFromJson } from './update-from-json.ts';

const stateOf = (markdown: string) => updateFromJson(jsonFromMarkdown(markdown));
const wanted = (find: string, by: string): Replacement => ({
  find,
  with: by,
  matchesCase: false,
  wholeWords: false,
});
const replaced = (state: Uint8Array, find: string, by: string, most = 100) => {
  const made = replaceWords([state], wanted(find, by), most);
  return { ...made, state: made ? Y.mergeUpdates([state, made.update]) : state };
};
/** A document without its ids. */
const shape = (state: Uint8Array): NodeJson =>
  JSON.parse(JSON.stringify(jsonFromUpdate(state), (key, value) => (key === 'id' ? undefined : value)));

test.each([
  ['Tea, **tea** and [tea](https://example.org/tea).', 'Beer, **Beer** and [Beer](https://example.org/tea).'],
  ['Some **te**a and te*a*', 'Some **Beer** and Beer'],
  ['te**a** with `tea`', 'Beer with `Beer`'],
  [
    '# Tea\n\n- tea\n- [ ] tea\n\n> tea\n\n```js\ntea()\n```',
    '# Beer\n\n- Beer\n- [ ] Beer\n\n> Beer\n\n```js\nBeer()\n```',
  ],
  ['| tea | b |\n| --- | --- |\n| c | tea |', '| Beer | b |\n| --- | --- |\n| c | Beer |'],
  ['te\\\na\n\nte\n\na', 'te\\\na\n\nte\n\na'],
])('STRUCT-2 in %j only what is found is changed, and looks as its first character', (before, after) => {
  const { state } = replaced(stateOf(before), 'tea', 'Beer');
  expect(shape(state)).toEqual(shape(stateOf(after)));
});

test('STRUCT-2 what others write meanwhile is kept, also within what is replaced', () => {
  const state = stateOf('We drink tea at nine.');
  const writer = new Y.Doc();
  Y.applyUpdate(writer, state);
  const before = Y.encodeStateVector(writer);
  const block = writer.getXmlFragment('content').get(0);
  const words = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(words instanceof Y.XmlText)) throw new Error('There are words.');
  words.insert(0, 'Now ');
  words.insert(words.toString().indexOf('ea'), 'XX');
  words.insert(words.toString().length, ' Or ten.');
  const made = replaceWords([state], wanted('tea', 'coffee'), 10);
  const both = Y.mergeUpdates([
    state,
    Y.encodeStateAsUpdate(writer, before),
    made?.update ?? new Uint8Array(),
  ]);
  const text = shape(both).content?.[0]?.content?.[0]?.text;
  expect(text).toMatch(/^Now We drink (XXcoffee|coffeeXX) at nine\. Or ten\.$/);
});

test('STRUCT-2 a comment on what is replaced is one on what is put in its place', () => {
  for (const [find, by] of [
    ['tea', 'black coffee'],
    ['👩🏽', 'x'],
    ['tea', ''],
  ] as const) {
    const state = stateOf(`We drink ${find} at nine.`);
    const place = placeOfQuote(state, { quote: find, most: 100 });
    if (typeof place === 'string') throw new Error('There is a place.');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, replaced(state, find, by).state);
    const indexOf = (position: Uint8Array) =>
      Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(position), doc)?.index;
    expect([indexOf(place.from), indexOf(place.to)]).toEqual([9, 9 + by.length]);
  }
});

test('STRUCT-2 what is replaced can be had back whole', async () => {
  const state = stateOf('A 👩 here');
  const made = replaceWords([state], wanted('👩', 'man'), 1);
  async function* rows() {
    yield { update: state, isTheirs: false };
    yield { update: made?.update ?? new Uint8Array(), isTheirs: true };
  }
  const back = await undoAuthor(rows());
  const whole = Y.mergeUpdates([state, made?.update ?? new Uint8Array(), back ?? new Uint8Array()]);
  expect(shape(whole).content?.[0]?.content?.[0]?.text).toBe('A 👩 here');
});

test('STRUCT-2 what stands in two texts side by side is replaced as one', () => {
  const doc = new Y.Doc();
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText('a te'), new Y.XmlText('a or'), new Y.XmlText(' tea')]);
  doc.getXmlFragment('content').insert(0, [block]);
  Y.applyUpdate(doc, replaced(Y.encodeStateAsUpdate(doc), 'tea', 'beer').state);
  expect(block.toArray().map((text) => text.toString())).toEqual(['a beer', ' or', ' beer']);
});

test('STRUCT-2 a long document is replaced in a part at a time, and nothing is changed where nothing is found', () => {
  const state = stateOf(Array.from({ length: 5 }, () => 'a, a').join('\n\n'));
  const first = replaced(state, 'a', 'b', 7);
  expect(first).toMatchObject({ count: 7, isAll: false });
  const second = replaced(first.state, 'a', 'b', 7);
  expect(second).toMatchObject({ count: 3, isAll: true });
  expect(shape(second.state)).toEqual(shape(stateOf(Array.from({ length: 5 }, () => 'b, b').join('\n\n'))));
  expect(replaceWords([second.state], wanted('a', 'b'), 7)).toBeNull();
});

test('STRUCT-2 what the schema does not know is neither read nor changed', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stateOf('tea'));
  const strange = new Y.XmlElement('strange');
  const within = new Y.XmlElement('paragraph');
  within.insert(0, [new Y.XmlText('tea')]);
  strange.insert(0, [within]);
  doc.getXmlFragment('content').insert(1, [strange]);
  const state = Y.encodeStateAsUpdate(doc);
  expect(findWords([state], wanted('tea', 'ale'), { most: 5, around: 10 }).count).toBe(1);
  Y.applyUpdate(doc, replaced(state, 'tea', 'ale').state);
  expect(doc.getXmlFragment('content').toString()).toMatch(/>ale<.*<strange><paragraph>tea</);
});

test('STRUCT-1 what is found is shown with the text around it, some of it where there is much', () => {
  const state = stateOf(`${'long '.repeat(20)}🎉 tea\\\nbreak ${'text '.repeat(20)}\n\ntea and tea`);
  expect(findWords([state], wanted('tea', 'ale'), { most: 2, around: 8 })).toEqual({
    count: 3,
    found: [
      { before: '…long 🎉 ', words: 'tea', after: ' break t…' },
      { before: '', words: 'tea', after: ' and tea' },
    ],
  });
});

test('STRUCT-2, EMBED-12 what is shown from elsewhere stays as it is', () => {
  const attrs = { documentId: '018f0000-0000-7000-8000-00000000000b', blockId: 'tea' };
  const content = [
    { type: 'transclusion', attrs },
    { type: 'childPages', attrs: { levels: 2 } },
  ];
  const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const state = updateFromJson({ type: 'doc', content: [line('tea'), ...content, line('018f')] });
  const changed = replaced(replaced(state, 'tea', 'Beer').state, '018f', 'x');
  expect(jsonFromUpdate(changed.state).content).toMatchObject([line('Beer'), ...content, line('x')]);
});
