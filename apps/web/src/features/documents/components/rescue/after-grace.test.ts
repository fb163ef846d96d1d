import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterGrace } from './after-grace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('LOCAL-16 what is discarded can be had back for ten seconds, unless the page is left', () => {
  const [discard, undone, left] = [vi.fn(), vi.fn(), vi.fn()];
  afterGrace(discard);
  const undoing = afterGrace(undone);
  const leaving = afterGrace(left);
  vi.advanceTimersByTime(9_999);
  expect(discard).not.toHaveBeenCalled();
  undoing.undo();
  undoing.end();
  leaving.end();
  expect(left).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1);
  leaving.end();
  expect([discard, undone, left].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
});
