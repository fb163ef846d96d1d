import { readReport } from './reports.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Record<string, (report: any) => Counts>} the JSON reports of the two test runners */
const readers = {
  vitest: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  playwright: ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }),
};

/**
 * What a step adds to the closing line: the tests of its report, or itself where it has none. A failed step adds at
 * least one failure, and one that should have run tests but ran none has failed.
 * @returns {Counts}
 */
export function countsOf({ isDone, report }) {
  if (report === undefined) return { passed: isDone ? 1 : 0, failed: isDone ? 0 : 1, skipped: 0 };
  const read = readReport(report);
  const counts = read === null ? { passed: 0, failed: 0, skipped: 0 } : readers[report.kind](read);
  const isHollow = counts.passed + counts.failed === 0;
  return { ...counts, failed: isDone && !isHollow ? counts.failed : Math.max(1, counts.failed) };
}

/** @param {Counts[]} all */
export function closingLine(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
