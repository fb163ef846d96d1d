import { defineConfig, devices } from '@playwright/test';
import { browser } from './env.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  forbidOnly: true,
  // An instance is four processes beside the browser.
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: {
      executablePath: browser.path,
      chromiumSandbox: browser.hasSandbox,
    },
  },
});
