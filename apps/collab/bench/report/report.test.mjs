import { expect, test } from 'vitest';
import { goalLine } from './goals.mjs';
import { medianOf } from './median.mjs';
import { REPORT_HEADING, reportOf, withReport } from './report.mjs';

test.each([
  ['reached', { value: 10, most: 10 }, '**reached**'],
  ['not reached', { value: 10.1, most: 10 }, '**not reached**'],
  ['not measured without a figure', { value: undefined, most: 10 }, 'not measured'],
  ['not measured where nothing could be divided', { value: Number.NaN, most: 10 }, 'not measured'],
  ['not measured without something to compare with', { value: 10, most: null }, 'not measured'],
])('BENCH-4 a goal is %s', (_what, goal, verdict) => {
  expect(goalLine({ says: 'this', ...goal })).toMatch(verdict);
});

test('BENCH-5 of several rounds the median counts, number by number', () => {
  const rounds = [
    { cpu: 3, latency: { p50: 1, p99: 90 }, name: 'a' },
    { cpu: 1, latency: { p50: 3, p99: null }, name: 'a' },
    { cpu: 2, latency: { p50: 2, p99: 70 }, name: 'a' },
  ];
  expect(medianOf(rounds)).toEqual({ cpu: 2, latency: { p50: 2, p99: 70 }, name: 'a' });
});

test('BENCH-4 a server that failed is shown as failed, and no goal is told by it', () => {
  const scenario = {
    title: 'Something',
    columns: [
      ['CPU', ({ cpu }) => String(cpu)],
      ['memory', ({ memory }) => String(memory)],
    ],
    goals: ({ plenum }) => [{ says: 'CPU', value: plenum?.latency.p50, most: 10 }],
  };
  const report = reportOf(scenario, { relay: { cpu: 5, memory: 7 }, plenum: { failed: 'not done in time' } });
  expect(report).toMatch(/^\| bare ws relay.* \| 5 +\| 7 +\|$/m);
  expect(report).toMatch(/^\| Plenum.* \| not done in time \| – +\|$/m);
  expect(report).toMatch('not measured: CPU');
});

test('BENCH-7 a report takes the place of the one before in a page, and leaves what stands above', () => {
  const page = `# How fast\n\nText.\n\n${REPORT_HEADING}\n\nThe old one.\n`;
  expect(withReport(page, 'The new one.')).toBe(page.replace('old', 'new'));
  expect(withReport(withReport(page, 'Another.'), 'The new one.')).toBe(page.replace('old', 'new'));
  expect(() => withReport('# Another page\n', 'The new one.')).toThrow(REPORT_HEADING);
});
