import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * Fails with what axe finds on the page once it has come to rest, WCAG 2.2 AA and its best practices; frames have no
 * part of the page in them.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // What a form without scripting answers is visible before its style sheet has come.
  await expect.poll(() => readWithAxe(page), `axe on ${page.url()}`).toEqual([]);
}

async function readWithAxe(page: Page) {
  // Half a megabyte takes the page as long as half of what is looked for, so it is brought once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], iframes: false });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
    }));
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
