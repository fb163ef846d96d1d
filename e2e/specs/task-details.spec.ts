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
  const options = list.details.getByRole('listbox').getByRole('option');
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

test('TASK-610, TASK-611, TASK-612 a task is commented, answered by others at once, and found from the panel of the list', async ({
  owner,
  join,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Feast' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Cook', 'Eat');
  await list.saved();
  await list.task('Cook').click();
  const mira = await join('Mira Member');
  await list.details.getByLabel('Comment on this task').fill(`Rice, @${mira.username}?`);
  await list.details.getByRole('button', { name: 'Send' }).last().click();
  await expect(list.details.getByText('Rice, @Mira Member?')).toBeVisible();
  await expect(list.list.getByText('1 comment', { exact: true })).toBeAttached();
  await expectAccessible(page);

  await mira.page.goto('/inbox');
  await expect(mira.page.getByRole('main').getByRole('link', { name: 'Feast' })).toBeVisible();
  const theirs = await TaskListPage.open(mira.page, `/d/${id}`);
  await mira.page.getByRole('button', { name: 'Comments, 1 open' }).click();
  const panel = mira.page.getByRole('complementary', { name: 'Comments' });
  await expect(panel.getByRole('blockquote')).toHaveText('Cook');
  await expectAccessible(mira.page);
  await panel.getByRole('button', { name: 'Show the task' }).click();
  await expect(theirs.details.getByLabel('Title')).toHaveValue('Cook');
  await theirs.details.getByLabel('Reply').fill('Noodles.');
  await theirs.details.getByRole('button', { name: 'Send' }).first().click();
  await expect(list.details.getByText('Noodles.')).toBeVisible();
  await expect(list.list.getByText('2 comments')).toBeAttached();
  await mira.page.setViewportSize(PHONE);
  await expectToFit(mira.page);
  await expectAccessible(mira.page);

  await list.task('Eat').click();
  await expect(list.details.getByText('Noodles.')).toHaveCount(0);
  await list.task('Cook').press('Delete');
  await expect(page.getByRole('button', { name: 'Comments', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.list.getByText('2 comments')).toBeAttached();
});

test('TASK-610 a guest with a link for it comments on a task, and whoever only reads sees what was said', async ({
  open,
  join,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Feast' });
  await api.post(`documents/${id}/tasks`, { data: { title: 'Cook' } });
  const link = await api.post(`documents/${id}/share-links`, { data: { role: 'commenter' } });
  const page = await open();
  const list = await TaskListPage.open(page, (await link.json()).url);
  await list.task('Cook').click();
  await list.details.getByLabel('Comment on this task').fill('I bring rice.');
  await list.details.getByRole('button', { name: 'Send' }).click();
  await expect(list.details.getByText('I bring rice.')).toBeVisible();
  await expectAccessible(page);

  const rita = await join('Rita Reader', 'reader');
  const theirs = await TaskListPage.open(rita.page, `/d/${id}`);
  await theirs.task('Cook').click();
  await expect(theirs.details.getByText('I bring rice.')).toBeVisible();
  await expect(theirs.details.getByLabel('Comment on this task')).toHaveCount(0);
});

test('TASK-620 files come to the end of a description by a press, and are listed with their names', async ({
  owner,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Feast' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Cook');
  await list.task('Cook').click();
  const text = list.details.getByRole('textbox', { name: 'Description' });
  await text.click();
  await page.keyboard.type('As always');
  const chooser = page.waitForEvent('filechooser');
  await list.details.getByRole('button', { name: 'Add a file' }).click();
  const buffer = Buffer.from('Rice, salt');
  await (await chooser).setFiles({ name: 'recipe.txt', mimeType: 'text/plain', buffer });
  const files = list.details.getByRole('region', { name: 'Files' });
  const file = files.getByRole('link', { name: 'recipe.txt' });
  await expect(file).toBeVisible();
  await expect(text).toHaveText(/^As always\s*recipe\.txt/);
  await expectAccessible(page);
  const found = await page.request.get(String(await file.getAttribute('href')));
  expect(await found.text()).toBe('Rice, salt');
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await page.reload();
  await list.task('Cook').click();
  await expect(file).toBeVisible();
});
