import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const PHONE = { width: 390, height: 844 };

test('TASK-20, TASK-21 two people work off a list together, and it is there again', async ({
  owner,
  join,
  workspace,
}) => {
  const { page } = owner;
  await page.goto(`/w/${workspace.slug}/tasks`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New list' }).click();
  const mine = await TaskListPage.here(page);
  await mine.add('Buy rice', 'Ring Ada', 'Print flyers');
  const path = new URL(page.url()).pathname;

  const mira = await join('Mira Member');
  const theirs = await TaskListPage.open(mira.page, path);
  await expect.poll(() => theirs.titles()).toEqual(['Buy rice', 'Ring Ada', 'Print flyers']);
  await theirs.box('Ring Ada').check();
  await expect(mine.box('Ring Ada')).toBeChecked();
  await page.getByRole('button', { name: 'Hide 1 that is done' }).click();
  await expect(mine.task('Ring Ada')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show 1 that is done' }).click();

  await mine.task('Buy rice').press('Alt+ArrowDown');
  await expect.poll(() => mine.titles()).toEqual(['Ring Ada', 'Buy rice', 'Print flyers']);
  await mine.task('Print flyers').press('Alt+ArrowRight');
  await expect(theirs.page.getByText('0/1')).toBeVisible();
  await expectAccessible(page);

  await mine.task('Buy rice').click();
  await mine.details.getByLabel('Due', { exact: true }).fill('2099-12-01');
  await mine.details.getByLabel('Give it to somebody').selectOption('Mira Member');
  await mine.details.getByLabel('Priority').selectOption('High');
  await mine.details.getByLabel('Labels').fill('kitchen, flyer');
  await mine.details.getByLabel('Labels').press('Enter');
  await expectAccessible(page);
  await expect(theirs.list.getByText('1 Dec 2099')).toBeVisible();
  await expect(theirs.list.getByText('kitchen')).toBeVisible();
  await expect(theirs.list.getByRole('img', { name: /Mira Member/ })).toBeVisible();
  await mine.saved();

  await page.reload();
  await TaskListPage.here(page);
  await expect(mine.list.getByText('High')).toBeVisible();
  await expect.poll(() => mine.titles()).toEqual(['Buy rice', 'Print flyers']);
});

test('TASK-20 a task that was deleted comes back by a press', async ({ owner, makeDocument }) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const list = await TaskListPage.open(owner.page, `/d/${id}`);
  await list.add('Buy rice', 'Ring Ada');
  await list.task('Buy rice').press('Delete');
  await expect(list.task('Buy rice')).toHaveCount(0);
  await owner.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => list.titles()).toEqual(['Buy rice', 'Ring Ada']);
});

test('TASK-20, TASK-22 the board has the sections side by side, and cards are dragged between them', async ({
  owner,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Buy rice', 'Ring Ada');
  for (const title of ['Doing', 'Done']) {
    await page.getByRole('button', { name: 'Add a section' }).click();
    await page.getByRole('button', { name: 'About the section New section' }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Title of the section').fill(title);
    await page.getByLabel('Title of the section').press('Enter');
  }
  await page.getByRole('button', { name: 'About the section Done' }).click();
  await page.getByRole('button', { name: 'For what is done' }).click();
  await page.getByRole('button', { name: 'Board' }).click();
  const column = (name: string) => page.getByRole('list', { name, exact: true });
  await list.task('Buy rice').dragTo(page.getByRole('region', { name: 'Column Doing' }));
  await expect(column('Doing').getByRole('button', { name: 'Buy rice' })).toBeVisible();
  await expectAccessible(page);
  await list.task('Buy rice').dragTo(page.getByRole('region', { name: 'Column Done' }));
  await expect(column('Done').getByRole('checkbox', { name: 'Done: Buy rice' })).toBeChecked();
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await expectAccessible(page);
});

test('TASK-23 two people work off a list, one of them without a network, and both have what each did', async ({
  owner,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const mine = await TaskListPage.open(owner.page, `/d/${id}`);
  await mine.add('Buy rice', 'Ring Ada', 'Print flyers');
  await mine.saved();
  const mira = await join('Mira Member');
  await mira.page.setViewportSize(PHONE);
  const theirs = await TaskListPage.open(mira.page, `/d/${id}`);
  await expect.poll(() => theirs.titles()).toEqual(['Buy rice', 'Ring Ada', 'Print flyers']);

  await mira.page.context().setOffline(true);
  await expect(mira.page.getByRole('status').getByText(/^Offline/)).toBeVisible();
  await theirs.box('Buy rice').check();
  await theirs.add('Sweep the hall');
  await theirs.task('Sweep the hall').press('Alt+ArrowUp');
  await mine.task('Buy rice').click();
  await mine.details.getByLabel('Priority').selectOption('High');
  await mine.add('Cook');
  await mine.task('Print flyers').click();
  await mine.details.getByRole('button', { name: 'Delete' }).click();
  await mine.saved();
  await mira.page.context().setOffline(false);

  for (const list of [mine, theirs]) {
    await expect
      .poll(async () => (await list.titles()).toSorted())
      .toEqual(['Buy rice', 'Cook', 'Ring Ada', 'Sweep the hall']);
    await expect(list.box('Buy rice')).toBeChecked();
    await expect(list.list.getByText('High')).toBeVisible();
  }
  expect(await mine.titles()).toEqual(await theirs.titles());
});

test('TASK-30, TASK-33, TASK-34 what somebody has to do, from lists and minutes, is in one place and ticked there', async ({
  owner,
  join,
  api,
  makeDocument,
}) => {
  const mira = await join('Mira Member');
  const me = await mira.page.request.get('/api/v1/me');
  const { id: personId } = await me.json();
  await mira.page.goto('/tasks');
  await expect(mira.page.getByText('Nothing to do')).toBeVisible();
  await expectAccessible(mira.page);

  const listId = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const data = { title: 'Buy rice', people: [personId], due: '2026-01-01', priority: 1 };
  expect((await api.post(`documents/${listId}/tasks`, { data })).status()).toBe(201);
  const padId = await makeDocument({ title: 'Minutes', markdown: '- [ ] Ring Ada' });
  const text = await DocumentPage.open(owner.page, `/d/${padId}`);
  await owner.page.getByText('Ring Ada', { exact: true }).click();
  await owner.page.keyboard.press('End');
  await owner.page.keyboard.type(' @Mira');
  await owner.page.getByRole('option', { name: /Mira Member/ }).click();
  await expect(text.saved).toBeVisible();

  await expect(async () => {
    await mira.page.goto('/tasks');
    await expect(mira.page.getByRole('main').getByRole('listitem')).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await expect(mira.page.getByRole('heading', { name: 'Overdue' })).toBeVisible();
  await expectAccessible(mira.page);
  await mira.page.setViewportSize(PHONE);
  await expectToFit(mira.page);

  await mira.page.getByRole('button', { name: /^Done: Ring Ada/ }).click();
  await expect(owner.page.getByRole('checkbox', { name: /Ring Ada/ })).toBeChecked();
  await mira.page.getByRole('link', { name: 'Buy rice' }).click();
  const list = await TaskListPage.here(mira.page);
  await expect(list.details.getByLabel('Title')).toHaveValue('Buy rice');
});

test('TASK-15, TASK-16 a task is typed in one line, with what was understood of it, and comes again', async ({
  owner,
  join,
  makeDocument,
}) => {
  const { page } = owner;
  await join('Mira Member');
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const list = await TaskListPage.open(page, `/d/${id}`);
  const field = page.getByRole('textbox', { name: 'Add a task' });
  await field.focus();
  await field.pressSequentially('Clean the hall @Mira Member 2099-01-30 #kitchen !1 every last friday');
  const understood = page.getByRole('paragraph').filter({ hasText: 'on the last Friday of each month' });
  await expect(understood).toHaveText(
    /^Clean the hall.*Mira Member.*kitchen.*Urgent.*on the last Friday of each month.*30 Jan 2099/,
  );
  await expectAccessible(page);
  await field.press('Enter');
  await expect(list.task('Clean the hall')).toBeVisible();
  await expect(list.list.getByRole('img', { name: /Mira Member/ })).toBeVisible();
  await list.box('Clean the hall').click();
  await expect(list.list.getByText('27 Feb 2099')).toBeVisible();
  await expect(list.box('Clean the hall')).not.toBeChecked();

  await list.paste('Party\n  Cake morgen\n  - [x] Invite');
  await expect(list.list.getByText('1 of 2 subtasks done')).toBeAttached();
  await expect(list.list.getByText('Tomorrow')).toBeVisible();
});

test('TASK-17 two people write at once about a task, in the editor of texts, and a guest reads it', async ({
  owner,
  join,
  open,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const mine = await TaskListPage.open(owner.page, `/d/${id}`);
  await mine.add('Buy rice', 'Ring Ada');
  await mine.task('Buy rice').click();
  const text = mine.details.getByRole('textbox', { name: 'Description' });
  await text.click();
  await owner.page.keyboard.type('From the market');
  await owner.page.keyboard.press('Enter');
  await owner.page.keyboard.type('[ ] brown rice');
  await expect(mine.details.getByRole('checkbox', { name: 'Done: brown rice' })).toBeVisible();
  await owner.page.keyboard.press('Escape');
  await expect(mine.details.getByRole('button', { name: 'Close the task' })).toBeFocused();
  await expectAccessible(owner.page);

  const mira = await join('Mira Member');
  const theirs = await TaskListPage.open(mira.page, `/d/${id}`);
  await theirs.task('Buy rice').click();
  const same = theirs.details.getByRole('textbox', { name: 'Description' });
  await expect(same).toContainText('From the market');
  await same.getByText('From the market').click();
  await mira.page.keyboard.press('End');
  await mira.page.keyboard.type(' hall');
  await expect(text).toContainText('From the market hall');
  await mine.task('Ring Ada').click();
  await expect(mine.details.getByRole('textbox', { name: 'Description' })).not.toContainText('market');
  await mine.saved();

  const link = await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } });
  const outside = await open({ javaScriptEnabled: false });
  await outside.goto((await link.json()).url);
  await expect(outside.getByText('From the market hall')).toBeVisible();
});
