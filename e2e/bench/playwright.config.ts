import { defineConfig } from '@playwright/test';
import specs from '../playwright.config.ts';

/** One browser at a time, since what it costs is what is asked. */
export default defineConfig({
  ...specs,
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  timeout: 600_000,
});
