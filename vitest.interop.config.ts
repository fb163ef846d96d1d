import { defineConfig } from 'vitest/config';

// Run by `npm run test:interop`, which finds the programs that these tests need.
export default defineConfig({
  test: {
    include: ['{apps,packages}/*/interop/**/*.test.ts'],
    globalSetup: ['packages/database/src/testing/global-setup.ts'],
    allowOnly: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
