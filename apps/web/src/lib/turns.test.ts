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
  for (const end of ends) end();
  expect((await all).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  // All turns are given back.
  expect(await Promise.all([5, 6].map((n) => turns.take(async () => n)))).toEqual([5, 6]);
});
