import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const PHONE = { width: 390, height: 844 };

test('TASK-646, TASK-647 a list is used again from its menu for another day, and it is said before what will happen', async ({
  owner: { page },
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Summer party' });
  for (const data of [
    { title: 'Buy rice', due: '2099-06-01', isDone: true },
    { title: 'Dance', due: '2099-06-05' },
  ])
    expect((await api.post(`documents/${id}/tasks`, { data })).status()).toBe(201);
  await TaskListPage.open(page, `/d/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Use this list again' }).click();
  await expect(page.getByRole('heading', { name: 'Use this list again', level: 1 })).toBeVisible();
  await expect(
    page.getByText('2 tasks are made, and none is done. All days stay as they are.'),
  ).toBeVisible();
  const on = page.getByLabel('The event is on');
  await expect(on).toHaveValue('2099-06-05');
  await on.fill('2099-06-12');
  await expect(page.getByText('Every day is 7 days later.')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await expectAccessible(page);
  await page.getByLabel('Title').fill('Second party');
  await page.getByRole('button', { name: 'Make the list' }).click();
  await expect(page.getByText('Buy rice')).toBeVisible();
  const made = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(made).not.toBe(id);
  const { items } = (await (await api.get(`documents/${made}/tasks`)).json()) as {
    items: { title: string; due: string; isDone: boolean }[];
  };
  const days = items.map(({ title, due, isDone }) => `${title} ${due} ${isDone}`).toSorted();
  expect(days).toEqual(['Buy rice 2099-06-08 false', 'Dance 2099-06-12 false']);
});

test('TASK-645 a list is kept as a template from its menu, and lists are begun from it', async ({
  owner: { page },
  api,
  makeDocument,
  workspace,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Camp' });
  const data = { title: 'Pitch the tents', isDone: true };
  expect((await api.post(`documents/${id}/tasks`, { data })).status()).toBe(201);
  await TaskListPage.open(page, `/d/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Save as template' }).click();
  await expect(page.getByRole('heading', { name: 'Save as template' })).toBeVisible();
  await page.getByLabel('Title').fill('All camps');
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByRole('link', { name: 'All camps' })).toBeVisible();
  await page.goto(`/w/${workspace.slug}/tasks`);
  await page.getByRole('button', { name: 'From a template' }).click();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await page.getByRole('button', { name: 'All camps' }).click();
  await expect(page.getByText('Pitch the tents')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Pitch the tents' })).not.toBeChecked();
});
