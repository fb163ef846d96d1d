import { defineConfig, devices } from '@playwright/test';
import { browser } from './env.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  forbidOnly: true,
  // An instance is four processes beside the browser.
  workers: 2,
  retries: 0,
  // A slow or busy machine is no failure; what must be quick is measured elsewhere.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'off',
    // Playwright would take one of every page, to throw it away where the test passes; `open` takes those of a failed test.
    screenshot: 'off',
    // Each new browser would take all scripts into its service worker's store; tests about that let it.
    serviceWorkers: 'block',
    // What fades is neither here nor gone, and no test is about it.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: {
      executablePath: browser.path,
      chromiumSandbox: browser.hasSandbox,
    },
  },
});
