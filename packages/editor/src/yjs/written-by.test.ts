import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { dividedByWriter, lengthsByAuthor, WrittenBy, writtenIn } from './written-by.ts';

/** A paragraph that is written in by several clients. */
function aParagraph() {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.transact(() => {
    fragment.insert(0, [paragraph]);
    paragraph.insert(0, [text]);
  });
  return {
    doc,
    text,
    as(client: number, write: () => void): void {
      doc.clientID = client;
      write();
    },
  };
}

test('WHO-1 each piece of the visible text is known by client and clock, also after a deletion between', () => {
  const { text, as } = aParagraph();
  // The paragraph and its text are two items of the first client.
  as(1, () => text.insert(0, 'Hello world'));
  as(2, () => text.insert(5, ' dear'));
  as(2, () => text.format(0, 5, { bold: {} }));
  as(1, () => text.delete(0, 2));
  expect([...writtenIn(text)]).toEqual([
    { words: 'llo', length: 3, client: 1, clock: 4 },
    { words: ' dear', length: 5, client: 2, clock: 0 },
    { words: ' world', length: 6, client: 1, clock: 7 },
  ]);
});

test('WHO-1 a piece is divided where its author changes, and ends in what nobody knows', () => {
  const by = new WrittenBy({
    clients: [
      [
        1,
        [
          [4, 0, 10],
          [6, 1, 11],
        ],
      ],
    ],
  });
  expect(by.at(1, 3)).toEqual({ to: 4, author: 0, minute: 10 });
  expect(by.at(1, 4)).toEqual({ to: 6, author: 1, minute: 11 });
  expect([by.at(1, 6), by.at(2, 0)]).toEqual([null, null]);
  expect([...dividedByWriter({ client: 1, clock: 2, length: 10 }, by)]).toEqual([
    { length: 2, writer: { to: 4, author: 0, minute: 10 } },
    { length: 2, writer: { to: 6, author: 1, minute: 11 } },
    { length: 6, writer: null },
  ]);
});

test('WHO-3 the shares add up to the text', () => {
  const { doc, text, as } = aParagraph();
  as(1, () => text.insert(0, 'Hello 🌍 '));
  as(2, () => text.insert(0, 'Well: '));
  as(3, () => text.insert(text.length, 'unknown'));
  const lengths = lengthsByAuthor(Y.encodeStateAsUpdate(doc), {
    clients: [
      [1, [[99, 0, 1]]],
      [2, [[6, 1, 1]]],
    ],
  });
  expect(lengths).toEqual(
    new Map([
      [1, 6],
      [0, 9],
      [null, 7],
    ]),
  );
  expect([...lengths.values()].reduce((sum, length) => sum + length, 0)).toBe(text.length);
});
