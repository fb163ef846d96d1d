import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { UpdateBuffer } from './update-buffer.ts';

vi.mock('yjs', async (original) => {
  const yjs = await original<typeof Y>();
  return { ...yjs, mergeUpdates: vi.fn(yjs.mergeUpdates) };
});

/** Updates of two who write in turns, each of so many characters. */
function written(count: number, length: number): { updates: Uint8Array[]; text: string } {
  const docs = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return;
      updates.push(update);
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'other');
    });
  }
  for (let i = 0; i < count; i++) docs[i % 2]?.getText('t').insert(i % 3, String(i).padEnd(length, '·'));
  return { updates, text: docs[0]?.getText('t').toString() ?? '' };
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs).toBeNull();
  return doc.getText('t').toString();
}

test.each([
  [0, 1],
  [1, 1],
  [31, 10],
  [32, 10],
  [3_000, 10],
  [33, 9_000],
  [2_000, 9_000],
])('LOG-23 %i updates of %i characters are what they were, at every time and merged', (count, length) => {
  const { updates, text } = written(count, length);
  const buffer = new UpdateBuffer();
  for (const update of updates.slice(0, count / 2)) buffer.add(update);
  if (count === 3_000) buffer.merged();
  for (const update of updates.slice(count / 2)) buffer.add(update);
  expect(textOf(buffer.all)).toBe(text);
  expect(textOf([buffer.merged()])).toBe(text);
});

test('LOG-23 adding an update merges no more than a bounded number of bytes', () => {
  const merge = vi.mocked(Y.mergeUpdates);
  const buffer = new UpdateBuffer();
  const { updates } = written(2_000, 2_000);
  merge.mockClear();
  for (const update of updates) buffer.add(update);
  const bytes = merge.mock.calls.map(([given]) => given.reduce((sum, { length }) => sum + length, 0));
  expect(bytes.length).toBeGreaterThan(50);
  expect(Math.max(...bytes)).toBeLessThanOrEqual(256 * 1024);
});
