import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const MINUTES = '- [ ] Buy rice\n- [ ] Book the hall\n- [x] Ring Ada\n';

test('TASK-52, TASK-55 a list shows the tasks of minutes: what is ticked in one is ticked in the other, in another browser', async ({
  owner,
  join,
  makeDocument,
}) => {
  const minutes = await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  const { page } = owner;
  const list = await TaskListPage.open(page, `/d/${await makeDocument({ kind: 'tasks', title: 'Kitchen' })}`);
  await page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find a text').fill('Plenum in');
  await dialog.getByRole('button', { name: 'Show the tasks of Plenum in May' }).click();
  await expect(dialog.getByRole('list', { name: 'Shown in this list' })).toContainText('Plenum in May');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const home = page.getByRole('region', { name: 'From Plenum in May' });
  await expect(home.getByRole('link')).toHaveText(['Plenum in May', 'Buy rice', 'Book the hall']);
  await expectAccessible(page);

  const mira = await join('Mira Member');
  await DocumentPage.open(mira.page, `/d/${minutes}`);
  await mira.page.locator('.ProseMirror').getByRole('checkbox').first().check();
  const rice = home.getByRole('button', { name: 'Done: Buy rice' });
  await expect(rice).toHaveAttribute('aria-pressed', 'true');
  await home.getByRole('button', { name: 'Done: Book the hall' }).click();
  await expect(mira.page.locator('.ProseMirror').getByRole('checkbox').nth(1)).toBeChecked();
  await expect(home.getByRole('link')).toHaveText(['Plenum in May', 'Buy rice', 'Book the hall']);

  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await list.page.reload();
  await TaskListPage.here(page);
  await expect(page.getByRole('button', { name: 'Show tasks of other texts' })).toBeVisible();
  await expect(home).toHaveCount(0);
});

test('TASK-50, TASK-55 all texts of a workspace, also those that come later; a reader sees them and chooses nothing', async ({
  owner,
  join,
  makeDocument,
}) => {
  await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  const { page } = owner;
  const id = await makeDocument({ kind: 'tasks', title: 'All of it' });
  await TaskListPage.open(page, `/d/${id}`);
  await page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await page.getByLabel('All texts of this workspace').check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'From Plenum in May' })).toBeVisible();
  const reader = await join('Rosa Reader', 'reader');
  await reader.page.goto(`/d/${id}`);
  const theirs = reader.page.getByRole('region', { name: 'From Plenum in May' });
  await expect(theirs.getByRole('button', { name: 'Done: Buy rice' })).toBeDisabled();
  await expect(reader.page.getByRole('button', { name: 'Show tasks of other texts' })).toHaveCount(0);
  await makeDocument({ title: 'Plenum in June', markdown: '- [ ] Print flyers\n' });
  await expect(reader.page.getByRole('region', { name: 'From Plenum in June' })).toContainText(
    'Print flyers',
  );
});

test('TASK-729 a task of another list says in its row that it comes again', async ({
  owner,
  api,
  makeDocument,
}) => {
  const garden = await makeDocument({ kind: 'tasks', title: 'Garden' });
  const weekly = { title: 'Water it', due: '2099-12-01', repeat: { rule: 'FREQ=WEEKLY', afterDone: false } };
  expect((await api.post(`documents/${garden}/tasks`, { data: weekly })).status()).toBe(201);
  const { page } = owner;
  await TaskListPage.open(page, `/d/${await makeDocument({ kind: 'tasks', title: 'All of it' })}`);
  await page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await page.getByLabel('Find a text').fill('Garden');
  await page.getByRole('button', { name: 'Show the tasks of Garden' }).click();
  await page.keyboard.press('Escape');
  const home = page.getByRole('region', { name: 'From Garden' });
  await expect(home.getByLabel('every week')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await expectAccessible(page);
});

test('TASK-52 what was ticked just before the live server was killed is ticked in the list afterwards, once', async ({
  owner,
  join,
  instance,
  makeDocument,
}) => {
  const minutes = await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  const { page } = owner;
  await TaskListPage.open(page, `/d/${await makeDocument({ kind: 'tasks', title: 'Kitchen' })}`);
  await page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await page.getByLabel('All texts of this workspace').check();
  await page.keyboard.press('Escape');
  const home = page.getByRole('region', { name: 'From Plenum in May' });
  await expect(home).toBeVisible();

  const mira = await join('Mira Member');
  const text = await DocumentPage.open(mira.page, `/d/${minutes}`);
  await mira.page.locator('.ProseMirror').getByRole('checkbox').first().check();
  await expect(text.saved).toBeVisible();
  await instance.kill('collab');
  await instance.untilHealthy();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Show 2 that are done' })).toBeVisible();
  await home.getByRole('button', { name: 'Done: Book the hall' }).click();
  await expect(mira.page.locator('.ProseMirror').getByRole('checkbox').nth(1)).toBeChecked();
  await page.getByRole('button', { name: 'Show 2 that are done' }).click();
  await expect(home.getByRole('button', { name: 'Done: Buy rice' })).toHaveAttribute('aria-pressed', 'true');
  await expect(home.getByRole('button', { name: /^Done: / })).toHaveCount(3);
  await expect(mira.page.locator('.ProseMirror').getByRole('checkbox').first()).toBeChecked();
});

test('TASK-53 in minutes that are closed the tasks are ticked, and nothing else is written', async ({
  owner,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  const mine = await DocumentPage.open(owner.page, `/d/${id}`);
  await mine.page.getByRole('button', { name: 'More', exact: true }).click();
  await mine.page.getByRole('button', { name: 'Close for writing' }).click();
  const mira = await join('Mira Member');
  await mira.page.goto(`/d/${id}`);
  const box = (page: typeof mira.page) =>
    page.locator('.ProseMirror').getByRole('checkbox', { name: /Buy rice/ });
  await expect(mira.page.locator('.ProseMirror')).toBeVisible();
  await box(mira.page).check();
  await expect(box(owner.page)).toBeChecked();
  await mira.page.reload();
  await expect(mira.page.locator('.ProseMirror')).toBeVisible();
  await expect(box(mira.page)).toBeChecked();

  await mira.page.context().setOffline(true);
  await box(mira.page).click();
  await expect(mira.page.getByText('The server did not answer, so the task is as it was.')).toBeVisible();
  await expect(box(mira.page)).toBeChecked();

  const rosa = await join('Rosa Reader', 'reader');
  await rosa.page.goto(`/d/${id}`);
  await expect(rosa.page.locator('.ProseMirror')).toBeVisible();
  await box(rosa.page).click();
  await expect(box(rosa.page)).toBeChecked();
});
