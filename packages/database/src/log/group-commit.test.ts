import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { GroupCommit } from './group-commit.ts';
import type { Append, Appended, Author } from './log.ts';
import { MemoryLog } from './memory-log.ts';
import type { Committed } from './pending.ts';
import { EMPTY_UPDATE, mergeAll } from './update-buffer.ts';

const anna: Author = { kind: 'person', id: randomUUID() };
const bert: Author = { kind: 'person', id: randomUUID() };
const retry = { first: 1, most: 4 };

/** A log whose appends can be held up and made to fail. */
class TestLog extends MemoryLog {
  failures = 0;
  batches: number[] = [];
  begun = 0;
  /** Says whether a batch is refused, and the sizes of those that were. */
  refuse: (batch: readonly Append[]) => Error | null = () => null;
  refused: number[] = [];
  hold: Promise<void> = Promise.resolve();

  override async append(batch: readonly Append[]): Promise<Appended[]> {
    this.begun += 1;
    await this.hold;
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('away');
    }
    const refusal = this.refuse(batch);
    if (refusal) {
      this.refused.push(batch.length);
      throw refusal;
    }
    this.batches.push(batch.length);
    return super.append(batch);
  }
}

function typing(text: string): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  for (const letter of text) doc.getText('t').insert(doc.getText('t').length, letter);
  return updates;
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
}

const seqOf = (committed: Committed | null) =>
  committed?.kind === 'stored' ? committed.seq : committed?.kind;

/** An error that PostgreSQL sent. */
const refusal = (code: string): Error => Object.assign(new Error('refused'), { code });

function setUp() {
  const log = new TestLog();
  const documentId = randomUUID();
  log.create(documentId);
  return { log, documentId };
}

describe('group commit', () => {
  test('LOG-10 what is pending becomes one row per document, author and commit', async () => {
    const { log, documentId } = setUp();
    const other = randomUUID();
    log.create(other);
    const commit = new GroupCommit({ log });
    const one = typing('hello').map((update) => commit.append({ documentId, author: anna, update }));
    const two = typing('there').map((update) => commit.append({ documentId, author: bert, update }));
    const three = typing('else').map((update) => commit.append({ documentId: other, author: anna, update }));
    const results = await Promise.all([...one, ...two, ...three]);
    expect(log.batches).toEqual([3]);
    expect(results.map(seqOf)).toEqual([...Array(5).fill(1), ...Array(5).fill(2), ...Array(4).fill(1)]);
    const rows = (await log.open(documentId))?.tail ?? [];
    expect(rows.map(({ author }) => author)).toEqual([anna, bert]);
    expect(rows.map(({ update }) => textOf([update]))).toEqual(['hello', 'there']);
  });

  test('LOG-20 what comes after a quiet window is committed at once, what comes within it together at its end', async () => {
    const { log, documentId } = setUp();
    const commit = new GroupCommit({ log, window: 1_000 });
    const [first = EMPTY_UPDATE, ...others] = typing('abc');
    const append = (update: Uint8Array) => commit.append({ documentId, author: anna, update });
    await append(first);
    const later = others.map(append);
    for (let i = 0; i < 5; i++) await new Promise(setImmediate);
    expect(log.begun).toBe(1);
    expect((await Promise.all(later)).map(seqOf)).toEqual([2, 2]);
    expect(log.batches).toEqual([1, 1]);
  });

  test('LOG-11 an append is resolved only after its commit, and one commit at a time is on its way', async () => {
    const { log, documentId } = setUp();
    let release = (): void => {};
    log.hold = new Promise((resolve) => {
      release = resolve;
    });
    const commit = new GroupCommit({ log, window: 0 });
    const events: string[] = [];
    const [first = EMPTY_UPDATE, second = EMPTY_UPDATE] = typing('ab');
    const append = async (update: Uint8Array) => {
      await commit.append({ documentId, author: anna, update });
      events.push(`${log.batches.length} committed`);
    };
    const one = append(first);
    await vi.waitFor(() => expect(log.begun).toBe(1), { timeout: 5_000 });
    const two = append(second);
    await vi.waitFor(() => expect(log.begun).toBe(1), { timeout: 5_000 });
    expect(events).toEqual([]);
    release();
    await Promise.all([one, two]);
    expect(events).toEqual(['1 committed', '2 committed']);
  });

  test('LOG-12 FLT-4 while the database is away nothing is resolved or lost; afterwards all is stored, in order', async () => {
    const { log, documentId } = setUp();
    log.failures = 5;
    const failures: unknown[] = [];
    const commit = new GroupCommit({ log, retry, onFailure: (error) => failures.push(error) });
    const results = await Promise.all(
      typing('still here').map((update) => commit.append({ documentId, author: anna, update })),
    );
    expect(failures).toHaveLength(5);
    expect(results.every((result) => result?.kind === 'stored' && result.delayed)).toBe(true);
    expect(textOf((await log.open(documentId))?.tail.map(({ update }) => update) ?? [])).toBe('still here');
    const [again] = typing('x');
    expect(await commit.append({ documentId, author: anna, update: again ?? EMPTY_UPDATE })).toMatchObject({
      delayed: false,
    });
  });

  test('LOG-13 more than the bound is refused, counting what it takes to keep small ones, and taken again once there is room', async () => {
    const { log, documentId } = setUp();
    const commit = new GroupCommit({ log, maxBytes: 5 * 514 });
    const append = { documentId, author: anna, update: Uint8Array.of(0, 0) };
    const taken = Array.from({ length: 6 }, () => commit.append(append));
    expect(taken.map((promise) => promise !== null)).toEqual([true, true, true, true, true, false]);
    await commit.drained();
    expect(commit.append(append)).not.toBeNull();
    await commit.drained();
  });

  test('LOG-14 drained is resolved when everything taken is stored', async () => {
    const { log, documentId } = setUp();
    log.failures = 2;
    const commit = new GroupCommit({ log, retry });
    for (const update of typing('abc')) void commit.append({ documentId, author: anna, update });
    await commit.drained();
    expect(textOf((await log.open(documentId))?.tail.map(({ update }) => update) ?? [])).toBe('abc');
  });

  test('LOG-22 what one author wrote in copies of two epochs is not merged, and of the older nothing is stored', async () => {
    const { log, documentId } = setUp();
    const epochOf = async () => (await log.open(documentId))?.epoch ?? '';
    const commit = new GroupCommit({ log });
    const append = (update: Uint8Array, epoch: string) =>
      commit.append({ documentId, author: anna, update, epoch });
    const before = await epochOf();
    log.putBack(documentId);
    const after = await epochOf();
    const [old, own] = [typing('old'), typing('new')];
    const results = await Promise.all([
      ...old.map((update) => append(update, before)),
      ...own.map((update) => append(update, after)),
    ]);
    expect(results.map(seqOf)).toEqual([...Array(3).fill('otherEpoch'), ...Array(3).fill(1)]);
    expect(textOf((await log.open(documentId))?.tail.map(({ update }) => update) ?? [])).toBe('new');
  });

  test('LOG-15 after a commit the highest new sequence of each document is told', async () => {
    const { log, documentId } = setUp();
    const told: [string, number][] = [];
    const commit = new GroupCommit({ log, onCommit: (rows) => told.push(...rows) });
    const [update = EMPTY_UPDATE] = typing('a');
    const results = await Promise.all([
      commit.append({ documentId, author: anna, update }),
      commit.append({ documentId, author: bert, update }),
      commit.append({ documentId: randomUUID(), author: bert, update }),
    ]);
    expect(results.map(seqOf)).toEqual([1, 2, 'gone']);
    expect(told).toEqual([[documentId, 2]]);
  });
});

describe('trouble with one document', () => {
  /** Two documents, of which one is refused with an error until it is set to null. */
  function setUpTrouble(code: string) {
    const { log, documentId: good } = setUp();
    const bad = randomUUID();
    log.create(bad);
    const trouble: { error: Error | null } = { error: refusal(code) };
    log.refuse = (batch) => (batch.some(({ documentId }) => documentId === bad) ? trouble.error : null);
    const commit = new GroupCommit({ log, retry });
    const type = (documentId: string, text: string) =>
      Promise.all(typing(text).map((update) => commit.append({ documentId, author: anna, update })));
    const stored = async (documentId: string) =>
      textOf((await log.open(documentId))?.tail.map(({ update }) => update) ?? []);
    return { log, good, bad, trouble, commit, type, stored };
  }

  test.each(['23514', '55P03', '22021', '57014'])(
    'LOG-17 rows that the database refuses with %s hold up no other document, and are stored once it takes them',
    async (code) => {
      const { log, good, bad, trouble, commit, type, stored } = setUpTrouble(code);
      const waiting = type(bad, 'bad');
      await type(good, 'good');
      const more = type(bad, 'worse');
      const rounds = log.begun;
      await type(good, 'better');
      // Only its own commit: the refused document is in no batch but its own.
      expect(log.refused.filter((size) => size > 1).length).toBeLessThanOrEqual(1);
      await vi.waitFor(() => expect(log.begun).toBeGreaterThan(rounds + 2), { timeout: 5_000 });
      expect(await stored(bad)).toBe('');
      trouble.error = null;
      expect((await Promise.all([waiting, more])).flat().map((result) => result?.kind)).toEqual(
        Array(8).fill('stored'),
      );
      await commit.drained();
      expect(await stored(bad)).toHaveLength('badworse'.length);
      const [last] = await type(bad, '!');
      expect(last).toMatchObject({ kind: 'stored', delayed: false });
    },
  );

  test.each(['ECONNREFUSED', 'EPIPE', '08006', '53100', '57P01'])(
    'LOG-17, LOG-12 a database that is away with %s is no document’s trouble: the batch stays together',
    async (code) => {
      const { log, good, bad, trouble, type, stored } = setUpTrouble(code);
      const waiting = Promise.all([type(bad, 'bad'), type(good, 'good')]);
      await vi.waitFor(() => expect(log.refused.length).toBeGreaterThan(3), { timeout: 5_000 });
      expect(new Set(log.refused)).toEqual(new Set([2]));
      expect(await stored(good)).toBe('');
      trouble.error = null;
      await waiting;
      expect([await stored(good), await stored(bad)]).toEqual(['good', 'bad']);
    },
  );

  test('LOG-18 what cannot be merged is given up alone: the others of the commit are stored, and so is what comes after', async () => {
    const { log, documentId } = setUp();
    const failures: unknown[] = [];
    const commit = new GroupCommit({ log, onFailure: (error) => failures.push(error) });
    const poison = Array.from({ length: 40 }, () => Uint8Array.of(9, 9, 9));
    const bad = poison.map((update) => commit.append({ documentId, author: bert, update }));
    const good = typing('kept').map((update) => commit.append({ documentId, author: anna, update }));
    expect(new Set((await Promise.all(bad)).map((result) => result?.kind))).toEqual(new Set(['unstorable']));
    expect(new Set((await Promise.all(good)).map((result) => result?.kind))).toEqual(new Set(['stored']));
    expect(failures).toHaveLength(1);
    const [next = EMPTY_UPDATE] = typing('n');
    expect((await commit.append({ documentId, author: bert, update: next }))?.kind).toBe('stored');
    await commit.drained();
  });
});

describe('update buffer', () => {
  test('LOG-16 merging any number of updates gives their union, in time that does not run away', () => {
    const updates = typing('x'.repeat(5_000));
    const began = performance.now();
    expect(textOf([mergeAll(updates)])).toBe('x'.repeat(5_000));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect([...mergeAll([])]).toEqual([...EMPTY_UPDATE]);
  });
});
