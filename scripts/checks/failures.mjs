import { stripVTControlCharacters } from 'node:util';
import { readReport } from './reports.mjs';

/** Lines of a failure that are said again. */
const LINES = 24;

/** @type {Record<string, (report: any) => { title: string, message: string }[]>} */
const readers = {
  vitest: ({ testResults }) =>
    testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message ? [{ title: name, message }] : []),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => ({
          title: `${name}: ${fullName}`,
          message: failureMessages.join('\n'),
        })),
    ]),
  playwright: ({ suites, errors }) => [
    ...errors.map(({ message }) => ({ title: 'outside of a test', message })),
    ...suites.flatMap(failuresOfSuite),
  ],
};

/**
 * What failed in the tests of a report and why, each cut to its beginning: said last, since whoever reads a long
 * output from its end finds there only that something failed.
 * @param {{ file: string, kind: string }} report
 * @returns {string[]}
 */
export function failuresOf(report) {
  const read = readReport(report);
  if (read === null) return [];
  return readers[report.kind](read).map(({ title, message }) => {
    const lines = stripVTControlCharacters(message ?? '').split('\n');
    return [title, ...lines.slice(0, LINES)].join('\n  ');
  });
}

function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .flatMap(({ file, title, tests }) =>
      tests
        .flatMap(({ results }) => results)
        .flatMap(({ errors }) => errors)
        .map(({ message }) => ({ title: `${file}: ${title}`, message })),
    );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}
