import type { DocumentId } from '@plenum/domain/ids';
import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Compactor } from './compactor.ts';
import type { Worked, WorkedInThread } from './document-thread.ts';

let clock: FakeClock;
let compactor: Compactor;
let failed: DocumentId[];
/** The documents that the thread was given, and how to end its work on the last. */
let given: DocumentId[];
let end: (worked: Worked | Error, milliseconds?: number) => void;

beforeEach(() => {
  clock = new FakeClock();
  [given, failed] = [[], []];
  const work = (documentId: DocumentId) =>
    new Promise<WorkedInThread>((resolve, reject) => {
      given.push(documentId);
      end = (worked, milliseconds) =>
        worked instanceof Error ? reject(worked) : resolve({ ...worked, milliseconds: milliseconds ?? null });
    });
  const close = async () => end(new Error('closed'));
  compactor = new Compactor({ clock, thread: { work, close }, onFailed: (id) => failed.push(id) });
});

/** Lets the work at hand take so long, and the rest after it pass. */
async function finish(milliseconds: number, worked: Worked | Error = { kind: 'written' }) {
  clock.advance(milliseconds);
  end(worked);
  await settled();
  clock.advance(milliseconds);
  await settled();
}

test('COLLAB-51 snapshots are made one at a time, in the order in which they are asked for', async () => {
  const took = ['a', 'b', 'a', 'c', 'b'].map((id) => compactor.compact(id));
  expect(given).toEqual(['a']);
  await finish(30);
  expect(given).toEqual(['a', 'b']);
  await finish(20);
  await finish(10);
  // What was asked for while it was at work is made again.
  expect(given).toEqual(['a', 'b', 'a', 'c']);
  await finish(5);
  expect(await Promise.all(took)).toEqual([30, 20, 10, 5, 20]);
});

test('COLLAB-51 after each it rests for as long as that took', async () => {
  void compactor.compact('a');
  void compactor.compact('b');
  clock.advance(400);
  end({ kind: 'written' });
  await settled();
  clock.advance(399);
  await settled();
  expect(given).toEqual(['a']);
  clock.advance(1);
  await settled();
  expect(given).toEqual(['a', 'b']);
});

test('COLLAB-51 what it takes to start the thread is not counted as work', async () => {
  const took = compactor.compact('a');
  void compactor.compact('b');
  clock.advance(900);
  end({ kind: 'written' }, 30);
  await settled();
  clock.advance(30);
  await settled();
  expect(await took).toBe(30);
  expect(given).toEqual(['a', 'b']);
});

test('COLLAB-51 one that fails is told of and holds up no other', async () => {
  const took = ['a', 'b', 'c'].map((id) => compactor.compact(id));
  await finish(3, { kind: 'failed', cause: new Error('damaged') });
  await finish(2, new Error('away'));
  await finish(1);
  expect(failed).toEqual(['a', 'b']);
  expect(await Promise.all(took)).toEqual([3, 2, 1]);
});

test('COLLAB-51 no more than a bounded number waits, and nobody once it is closed', async () => {
  const took = Array.from({ length: 10_005 }, (_, i) => compactor.compact(String(i)));
  expect(compactor.waiting).toBe(10_000);
  await compactor.close();
  expect(new Set(await Promise.all(took))).toEqual(new Set([0]));
  expect(await compactor.compact('late')).toBe(0);
  expect(given).toEqual(['0']);
  expect(failed).toEqual([]);
});
