import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

/** A list of tasks that is open in a browser. */
export class TaskListPage {
  readonly page: Page;
  /** The tasks one below the other. */
  readonly list: Locator;
  /** What belongs to the task that is open. */
  readonly details: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('list', { name: 'Tasks', exact: true });
    this.details = page.getByRole('complementary', { name: 'Task', exact: true });
  }

  /** Opens a list, and waits until it is live. */
  static async open(page: Page, path: string): Promise<TaskListPage> {
    await page.goto(path);
    const opened = new TaskListPage(page);
    await expect(opened.list).toBeVisible();
    return opened;
  }

  /** The list that the page shows just now. */
  static async here(page: Page): Promise<TaskListPage> {
    const opened = new TaskListPage(page);
    await expect(opened.list).toBeVisible();
    return opened;
  }

  /** Adds tasks at the end of the first section. */
  async add(...titles: string[]): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Add a task' }).first();
    for (const title of titles) {
      await field.fill(title);
      await field.press('Enter');
      await expect(this.task(title)).toBeVisible();
    }
  }

  /** Pastes lines into the field of the first section: each is a task. */
  async paste(lines: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Add a task' }).first();
    await field.focus();
    await field.evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, lines);
  }

  /** What opens a task. */
  task(title: string): Locator {
    return this.page.getByRole('button', { name: title, exact: true });
  }

  /** The box of a task in the list. */
  box(title: string): Locator {
    return this.list.getByRole('checkbox', { name: `Done: ${title}`, exact: true });
  }

  /** The titles in the list, in order. */
  titles(): Promise<string[]> {
    return this.list.locator('[data-task]').allInnerTexts();
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }
}
