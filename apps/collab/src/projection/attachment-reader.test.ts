import type { WantedText } from '@plenum/database/files/file-texts';
import type { FileToRead, TextAnswer } from '@plenum/formats/plain-text/text-reader';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import { AttachmentReader } from './attachment-reader.ts';

let clock: FakeClock;
let waiting: WantedText[];
let prepared: number;
let kept: [string, string | null][];
let postponed: [string, number][];
let unreadable: string[];
let paused: unknown[];
let read: (file: FileToRead, abandoned: AbortSignal) => Promise<TextAnswer>;
let take: () => Promise<WantedText | null>;
let reader: AttachmentReader;

/** Until all that is promised has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const wanted = (fileId: string, more: Partial<WantedText> = {}): WantedText => ({
  fileId,
  mediaType: 'application/pdf',
  size: 10,
  tries: 1,
  ...more,
});

beforeEach(() => {
  clock = new FakeClock();
  [waiting, prepared, kept, postponed, unreadable, paused] = [[], 0, [], [], [], []];
  read = async () => ({ status: 'read', text: 'lentils' });
  take = async () => waiting.shift() ?? null;
  reader = new AttachmentReader({
    clock,
    prepare: async () => {
      prepared += 1;
    },
    take: () => take(),
    content: async function* () {},
    read: (...given) => read(...given),
    keep: async (...given) => void kept.push(given),
    postpone: async (...given) => void postponed.push(given),
    onUnreadable: (_, reason) => unreadable.push(reason),
    onPaused: (error) => paused.push(error),
  });
});
afterEach(() => reader.close());

/** Lets it look so many times. */
async function looks(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    clock.advance(2_000);
    await settled();
  }
}

test('SEARCH-24 what is missing is asked for once, and one file is read after the other', async () => {
  waiting = [wanted('a'), wanted('b')];
  reader.start();
  await settled();
  expect(kept).toEqual([['a', 'lentils']]);
  await looks(2);
  waiting.push(wanted('c'));
  await looks(1);
  expect([prepared, kept.map(([id]) => id)]).toEqual([1, ['a', 'b', 'c']]);
});

test('SEARCH-23 a file that cannot be read is without text, and holds up no other', async () => {
  waiting = [wanted('a'), wanted('empty'), wanted('b')];
  const answers: TextAnswer[] = [
    { status: 'unreadable', reason: 'Ended' },
    { status: 'read', text: '' },
    { status: 'read', text: 'lentils' },
  ];
  read = async () => answers.shift() ?? { status: 'read', text: 'more' };
  reader.start();
  await settled();
  await looks(3);
  expect(kept).toEqual([
    ['a', null],
    ['empty', null],
    ['b', 'lentils'],
  ]);
  expect([unreadable, paused, postponed]).toEqual([['Ended'], [], []]);
});

test('SEARCH-23 what is too large, took its readers along or is no attachment any more is not read at all', async () => {
  waiting = [
    wanted('large', { size: 51 * 2 ** 20 }),
    wanted('deadly', { tries: 4 }),
    wanted('gone', { mediaType: null }),
  ];
  read = async () => Promise.reject(new Error('read'));
  reader.start();
  await settled();
  await looks(3);
  expect(kept.map(([id, text]) => [id, text])).toEqual([
    ['large', null],
    ['deadly', null],
    ['gone', null],
  ]);
  expect([unreadable, paused]).toEqual([['TooLarge', 'TooManyTries'], []]);
});

test('SEARCH-24 a file that is not there is looked for later, and others are read', async () => {
  waiting = [wanted('absent'), wanted('b')];
  const absent = Object.assign(new Error('absent'), { code: 'ENOENT' });
  let isFirst = true;
  read = async () => {
    if (!isFirst) return { status: 'read', text: 'lentils' };
    isFirst = false;
    throw absent;
  };
  reader.start();
  await settled();
  await looks(1);
  expect([postponed, kept, paused]).toEqual([[['absent', 3_600]], [['b', 'lentils']], []]);
});

test('SEARCH-24 while the database or the files are away nothing is lost', async () => {
  const away = new Error('away');
  take = async () => Promise.reject(away);
  reader.start();
  await settled();
  take = async () => waiting.shift() ?? null;
  waiting = [wanted('a')];
  read = async () => Promise.reject(away);
  await looks(4);
  expect(waiting).toHaveLength(1);
  await looks(1);
  expect([paused, postponed, kept]).toEqual([[away, away], [['a', 60]], []]);
});

test('SEARCH-24 what is under way at the end is given back at once', async () => {
  waiting = [wanted('a')];
  read = (_, abandoned) =>
    new Promise((_, reject) => abandoned.addEventListener('abort', () => reject(abandoned.reason)));
  reader.start();
  await settled();
  await reader.close();
  expect([postponed, kept, paused]).toEqual([[['a', 0]], [], []]);
  reader.start();
  await looks(2);
  expect(postponed).toHaveLength(1);
});
