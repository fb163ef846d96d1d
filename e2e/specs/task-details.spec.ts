import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const PHONE = { width: 390, height: 844 };

test('TASK-600, TASK-601, TASK-602 a task is tied to others by keys, by mouse and on a phone, and both sides show it', async ({
  owner,
  join,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Feast' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Cook', 'Buy rice', 'Buy tea', 'Eat');
  await list.task('Cook').click();
  const field = list.details.getByRole('combobox', { name: 'Wait for another task' });
  await field.pressSequentially('buy');
  const options = list.details.getByRole('option');
  await expect(options).toHaveText(['Buy rice', 'Buy tea']);
  await expectAccessible(page);
  await field.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await field.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(list.details).toBeVisible();
  await field.pressSequentially('rice');
  await field.press('Enter');
  const waitsFor = list.details.getByRole('region', { name: 'Waits for', exact: true });
  await expect(waitsFor.getByRole('button', { name: 'Buy rice', exact: true })).toBeVisible();
  await expect(field).toBeFocused();
  await expect(list.list.getByText('Waits for 1 open task')).toBeAttached();

  await page.setViewportSize(PHONE);
  await list.details.getByRole('combobox', { name: 'Add a task that belongs with it' }).fill('eat');
  await options.filter({ hasText: 'Eat' }).click();
  await expectToFit(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await waitsFor.getByRole('button', { name: 'Buy rice', exact: true }).click();
  await expect(list.details.getByLabel('Title')).toHaveValue('Buy rice');
  await expect(list.details.getByRole('checkbox', { name: 'Done: Buy rice' })).toBeFocused();
  const others = list.details.getByRole('region', { name: 'Others wait for this' });
  await expect(others.getByRole('button', { name: 'Cook' })).toBeVisible();
  await field.fill('cook');
  await expect(list.details.getByText('No task found.')).toBeVisible();

  await list.task('Eat').click();
  const belongs = list.details.getByRole('region', { name: 'Belongs with' });
  await belongs.getByRole('button', { name: 'Take off: Cook' }).click();
  await expect(belongs.getByRole('listitem')).toHaveCount(0);
  await list.box('Buy rice').check();
  await expect(list.list.getByText('Waits for 1 open task')).toHaveCount(0);
  await list.saved();

  const rita = await join('Rita Reader', 'reader');
  const theirs = await TaskListPage.open(rita.page, `/d/${id}`);
  await theirs.task('Cook').click();
  await expect(theirs.details.getByRole('button', { name: 'Buy rice, done' })).toBeVisible();
  await expect(theirs.details.getByRole('combobox', { name: 'Wait for another task' })).toHaveCount(0);
  await expect(theirs.details.getByRole('button', { name: 'Take off: Buy rice' })).toHaveCount(0);
  await expectAccessible(rita.page);
});

test('TASK-605 a task that is due reminds whoever has it, as often as one chooses', async ({
  owner,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Feast' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Cook');
  await list.task('Cook').click();
  await expect(list.details.getByLabel('Add a reminder')).toHaveCount(0);
  await list.details.getByLabel('Due', { exact: true }).fill('2099-12-01');
  await expect(list.details.getByText('Nobody is reminded.')).toBeVisible();
  await list.details.getByLabel('Add a reminder').selectOption('1 day before');
  await list.details.getByLabel('Add a reminder').selectOption('At the time');
  await expect(list.details.getByText(/due at nine in the morning/)).toBeVisible();
  const chosen = list.details.getByRole('region', { name: 'Remind' }).getByRole('listitem');
  await expect(chosen).toHaveText(['At the time', '1 day before']);
  await expectAccessible(page);
  await list.details.getByRole('button', { name: 'Take off: At the time' }).click();
  await expect(chosen).toHaveText(['1 day before']);
  await list.saved();
  const tasks = await api.get(`documents/${id}/tasks`);
  expect((await tasks.json()).items).toMatchObject([{ title: 'Cook', reminders: [1440] }]);
  await list.details.getByRole('button', { name: 'Due: clear' }).click();
  await expect(list.details.getByRole('region', { name: 'Remind' })).toHaveCount(0);
});
