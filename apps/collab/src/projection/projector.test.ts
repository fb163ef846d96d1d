import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProjections } from '../testing/fake-projections.ts';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Projector } from './projector.ts';

let clock: FakeClock;
let seqs: Map<string, number>;
let projections: FakeProjections;
let damaged: Set<string>;
let failed: string[];
/** Documents whose tasks become other ones when they are projected, and of which that is told. */
let retasked: Set<string>;
let told: string[];
/** Documents of which it cannot be looked up who gave their tasks, and of which that is told. */
let giverless: Set<string>;
let giversFailed: string[];
let pauses: number;
let isThreadClosed: boolean;
/** Documents that the thread was asked for. */
let read: string[];
let projector: Projector;
/** How long projecting takes, and what it waits for. */
let cost: number;
let held: Promise<void> | null;

beforeEach(() => {
  clock = new FakeClock();
  seqs = new Map();
  projections = new FakeProjections(seqs);
  [damaged, failed, read, pauses, cost, held] = [new Set(), [], [], 0, 0, null];
  [retasked, told] = [new Set(), []];
  [giverless, giversFailed] = [new Set(), []];
  isThreadClosed = false;
  projector = aProjector();
});
afterEach(() => projector.close());

function aProjector(): Projector {
  return new Projector({
    clock,
    projections,
    thread: {
      async work(documentId) {
        read.push(documentId);
        if (damaged.has(documentId))
          return { kind: 'failed', cause: new Error('damaged'), milliseconds: null };
        clock.advance(cost);
        await held;
        projections.keep(documentId);
        return {
          ...{ kind: 'written', hasOtherTasks: retasked.has(documentId), milliseconds: cost },
          ...(giverless.has(documentId) && { giversFailure: { name: 'error', code: '53100' } }),
        };
      },
      async close() {
        isThreadClosed = true;
      },
    },
    onOtherTasks: (documentId) => void told.push(documentId),
    onFailed: (documentId) => failed.push(documentId),
    onGiversFailed: (documentId, { code }) => void giversFailed.push(`${documentId} ${code}`),
    onPaused() {
      pauses += 1;
    },
  });
}

function append(documentId: string): void {
  seqs.set(documentId, (seqs.get(documentId) ?? 0) + 1);
}

/** This process stores something. */
function commit(documentId: string): void {
  append(documentId);
  projector.committed(documentId);
}

/** Lets time pass, and what is due be done. */
async function pass(seconds: number): Promise<void> {
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    clock.advance(100);
    await settled();
  }
}

const seqOf = (documentId: string) => projections.seqOf(documentId);

test('TASK-708 that it could not be looked up who gave the tasks of a document is told, and it counts as projected', async () => {
  giverless.add('b');
  for (const id of ['a', 'b']) commit(id);
  await pass(3);
  expect([giversFailed, failed]).toEqual([['b 53100'], []]);
});

test('TASK-52 whose tasks have become other ones is told when a document was projected', async () => {
  retasked.add('a');
  for (const documentId of ['a', 'b']) commit(documentId);
  await pass(2.1);
  await pass(1);
  expect(projections.written.toSorted()).toEqual(['a', 'b']);
  expect(told).toEqual(['a']);
});

describe('after something was stored', () => {
  test('PROJ-11 a document is projected when it has been quiet for two seconds, once', async () => {
    commit('a');
    await pass(1.5);
    commit('a');
    await pass(1.9);
    expect(projections.written).toEqual([]);
    await pass(0.2);
    expect(seqOf('a')).toBe(2);
    const { questions } = projections;
    await pass(60);
    expect(projections.questions).toBe(questions);
  });

  test('PROJ-11 every ten seconds while more is stored', async () => {
    for (let second = 0; second < 35; second += 1) {
      commit('a');
      await pass(1);
    }
    expect(projections.written).toHaveLength(3);
  });

  test('PROJ-11 what another process stored is left to it for five seconds', async () => {
    append('a');
    append('b');
    for (const documentId of ['a', 'b']) projector.hear({ type: 'rows', documentId, seq: 1 });
    await pass(4.9);
    projections.keep('b');
    await pass(0.2);
    expect(projections.written).toEqual(['b', 'a']);
    expect(read).toEqual(['a']);
  });

  test('PROJ-11 what this process hears of itself puts nothing off', async () => {
    append('a');
    projector.hear({ type: 'rows', documentId: 'a', seq: 1 });
    projector.committed('a');
    projector.hear({ type: 'rows', documentId: 'a', seq: 1 });
    await pass(2.1);
    expect(projections.written).toEqual(['a']);
  });

  test('PROJ-11 of what waits each document is projected once, as it is then', async () => {
    cost = 1_000;
    for (const documentId of ['a', 'b']) commit(documentId);
    await pass(2.1);
    commit('b');
    await pass(60);
    expect(projections.written).toEqual(['a', 'b']);
    expect(seqOf('b')).toBe(2);
  });

  test('PROJ-11 what is more than five thousand is left to the next search', async () => {
    for (let index = 0; index < 5_001; index += 1) commit(`d${index}`);
    await pass(2.1);
    expect(projections.written).toHaveLength(5_000);
    projector.start();
    await settled();
    expect(projections.written).toHaveLength(5_001);
  });

  test('PROJ-14 a quarter of the time is spent at most', async () => {
    cost = 1_000;
    for (let second = 0; second < 100; second += 1) {
      for (const documentId of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) commit(documentId);
      await pass(1);
      const spent = projections.written.length * cost;
      expect(spent).toBeLessThanOrEqual(1_000 + clock.now() / 4);
    }
    expect(projections.written.length).toBeGreaterThan(5);
  });
});

describe('what is behind', () => {
  test('PROJ-12 is projected at the start, however much it is', async () => {
    for (let index = 0; index < 250; index += 1) append(`d${String(index).padStart(3, '0')}`);
    projector.start();
    await settled();
    expect(projections.written).toEqual([...seqs.keys()]);
  });

  test('PROJ-12 is looked for every ten minutes, and after messages may have been missed', async () => {
    projector.start();
    await settled();
    append('a');
    await pass(9 * 60);
    expect(projections.written).toEqual([]);
    await pass(2 * 60);
    expect(projections.written).toEqual(['a']);
    append('b');
    projector.hear({ type: 'missed' });
    await settled();
    expect(projections.written).toEqual(['a', 'b']);
    append('c');
    await pass(9 * 60);
    expect(seqOf('c')).toBe(0);
    await pass(2 * 60);
    expect(seqOf('c')).toBe(1);
  });

  test('PROJ-12 comes after what somebody has just written', async () => {
    cost = 100;
    for (let index = 0; index < 20; index += 1) append(`old ${index}`);
    commit('z');
    projections.keep('z');
    commit('z');
    projector.start();
    await pass(3);
    expect(projections.written.lastIndexOf('z')).toBeGreaterThan(0);
    expect(projections.written.lastIndexOf('z')).toBeLessThan(10);
    await pass(30);
    expect(projections.written).toHaveLength(22);
  });
});

describe('failures', () => {
  test('PROJ-13 what cannot be projected holds up nothing, and is left alone for ten minutes', async () => {
    damaged.add('b');
    for (const documentId of ['a', 'b', 'c']) append(documentId);
    projector.start();
    await settled();
    expect(projections.written).toEqual(['a', 'c']);
    expect(failed).toEqual(['b']);
    commit('b');
    await pass(5 * 60);
    expect(failed).toEqual(['b']);
    damaged.clear();
    await pass(20 * 60);
    expect(seqOf('b')).toBe(2);
    expect(failed).toEqual(['b']);
  });

  test('PROJ-13 however many cannot be projected, the others are', async () => {
    for (let index = 100; index < 350; index += 1) damaged.add(`d${index}`);
    for (const documentId of [...damaged, 'e']) append(documentId);
    projector.start();
    await settled();
    expect(projections.written).toEqual(['e']);
    expect(failed).toEqual([...damaged]);
  });

  test('PROJ-16 while the database is away nothing is lost', async () => {
    projections.isAway = true;
    for (const documentId of ['a', 'b']) commit(documentId);
    await pass(60);
    expect(pauses).toBeGreaterThan(1);
    expect(pauses).toBeLessThan(8);
    projections.isAway = false;
    await pass(11);
    expect([...projections.written].sort()).toEqual(['a', 'b']);
    expect(failed).toEqual([]);
    const { questions } = projections;
    await pass(5 * 60);
    expect(projections.questions).toBe(questions);
  });

  test('PROJ-17 after closing nothing is begun, and what is under way is broken off', async () => {
    let breakOff = (): void => {};
    held = new Promise((_, reject) => {
      breakOff = () => reject(new Error('closed'));
    });
    for (const documentId of ['a', 'b']) commit(documentId);
    await pass(3);
    const { questions } = projections;
    const closing = projector.close();
    expect(isThreadClosed).toBe(true);
    breakOff();
    await closing;
    commit('c');
    projector.hear({ type: 'missed' });
    projector.start();
    await pass(20 * 60);
    expect(projections.written).toEqual([]);
    expect(projections.questions).toBe(questions);
    expect({ failed, pauses }).toEqual({ failed: [], pauses: 0 });
  });
});
