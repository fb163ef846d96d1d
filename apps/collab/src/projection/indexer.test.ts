import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import type { WorkedInThread } from './document-thread.ts';
import { Indexer } from './indexer.ts';

let clock: FakeClock;
let waiting: { documentId: string; changes: string[] }[];
let asked: string[];
let told: unknown[];
let work: (documentId: string) => Promise<WorkedInThread>;
let list: (which: { except: string[] }) => Promise<typeof waiting>;
let indexer: Indexer;

/** Until all that is promised has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = new FakeClock();
  waiting = [];
  asked = [];
  told = [];
  work = async () => ({ kind: 'written', milliseconds: 1 });
  list = async ({ except }) => waiting.filter(({ documentId }) => !except.includes(documentId));
  indexer = new Indexer({
    clock,
    thread: {
      work(documentId) {
        asked.push(documentId);
        return work(documentId);
      },
      close: async () => {},
    },
    list: (which) => list(which),
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

  test('SEARCH-21 a document on which the work takes long is left alone for twenty times as long, and no other', async () => {
    let milliseconds = 1_000;
    work = async (id) => ({ kind: 'written', milliseconds: id === 'long' ? milliseconds : 1 });
    const change = (documentId: string) => waiting.push({ documentId, changes: [documentId] });
    const pass = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 500) {
        clock.advance(500);
        await settled();
      }
    };
    change('long');
    indexer.start();
    await settled();
    change('long');
    change('short');
    await pass(19_500);
    expect(asked).toEqual(['long', 'short']);
    milliseconds = 40_000;
    await pass(1_000);
    expect([asked, waiting]).toEqual([['long', 'short', 'long'], []]);
    change('long');
    await pass(29_000);
    expect(asked).toHaveLength(3);
    await pass(1_500);
    expect(asked).toHaveLength(4);
  });

  test('SEARCH-17 a document on which the thread is lost is tried once more', async () => {
    waiting = [{ documentId: 'a', changes: ['1'] }];
    work = async () => ({ kind: 'failed', cause: new Error('lost'), milliseconds: null });
    indexer.start();
    await settled();
    expect(waiting).toHaveLength(1);
    for (let passed = 0; passed < 31_000; passed += 500) {
      clock.advance(500);
      await settled();
    }
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
