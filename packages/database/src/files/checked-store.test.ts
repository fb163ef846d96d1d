import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { MemoryBucket } from '../testing/memory-bucket.ts';
import { checkedStore } from './checked-store.ts';
import type { FileStore } from './file-store.ts';

const asked: [string, (store: FileStore) => Promise<unknown>][] = [
  ['write', (store) => store.write(randomUUID(), (async function* () {})())],
  ['sizeOf', (store) => store.sizeOf(randomUUID())],
  ['read', (store) => store.read(randomUUID())[Symbol.asyncIterator]().next()],
  ['remove', (store) => store.remove(randomUUID())],
  ['list', (store) => store.list()[Symbol.asyncIterator]().next()],
  ['check', (store) => store.check()],
];

test.each(asked)('FILE-25 nothing is asked of a bucket that is not the right one: %s', async (name, ask) => {
  const bucket = new MemoryBucket();
  let looks = 0;
  const store = checkedStore(bucket, async () => {
    looks += 1;
    if (looks === 1) throw new Error('another bucket');
  });
  await expect(ask(store)).rejects.toThrow('another bucket');
  expect(bucket.content.size).toBe(0);
  const before = await ask(bucket).catch((error: Error) => error.message.replace(/[\w-]{36}/, ''));
  for (const _ of [1, 2]) {
    const after = await ask(store).catch((error: Error) => error.message.replace(/[\w-]{36}/, ''));
    if (name !== 'list') expect(after).toEqual(before);
  }
  expect(looks).toBe(2);
});
