import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const bound = (failures: number, code: number | null = 1006) => retryDelay({ failures, code, random: 1 });

test('LINK-1 the bound doubles with each failure, up to 15 seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 1000].map((failures) => bound(failures))).toEqual([
    500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
  ]);
});

test('LINK-1 the delay is anywhere below the bound', () => {
  expect([0, 0.25, 0.999].map((random) => retryDelay({ failures: 3, code: null, random }))).toEqual([
    0, 500, 1998,
  ]);
});

test.each([1012, 1013, 4508, 4529])(
  'LINK-2 whom the server sends away by %i spreads over 4 seconds at least',
  (code) => {
    expect(bound(1, code)).toBe(4000);
    expect(bound(6, code)).toBe(15_000);
  },
);
