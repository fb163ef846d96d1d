import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const MINUTES = '- [ ] Buy rice\n- [ ] Book the hall\n- [x] Ring Ada\n';

test('TASK-665, TASK-666, TASK-667 without scripting a list has the tasks of minutes below its own, where they are ticked; printed too, but not for guests', async ({
  owner,
  api,
  open,
  founder,
  makeDocument,
}) => {
  const minutes = await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  await TaskListPage.open(owner.page, `/d/${id}`);
  await owner.page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await owner.page.getByLabel('All texts of this workspace').check();
  await owner.page.keyboard.press('Escape');

  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  const home = page.getByRole('region', { name: 'From Plenum in May' });
  // What a list shows is derived some seconds later.
  await expect(async () => {
    await page.goto(`/d/${id}`);
    await expect(home).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(home.getByRole('link')).toHaveText(['Plenum in May', 'Buy rice', 'Book the hall']);
  await expect(page.getByText('No tasks yet.')).toHaveCount(0);
  await home.getByRole('button', { name: 'Done: Buy rice' }).click();
  await expect(home.getByText('Show 2 that are done')).toBeVisible();
  await home.getByText('Show 2 that are done').click();
  await expect(home.getByRole('button', { name: 'Done: Buy rice' })).toHaveAttribute('aria-pressed', 'true');
  await expect(
    owner.page
      .getByRole('region', { name: 'From Plenum in May' })
      .getByRole('button', { name: 'Done: Buy rice' }),
  ).toHaveAttribute('aria-pressed', 'true');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);

  await page.goto(`/d/${id}/print`);
  await expect(page.getByRole('heading', { name: 'From Plenum in May' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Book the hall' })).toHaveAttribute(
    'href',
    new RegExp(`/d/${minutes}#block-`),
  );

  expect((await api.post(`documents/${id}/tasks`, { data: { title: 'Sweep' } })).status()).toBe(201);
  for (const role of ['reader', 'editor']) {
    const made = await api.post(`documents/${id}/share-links`, { data: { role } });
    const guest = await open({ javaScriptEnabled: false });
    await guest.goto((await made.json()).url);
    await expect(guest.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();
    await expect(guest.getByText('Sweep')).toBeVisible();
    await expect(guest.getByText('Buy rice')).toHaveCount(0);
    await expect(guest.getByText('Plenum in May')).toHaveCount(0);
  }
});

test('TASK-668 to who may only read it, a list without tasks says so, unless it shows those of other texts', async ({
  owner,
  join,
  open,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const rosa = await join('Rosa Reader', 'reader');
  await rosa.page.goto(`/d/${id}`);
  const empty = rosa.page.getByText('No tasks yet.');
  await expect(rosa.page.getByRole('group', { name: 'View' })).toBeVisible();
  await expect(empty).toBeVisible();
  await expectAccessible(rosa.page);
  const plain = await open({
    storageState: await rosa.page.context().storageState(),
    javaScriptEnabled: false,
  });
  await plain.goto(`/d/${id}`);
  await expect(plain.getByText('No tasks yet.')).toBeVisible();

  await makeDocument({ title: 'Plenum in May', markdown: MINUTES });
  await TaskListPage.open(owner.page, `/d/${id}`);
  await owner.page.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await owner.page.getByLabel('All texts of this workspace').check();
  await expect(rosa.page.getByRole('region', { name: 'From Plenum in May' })).toBeVisible();
  await expect(empty).toHaveCount(0);
  await expect(async () => {
    await plain.goto(`/d/${id}`);
    await expect(plain.getByRole('region', { name: 'From Plenum in May' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(plain.getByText('No tasks yet.')).toHaveCount(0);
  await expect(plain.getByRole('button', { name: 'Done: Buy rice' })).toBeDisabled();
});

test('TASK-669 somebody’s own tasks are ticked without scripting', async ({
  join,
  api,
  open,
  makeDocument,
}) => {
  const mira = await join('Mira Member');
  const people = [(await (await mira.page.request.get('/api/v1/me')).json()).id];
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  for (const title of ['Buy rice', 'Sweep'])
    expect((await api.post(`documents/${id}/tasks`, { data: { title, people } })).status()).toBe(201);
  const page = await open({
    storageState: await mira.page.context().storageState(),
    javaScriptEnabled: false,
  });
  const tasks = page.getByRole('main').getByRole('listitem');
  await expect(async () => {
    await page.goto('/tasks');
    await expect(tasks).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Done: Buy rice' }).click();
  await expect(async () => {
    await page.goto('/tasks');
    await expect(tasks).toHaveText([/Sweep/], { timeout: 500 });
  }).toPass();
  const items = (await (await api.get(`documents/${id}/tasks`)).json()).items;
  expect(items.map((task: { title: string; isDone: boolean }) => [task.title, task.isDone]).sort()).toEqual([
    ['Buy rice', true],
    ['Sweep', false],
  ]);
});
