import type { APIRequestContext } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, type Person, test } from '../fixtures.ts';

const PHONE = { width: 390, height: 844 };

async function idOf({ page }: Person): Promise<string> {
  return (await (await page.request.get('/api/v1/me')).json()).id;
}

async function addTasks(api: APIRequestContext, listId: string, tasks: object[]): Promise<void> {
  for (const data of tasks)
    expect((await api.post(`documents/${listId}/tasks`, { data })).status()).toBe(201);
}

/** Opens one's own tasks once all of them are there. */
async function openTasks({ page }: Person, count: number, path = '/tasks'): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(count, { timeout: 500 });
  }).toPass();
}

test('TASK-403, TASK-404 somebody filters their tasks, is told what is wrong with a filter, and keeps one by a name', async ({
  join,
  api,
  makeDocument,
}) => {
  const mira = await join('Mira Member');
  const { page } = mira;
  const people = [await idOf(mira)];
  const listId = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  await addTasks(api, listId, [
    { title: 'Buy rice', people, due: '2026-01-01', priority: 1, labels: ['Küche'] },
    { title: 'Ring Ada', people },
    { title: 'Swept', people, isDone: true },
  ]);
  await openTasks(mira, 2);
  const field = page.getByRole('textbox', { name: 'Filter' });
  const tasks = page.getByRole('main').getByRole('listitem');

  await field.fill('due:soon');
  await field.press('Enter');
  await expect(page.getByText('Write due:today, due:overdue')).toBeVisible();
  await expect(field).toHaveValue('due:soon');
  await expectAccessible(page);

  await field.fill('fällig:überfällig #kuche');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(tasks).toHaveText([/Buy rice/]);
  await page.getByText('How to write a filter').click();
  await page.getByText('Save this filter').click();
  await expectAccessible(page);
  await page.getByLabel('Name of the filter').fill('Late in the kitchen');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const filters = page.getByRole('navigation', { name: 'Filters' });
  const own = filters.getByRole('link', { name: 'Late in the kitchen' });
  await expect(own).toHaveAttribute('aria-current', 'page');

  await filters.getByRole('link', { name: 'Done lately' }).click();
  await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Swept' })).toBeVisible();
  await filters.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('No task matches')).toBeVisible();
  await own.click();
  await expect(page.getByRole('link', { name: 'Buy rice' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ring Ada' })).toHaveCount(0);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await page.getByText('My filters').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete the filter Late in the kitchen' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(own).toHaveCount(0);
});

test('TASK-405, TASK-406 somebody changes several tasks at once on a phone, and takes it back', async ({
  join,
  api,
  makeDocument,
}) => {
  const mira = await join('Mira Member');
  const { page } = mira;
  const [personId, listId] = [await idOf(mira), await makeDocument({ kind: 'tasks', title: 'Kitchen' })];
  await addTasks(
    api,
    listId,
    ['Buy rice', 'Ring Ada', 'Sweep'].map((title) => ({ title, people: [personId] })),
  );
  await page.setViewportSize(PHONE);
  await openTasks(mira, 3);
  await page.getByRole('link', { name: 'Choose several' }).click();
  await page.getByRole('checkbox', { name: /Buy rice/ }).check();
  await page.getByText('Ring Ada').click();
  await expect(page.getByText('2 chosen')).toBeVisible();
  await page.getByText('Day, priority, label').click();
  await expectToFit(page);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Priority' }).selectOption('Urgent');
  await page.getByRole('button', { name: 'Set the priority' }).click();
  await expect(page.getByText('2 tasks have this priority.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Urgent' })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 tasks are as they were.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Urgent' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Tick' }).click();
  await expect(page.getByText('2 tasks are done.')).toBeVisible();
  await openTasks(mira, 1);
  await expect(page.getByRole('link', { name: 'Sweep' })).toBeVisible();
});
