import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const PHONE = { width: 390, height: 844 };
/** A Thursday in the middle of a month. */
const NOW = new Date('2026-12-10T12:00:00Z');

interface Data {
  title: string;
  start?: string;
  due?: string;
}

async function addTasks(api: APIRequestContext, id: string, tasks: Data[]): Promise<void> {
  for (const data of tasks) expect((await api.post(`documents/${id}/tasks`, { data })).status()).toBe(201);
}

/** Opens a view of a list on the tenth of December. */
async function openView(page: Page, path: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(path);
}

const day = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
const task = (page: Page, title: string) => page.getByRole('button', { name: title });

test('TASK-450, TASK-451, TASK-452, TASK-454 a task is dragged to another day, moved by keys, and others see it', async ({
  owner,
  join,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  await addTasks(api, id, [
    { title: 'Buy rice', due: '2026-12-08T18:00[Europe/Berlin]' },
    { title: 'Ring Ada' },
  ]);
  await openView(page, `/d/${id}?view=calendar`);
  await expect(day(page, 'Tue, 8 December 2026').getByText('18:00')).toBeVisible();
  await expect(page.getByText(/^Mon$/)).toBeVisible();
  await expectAccessible(page);
  const cell = (number: string) =>
    page.getByRole('list', { name: 'Calendar' }).locator('> li').filter({ hasText: number });
  await task(page, 'Buy rice').dragTo(cell('Wed, 16 December 2026'));
  await expect(task(page, '18:00 Buy rice')).toBeVisible();
  await expect(day(page, 'Wed, 16 December 2026').getByRole('button')).toHaveText('18:00Buy rice');
  await expect(page.getByRole('status').filter({ hasText: 'Buy rice' })).toHaveText(
    'Buy rice: Due Wed, 16 December 2026 18:00',
  );

  const undated = page.getByRole('region', { name: 'Without a due date' });
  await undated.getByRole('button', { name: 'Ring Ada' }).dragTo(cell('Thu, 17 December 2026'));
  await expect(day(page, 'Thu, 17 December 2026').getByRole('button')).toHaveText('Ring Ada');

  const mira = await join('Mira Member');
  await openView(mira.page, `/d/${id}?view=calendar`);
  await task(mira.page, 'Ring Ada').press('Shift+ArrowDown');
  await expect(task(mira.page, 'Ring Ada')).toBeFocused();
  await mira.page.keyboard.press('Shift+ArrowLeft');
  await expect(mira.page.getByRole('status').filter({ hasText: 'Ring Ada' })).toHaveText(
    'Ring Ada: Due Wed, 23 December 2026',
  );
  await expect(day(page, 'Wed, 23 December 2026').getByRole('button')).toHaveText('Ring Ada');
  await mira.page.keyboard.press('ArrowUp');
  await expect(task(mira.page, 'Buy rice')).toBeFocused();

  await page.getByRole('button', { name: 'Next month' }).click();
  await expect(page.getByRole('heading', { name: 'January 2027' })).toBeVisible();
  await expect(task(page, 'Ring Ada')).toHaveCount(0);
  await page.getByRole('button', { name: 'Today' }).click();
  await task(page, 'Ring Ada').click();
  const list = await openList(page);
  await expect(list.details.getByLabel('Due', { exact: true })).toHaveValue('2026-12-23');
  await expect(list.list.getByText('23 Dec')).toBeVisible();
  await expect(list.list.getByText('Wednesday 18:00')).toBeVisible();
});

async function openList(page: Page): Promise<TaskListPage> {
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'List' }).click();
  return TaskListPage.here(page);
}

test('TASK-450, TASK-453 of a day with many tasks the first are shown, and on a phone days are one below the other', async ({
  owner,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const titles = ['Buy rice', 'Ring Ada', 'Print flyers', 'Fold flyers', 'Pay the hall'];
  await addTasks(api, id, [
    ...titles.map((title) => ({ title, due: '2026-12-08' })),
    { title: 'Sweep', due: '2027-02-01' },
    { title: 'Think' },
  ]);
  await openView(page, `/d/${id}?view=calendar`);
  const there = day(page, 'Tue, 8 December 2026');
  await expect(there.getByRole('button')).toHaveText(titles.slice(0, 3));
  await page.getByRole('button', { name: /^\+2 more ?, Tue, 8 December 2026$/ }).click();
  await expect(there.getByRole('button')).toHaveText(titles);
  await expectAccessible(page);

  await page.setViewportSize(PHONE);
  await expect(page.getByRole('heading', { name: 'Tue, 8 December 2026' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Without a due date' })).toBeVisible();
  await expect(task(page, 'Sweep')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Done: Ring Ada' }).check();
  await expect(page.getByRole('list', { name: 'Calendar' }).locator('[data-task]')).toHaveText([
    'Buy rice',
    'Print flyers',
    'Fold flyers',
    'Pay the hall',
    'Ring Ada',
    'Think',
  ]);
  await expectToFit(page);
  await expectAccessible(page);
});

test('TASK-455, TASK-456 a bar of the timeline is pulled and moved by keys, and others see it', async ({
  owner,
  join,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  await addTasks(api, id, [
    { title: 'Think' },
    { title: 'Paint', start: '2026-12-08', due: '2026-12-11' },
    { title: 'Ring Ada', due: '2026-12-14' },
  ]);
  await openView(page, `/d/${id}?view=timeline`);
  const rows = page.getByRole('list', { name: 'Tasks', exact: true }).getByRole('button');
  await expect(rows).toHaveText([
    'Paint, From Tue, 8 December 2026 to Fri, 11 December 2026',
    'Ring Ada, Due Mon, 14 December 2026',
    'Think, On no day',
  ]);
  await expectAccessible(page);
  const mira = await join('Mira Member');
  await openView(mira.page, `/d/${id}?view=timeline`);
  const bar = page.locator('[data-bar=bar]');
  const { x = 0, y = 0, width = 0, height = 0 } = (await bar.boundingBox()) ?? {};
  const dayWidth = width / 4;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + dayWidth * 3, y + height / 2, { steps: 5 });
  await page.mouse.up();
  const moved = 'Paint, From Fri, 11 December 2026 to Mon, 14 December 2026';
  await expect(rows.first()).toHaveText(moved);
  await expect.poll(async () => (await bar.boundingBox())?.x).toBeCloseTo(x + dayWidth * 3, 0);
  await expect(mira.page.locator('[data-task]').first()).toHaveText(moved);

  await task(mira.page, 'Ring Ada').press('Shift+ArrowRight');
  await expect(task(mira.page, 'Ring Ada')).toBeFocused();
  await mira.page.keyboard.press('Shift+ArrowUp');
  await expect(mira.page.getByRole('status').filter({ hasText: 'Ring Ada' })).toHaveText(
    'Ring Ada: Due Tue, 8 December 2026',
  );
  await expect(rows.nth(1)).toHaveText('Ring Ada, Due Tue, 8 December 2026');
  await mira.page.keyboard.press('ArrowDown');
  await mira.page.keyboard.press('Shift+ArrowDown');
  await expect(rows.first()).toHaveText('Think, Due Thu, 10 December 2026');

  await bar.click();
  await expect(page.getByRole('complementary', { name: 'Task', exact: true })).toBeVisible();
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Close the task' }).click();
  await expectToFit(page);
  await expectAccessible(page);
});

test('TASK-457, TASK-460 of many tasks the views draw those near the window, and what was too much is said', async ({
  owner,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.paste(Array.from({ length: 503 }, (_, i) => `Task ${i + 1}`).join('\n'));
  await expect(page.getByText('3 lines were left out: at most 500 are added at once.')).toBeVisible();
  for (const view of ['Timeline', 'Calendar']) {
    await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view }).click();
    await expect(page.getByRole('button', { name: /^Task 1( ?,|$)/ })).toBeVisible();
    expect(await page.locator('[data-task]').count()).toBeLessThan(60);
  }
});
