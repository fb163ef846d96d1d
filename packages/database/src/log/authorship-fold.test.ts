import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { AuthorshipFold } from './authorship-fold.ts';
import type { Author } from './log.ts';

const ada: Author = { kind: 'person', id: 'ada' };
const guest: Author = { kind: 'guest', id: 'g' };
const noon = Date.UTC(2026, 0, 31, 12) / 60_000;
const at = (minute: number) => new Date((noon + minute) * 60_000);

/** A document of one client, and the update for what it writes. */
function client(id: number) {
  const doc = new Y.Doc();
  doc.clientID = id;
  const text = doc.getText('content');
  return {
    doc,
    write(words: string): Uint8Array {
      const before = Y.encodeStateVector(doc);
      text.insert(text.length, words);
      return Y.encodeStateAsUpdate(doc, before);
    },
  };
}

test('WHO-1 what one client wrote is parted by author, and by breaks of five minutes', () => {
  const { write } = client(7);
  const fold = new AuthorshipFold();
  fold.add({ author: ada, at: at(0), update: write('one') });
  fold.add({ author: ada, at: at(5), update: write('two') });
  fold.add({ author: ada, at: at(6), update: write('three') });
  fold.add({ author: guest, at: at(6), update: write('four') });
  expect(fold.folded()).toEqual({
    authors: ['person ada', 'guest g'],
    clients: [
      [
        7,
        [
          [6, 0, noon],
          [11, 0, noon + 6],
          [15, 1, noon + 6],
        ],
      ],
    ],
  });
});

test('WHO-2 what comes again is still theirs who brought it first, whoever sends it under their client id', () => {
  const { write } = client(7);
  const first = write('mine');
  const fold = new AuthorshipFold();
  fold.add({ author: ada, at: at(0), update: first });
  fold.add({ author: guest, at: at(1), update: first });
  fold.add({ author: guest, at: at(1), update: Y.mergeUpdates([first, write('!')]) });
  fold.add({ author: guest, at: at(2), update: first });
  expect(fold.folded().clients).toEqual([
    [
      7,
      [
        [4, 0, noon],
        [5, 1, noon + 1],
      ],
    ],
  ]);
});

test('WHO-1 what nobody is known to have brought is nobody’s', () => {
  const { write } = client(7);
  write('lost');
  const fold = new AuthorshipFold();
  fold.add({ author: ada, at: at(0), update: write('found') });
  expect(fold.folded()).toEqual({
    authors: ['person ada', 'system '],
    clients: [
      [
        7,
        [
          [4, 1, noon],
          [9, 0, noon],
        ],
      ],
    ],
  });
});

test('WHO-1 a fold that is gone on from is that of the whole log', () => {
  const { write } = client(7);
  const rows = ['a', 'b', 'c', 'd'].map((words, i) => ({
    author: i % 2 ? ada : guest,
    at: at(i),
    update: write(words),
  }));
  const whole = new AuthorshipFold();
  for (const row of rows) whole.add(row);
  let fold = new AuthorshipFold();
  for (const row of rows) {
    fold = new AuthorshipFold(structuredClone(fold.folded()));
    fold.add(row);
  }
  expect(fold.folded()).toEqual(whole.folded());
});

test('WHO-8 what a row brings back is theirs whom its credits name, and the rest of it its author’s', () => {
  const { write } = client(7);
  const fold = new AuthorshipFold();
  fold.add({ author: ada, at: at(0), update: write('one') });
  fold.add(
    { author: guest, at: at(60), update: write('0123456789') },
    {
      authors: ['person mira', 'person ada'],
      clients: [
        [
          7,
          [
            [2, 4, 0, noon],
            [5, 7, 0, noon],
            [7, 9, 1, noon],
          ],
        ],
      ],
    },
  );
  fold.add({ author: ada, at: at(61), update: write('end') });
  expect(fold.folded()).toEqual({
    authors: ['person ada', 'guest g', 'person mira'],
    clients: [
      [
        7,
        [
          [3, 0, noon],
          // What was there before the row is not the row's to credit.
          [4, 2, noon],
          [5, 1, noon + 60],
          [7, 2, noon],
          [9, 0, noon],
          [13, 1, noon + 60],
          [16, 0, noon + 61],
        ],
      ],
    ],
  });
});
