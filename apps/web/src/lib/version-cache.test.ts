import { expect, test, vi } from 'vitest';
import { VersionCache } from './version-cache.ts';

const aCache = () =>
  new VersionCache<{ seq: number; html: string }>({ capacity: 10, sizeOf: ({ html }) => html.length });

test('SHARE-6 a reading view is made once per sequence', async () => {
  const cache = aCache();
  const make = vi.fn(async () => ({ seq: 1, html: 'one' }));
  await cache.get({ id: 'a', seq: 1, make });
  expect(await cache.get({ id: 'a', seq: 1, make })).toEqual({ seq: 1, html: 'one' });
  expect(make).toHaveBeenCalledTimes(1);
  expect(await cache.get({ id: 'a', seq: 2, make: async () => ({ seq: 2, html: 'two' }) })).toEqual({
    seq: 2,
    html: 'two',
  });
});

test('SHARE-6 those who ask while a view is made share it, an older one never replaces it, and a failure is not kept', async () => {
  const cache = aCache();
  const make = vi.fn(async () => ({ seq: 2, html: 'two' }));
  await Promise.all([1, 2, 3].map(() => cache.get({ id: 'a', seq: 2, make })));
  expect(make).toHaveBeenCalledTimes(1);
  const older = async () => ({ seq: 1, html: 'one' });
  expect(await cache.get({ id: 'a', seq: 1, make: older })).toEqual({ seq: 2, html: 'two' });
  const fails = () => Promise.reject(new Error('away'));
  await expect(cache.get({ id: 'b', seq: 1, make: fails })).rejects.toThrow('away');
  expect(await cache.get({ id: 'b', seq: 1, make: older })).toEqual({ seq: 1, html: 'one' });
});

test('SHARE-7 the views that are kept stay within their bound, and the least recently read goes first', async () => {
  const cache = aCache();
  const make = vi.fn(async () => ({ seq: 1, html: '12345' }));
  for (const id of ['a', 'b', 'a', 'c', 'a']) await cache.get({ id, seq: 1, make });
  expect(make).toHaveBeenCalledTimes(3);
  await cache.get({ id: 'b', seq: 1, make });
  expect(make).toHaveBeenCalledTimes(4);
});

test('SHARE-7 what is larger than all room is not kept, and costs nothing else its place', async () => {
  const cache = aCache();
  const make = vi.fn(async () => ({ seq: 1, html: '12345' }));
  const makeLarge = vi.fn(async () => ({ seq: 1, html: '12345678901' }));
  for (const id of ['a', 'b']) await cache.get({ id, seq: 1, make });
  for (const _ of [1, 2]) await cache.get({ id: 'large', seq: 1, make: makeLarge });
  for (const id of ['a', 'b']) await cache.get({ id, seq: 1, make });
  expect([make.mock.calls.length, makeLarge.mock.calls.length]).toEqual([2, 2]);
});
