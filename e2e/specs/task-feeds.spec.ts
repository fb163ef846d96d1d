import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

const PHONE = { width: 390, height: 844 };

test('TASK-500, TASK-501, TASK-503, TASK-504 a list is subscribed to at an address that is shown once, and read until it is removed', async ({
  owner: { page },
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const data = { title: 'Buy rice', due: '2099-12-01' };
  expect((await api.post(`documents/${id}/tasks`, { data })).status()).toBe(201);
  await TaskListPage.open(page, `/d/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Subscribe in a calendar' }).click();
  await expect(page.getByRole('heading', { name: 'Subscribe in a calendar', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Make a secret address' }).click();
  const events = page.getByRole('textbox', { name: /^For calendars such as/ });
  await expect(events).toBeFocused();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await expectAccessible(page);
  const address = await page.getByRole('textbox', { name: /^For programs that show tasks/ }).inputValue();
  const tasks = await api.get(address);
  expect(tasks.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(await tasks.text()).toMatch(/BEGIN:VTODO[\s\S]*SUMMARY:Buy rice/);
  expect(await (await api.get(await events.inputValue())).text()).toMatch(/BEGIN:VEVENT[\s\S]*20991201/);

  await page.goto(`/d/${id}/calendar`);
  await expect(page.getByText('It was shown once')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await confirm(page, { button: 'Remove the address', answer: 'Remove the address' });
  await expect(page.getByRole('button', { name: 'Make a secret address' })).toBeVisible();
  expect((await api.get(address)).status()).toBe(404);
});

test('TASK-504, TASK-506 somebody subscribes to all that they have to do, and sees all of their addresses', async ({
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const { page } = await join('Mira Member');
  await page.goto(`/d/${id}/calendar`);
  await page.getByRole('button', { name: 'Make a secret address' }).click();
  await expect(page.getByRole('button', { name: 'Make a new address' })).toBeVisible();
  await page.goto('/tasks');
  await page.getByRole('link', { name: 'Subscribe in a calendar' }).click();
  await page.getByRole('button', { name: 'Make a secret address' }).click();
  await expect(page.getByRole('textbox')).toHaveCount(2);
  const lists = page.getByRole('region', { name: 'Lists' });
  await expect(lists.getByRole('link', { name: 'Kitchen' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await lists.getByRole('button', { name: 'Remove the address of Kitchen' }).press('Enter');
  await lists.getByRole('button', { name: 'Remove the address', exact: true }).press('Enter');
  await expect(lists).toHaveCount(0);
});

test('TASK-510 an app password is made by whoever knows the password, shown once, and removed', async ({
  join,
  instance,
}) => {
  const { page, username, password } = await join('Apolonia App');
  await page.goto('/settings');
  const part = page.getByRole('region', { name: 'App passwords' });
  await part.getByLabel('What it is for').fill('Phone');
  await part.getByLabel('Your password').fill('another password');
  await part.getByRole('button', { name: 'Make an app password' }).click();
  await expect(part.getByText('This is not your present password.').first()).toBeVisible();
  await part.getByLabel('Your password').fill(password);
  await part.getByRole('button', { name: 'Make an app password' }).click();
  const made = part.getByRole('textbox', { name: 'App password' });
  await expect(made).toBeFocused();
  const address = await part.getByRole('textbox', { name: 'Address (CalDAV)' }).inputValue();
  expect(address).toBe(`${instance.url}/dav/`);
  const authorization = `Basic ${Buffer.from(`${username}:${await made.inputValue()}`).toString('base64')}`;
  const signsIn = async () =>
    (await fetch(address, { method: 'PROPFIND', headers: { authorization, Depth: '0' } })).status;
  expect(await signsIn()).toBe(207);
  await part.getByText('Thunderbird').click();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);

  await page.goto('/settings');
  await expect(part.getByRole('textbox', { name: 'App password' })).toHaveCount(0);
  await expect(part.getByRole('listitem')).toContainText(/Phone.*last used/);
  await part.getByRole('button', { name: 'Remove Phone' }).press('Enter');
  await part.getByRole('button', { name: 'Remove', exact: true }).last().press('Enter');
  await expect(part.getByRole('listitem')).toHaveCount(0);
  expect(await signsIn()).toBe(401);
});

test('TASK-523 a file of tasks becomes a list, one reads what did not come along, and it goes out again from its menu', async ({
  owner: { page },
  workspace,
}) => {
  await page.goto(`/w/${workspace.slug}/tasks`);
  await page.getByRole('link', { name: 'Import' }).click();
  await expectAccessible(page);
  const send = async (name: string, text: string) => {
    await page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Import' }).click();
  };
  await send('nothing.csv', 'hello');
  await expect(page.getByText(/^No tasks could be read from this file/)).toBeVisible();
  await send('kitchen.csv', 'Title;Due;Colour\nBuy rice;2099-12-01;red\nRing Ada;someday;');
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await expect(page.getByRole('status').getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectToFit(page);
  await page.getByRole('link', { name: 'Open the list' }).click();
  const list = await TaskListPage.here(page);
  await expect.poll(() => list.titles()).toEqual(['Buy rice', 'Ring Ada']);
  await page.getByRole('button', { name: 'More' }).click();
  for (const [name, ending, words] of [
    ['Export as table (CSV)', 'csv', 'Buy rice'],
    ['Export for calendars (ICS)', 'ics', 'SUMMARY:Buy rice'],
    ['Export as JSON', 'json', '"Buy rice"'],
    ['Export as Markdown', 'md', '- [ ] Buy rice'],
  ] as const) {
    const link = page.getByRole('link', { name, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(`kitchen.${ending}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toContain(words);
  }
});
