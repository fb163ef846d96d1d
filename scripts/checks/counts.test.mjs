import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closingLine, countsOf } from './counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plenum-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(kind, content) {
  const file = join(folder, `${kind}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return { kind, file };
}
const vitest = (passed, failed, skipped = 0) =>
  report('vitest', {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
  });
const playwright = (expected, unexpected, flaky = 0) =>
  report('playwright', { stats: { expected, unexpected, flaky, skipped: 0 } });

test('TEST-1 the closing line counts the tests of both runners and each check', () => {
  const check = countsOf({ isDone: true });
  const unit = countsOf({ isDone: true, report: vitest(40, 0) });
  const e2e = countsOf({ isDone: false, report: playwright(5, 1, 1) });
  expect(closingLine([check, unit, e2e])).toBe('46 passed, 2 failed');
  expect(closingLine([check])).toBe('1 passed, 0 failed');
  expect(closingLine([countsOf({ isDone: false })])).toBe('0 passed, 1 failed');
});

test('TEST-1 the closing line names skipped tests where there are any', () => {
  expect(closingLine([countsOf({ isDone: true, report: vitest(3, 0, 2) })])).toBe(
    '3 passed, 0 failed, 2 skipped',
  );
});

test('TEST-2 a runner that fails without a failing test has failed', () => {
  expect(countsOf({ isDone: false, report: vitest(3, 0) }).failed).toBe(1);
  expect(countsOf({ isDone: false, report: report('vitest', '{"numPas') }).failed).toBe(1);
  expect(
    countsOf({ isDone: false, report: { kind: 'vitest', file: join(folder, 'none.json') } }).failed,
  ).toBe(1);
});

test('TEST-2 a runner that ran no test has failed', () => {
  expect(countsOf({ isDone: true, report: vitest(0, 0) }).failed).toBe(1);
  expect(countsOf({ isDone: true, report: vitest(0, 0, 7) }).failed).toBe(1);
  expect(countsOf({ isDone: true, report: playwright(0, 0) }).failed).toBe(1);
});
