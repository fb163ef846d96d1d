import { readFileSync } from 'node:fs';

/**
 * The JSON report of a test runner, null where there is none: a runner that broke down leaves none, or half of one,
 * and its exit code says so.
 */
export function readReport({ file }) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
