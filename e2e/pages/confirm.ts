import type { Page } from '@playwright/test';

/**
 * Presses a button that asks once more, and answers. By keyboard, since scrolling to what hangs on a button moves it away from under
 * the pointer, and a press beside it closes it.
 */
export async function confirm(
  page: Page,
  { button, answer }: { button: string; answer: string },
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).press('Enter');
  await page.getByRole('button', { name: answer, exact: true }).last().press('Enter');
}
