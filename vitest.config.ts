import { defineConfig } from 'vitest/config';
import { loneFiles } from './scripts/checks/lone-files.mjs';
import { readSources } from './scripts/checks/sources.mjs';

/** As patterns: brackets in a path stand for themselves. */
const alone = loneFiles(readSources(import.meta.dirname)).map((path) => path.replace(/[[\]]/g, '\\$&'));

const common = {
  setupFiles: ['packages/database/src/testing/put-back.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    allowOnly: false,
    // One cluster for the whole run; a test file takes a database of its own from it.
    globalSetup: ['packages/database/src/testing/global-setup.ts'],
    // Most of the time is spent waiting for a database, a clock or a child.
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...common,
          name: 'shared',
          include: [
            '{apps,packages}/*/src/**/*.test.{ts,tsx}',
            'apps/*/bench/**/*.test.mjs',
            'scripts/**/*.test.mjs',
          ],
          exclude: alone,
          // To start a process and load all modules anew costs most files more than their tests.
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: alone } },
    ],
  },
});
