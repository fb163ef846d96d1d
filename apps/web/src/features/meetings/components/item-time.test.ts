import { expect, test } from 'vitest';
import { elapsedOf, timeLeft } from './item-time.ts';

const state = {
  items: [{ blockId: 'a', elapsed: 60_000, isDone: false }],
  currentItem: 'a',
  runningSince: null,
};

test('MEET-2 an item has what was kept, and what runs since, of the item that runs alone', () => {
  const runs = { ...state, runningSince: new Date(1_000_000) };
  expect(elapsedOf(state, { blockId: 'a', now: 1_010_000 })).toBe(60_000);
  expect(elapsedOf(runs, { blockId: 'a', now: 1_010_000 })).toBe(70_000);
  expect(elapsedOf(runs, { blockId: 'b', now: 1_010_000 })).toBe(0);
  expect(elapsedOf(runs, { blockId: 'a', now: 990_000 })).toBe(60_000);
});

test.each([
  [10, 0, false, '10:00'],
  [10, 1_000, false, '9:59'],
  [10, 599_999, false, '0:01'],
  [10, 600_000, false, '0:00'],
  [10, 601_000, true, '0:01'],
  [1, 200_000, true, '2:20'],
])('MEET-2 of %i minutes, after %i ms', (minutes, elapsed, isOver, text) => {
  expect(timeLeft(minutes, elapsed)).toEqual({ isOver, text });
});
