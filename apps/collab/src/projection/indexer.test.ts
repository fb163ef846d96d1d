import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import type { WorkedInThread } from './document-thread.ts';
import { Indexer } from './indexer.ts';

let clock: FakeClock;
let waiting: { documentId: string; changes: string[] }[];
let asked: string[];
let told: unknown[];
let work: (documentId: string) => Promise<WorkedInThread>;
let list: () => Promise<typeof waiting>;
let indexer: Indexer;

/** Until all that is promised has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = new FakeClock();
  waiting = [];
  asked = [];
  told = [];
  work = async () => ({ kind: 'written', milliseconds: 1 });
  list = async () => waiting;
  indexer = new Indexer({
    clock,
    thread: {
      work(documentId) {
        asked.push(documentId);
        return work(documentId);
      },
      close: async () => {},
    },
    list: () => list(),
    forget: async (changes) => {
      waiting = waiting.filter((one) => one.changes !== changes);
    },
    onFailed: (documentId) => told.push(documentId),
    onPaused: (error) => told.push(error),
  });
});
afterEach(() => indexer.close());

describe('what a search knows', () => {
  test('SEARCH-17 is brought up to what has changed, twice a second', async () => {
    waiting = [{ documentId: 'a', changes: ['1', '2'] }];
    indexer.start();
    await settled();
    expect([asked, waiting]).toEqual([['a'], []]);
    waiting = [{ documentId: 'b', changes: ['3'] }];
    clock.advance(499);
    await settled();
    expect(asked).toEqual(['a']);
    clock.advance(1);
    await settled();
    expect([asked, waiting]).toEqual([['a', 'b'], []]);
  });

  test('SEARCH-17 a document that cannot be read holds up no other', async () => {
    waiting = [
      { documentId: 'a', changes: ['1'] },
      { documentId: 'b', changes: ['2'] },
    ];
    work = async (id) =>
      id === 'a'
        ? { kind: 'failed', cause: new Error('broken'), milliseconds: 1 }
        : { kind: 'written', milliseconds: 1 };
    indexer.start();
    await settled();
    expect([asked, told, waiting]).toEqual([['a', 'b'], ['a'], []]);
  });

  test('SEARCH-17 waits for the database and loses nothing', async () => {
    waiting = [{ documentId: 'a', changes: ['1'] }];
    work = async () => Promise.reject(new Error('away'));
    indexer.start();
    await settled();
    expect([told.length, waiting.length]).toEqual([1, 1]);
    work = async () => ({ kind: 'written', milliseconds: 1 });
    clock.advance(9_999);
    await settled();
    expect(waiting).toHaveLength(1);
    clock.advance(1);
    await settled();
    expect([asked, waiting]).toEqual([['a', 'a'], []]);
  });

  test('SEARCH-17 nothing is begun after the end', async () => {
    indexer.start();
    await settled();
    await indexer.close();
    waiting = [{ documentId: 'a', changes: ['1'] }];
    clock.advance(60_000);
    indexer.start();
    await settled();
    expect(asked).toEqual([]);
  });
});
