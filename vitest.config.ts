import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{apps,packages}/*/src/**/*.test.{ts,tsx}',
      'apps/*/bench/**/*.test.mjs',
      'scripts/**/*.test.mjs',
    ],
    allowOnly: false,
    // One cluster for the whole run; a test file takes a database of its own from it.
    globalSetup: ['packages/database/src/testing/global-setup.ts'],
    // Most of the time is spent waiting for a database, a clock or a child.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
