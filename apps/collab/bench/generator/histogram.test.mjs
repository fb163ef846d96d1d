import { expect, test } from 'vitest';
import { Histogram } from './histogram.mjs';

test('BENCH-3 a percentile is what so many of all durations do not exceed, to a tenth of a millisecond', () => {
  const histogram = new Histogram();
  for (let i = 100; i >= 1; i--) histogram.add(i - 0.05);
  expect(histogram.percentile(0.5)).toBe(50);
  expect(histogram.percentile(0.99)).toBe(99);
  expect(histogram.percentile(1)).toBe(100);
});

test('BENCH-3 where nothing was counted there is no percentile', () => {
  const histogram = new Histogram();
  expect(histogram.percentile(0.5)).toBeNull();
  histogram.add(5);
  histogram.clear();
  expect(histogram.percentile(0.5)).toBeNull();
});

test('BENCH-3 what takes longer than can be told apart counts as the longest', () => {
  const histogram = new Histogram();
  histogram.add(1e9);
  expect(histogram.percentile(0.5)).toBeGreaterThanOrEqual(120_000);
});
