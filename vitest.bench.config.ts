import { defineConfig } from 'vitest/config';

// Run by `npm run bench:tree`: alone on a quiet machine, since what it measures are milliseconds.
export default defineConfig({
  test: {
    include: ['packages/*/bench/**/*.bench.ts'],
    allowOnly: false,
    globalSetup: ['packages/database/src/testing/global-setup.ts'],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
