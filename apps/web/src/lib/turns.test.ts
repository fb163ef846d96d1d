import { expect, test } from 'vitest';
import { TooManyWaiting, Turns } from './turns.ts';

test('EMBED-4 some work is done at once, the rest waits in order, and beyond the line nothing is begun', async () => {
  const turns = new Turns({ atOnce: 2, waiting: 2 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const begin = (n: number) =>
    turns.take(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (n === 0) throw new Error('broken');
      return n;
    });
  const all = Promise.allSettled([0, 1, 2, 3].map(begin));
  await expect(begin(4)).rejects.toThrow(TooManyWaiting);
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  // Whoever comes now waits for those who are at it.
  const last = begin(7);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).not.toContain(7);
  for (const end of ends) end();
  expect((await all).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  await expect.poll(() => ends.length).toBe(5);
  ends[4]?.();
  expect(await last).toBe(7);
  // All turns are given back.
  expect(await Promise.all([5, 6].map((n) => turns.take(async () => n)))).toEqual([5, 6]);
});
