import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

test('HOOK-9 a message is sent again after longer and longer, by chance a little later, and given up after about a day', () => {
  const delays = Array.from({ length: 8 }, (_, failed) => retryDelay(failed + 1, 0));
  expect(delays).toEqual([
    5 * SECOND,
    30 * SECOND,
    120 * SECOND,
    600 * SECOND,
    HOUR,
    6 * HOUR,
    24 * HOUR,
    null,
  ]);
  expect(retryDelay(5, 1)).toBe(1.2 * HOUR);
});
