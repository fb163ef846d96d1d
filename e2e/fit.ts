import { expect, type Page } from '@playwright/test';

/** Fails where a page is wider than the screen. */
export async function expectToFit(page: Page): Promise<void> {
  // A text may have headings of the first level, too.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(await widerThanScreen(page), page.url()).toBe(false);
}

/** Whether there is something to scroll to sideways. */
export function widerThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
