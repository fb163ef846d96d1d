import { readFile } from 'node:fs/promises';
import { expect, type Person, test } from '../fixtures.ts';
import { SignInPage } from '../pages/account-pages.ts';
import { Device } from '../pages/device.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test.use({ serviceWorkers: 'allow' });

async function newDocument({ page }: Pick<Person, 'page'>, slug: string): Promise<DocumentPage> {
  const list = new WorkspacePage(page);
  await list.open(slug);
  const document = await list.makeEmpty();
  await document.append('Of the assembly.');
  await expect(document.saved).toBeVisible();
  await new Device(page).untilReady();
  return document;
}

test('LOCAL-14 signing out leaves nothing of any document on the device', async ({ join, workspace }) => {
  const person = await join('Olga Out');
  const { page } = person;
  await newDocument(person, workspace.slug);
  const device = new Device(page);
  expect(await device.rows('rows')).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Account: Olga Out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await device.expectNothing();
});

test('LOCAL-14 the answer to signing out alone has the browser delete what it keeps', async ({
  join,
  workspace,
}) => {
  const person = await join('Nora Noscript');
  const { page } = person;
  await newDocument(person, workspace.slug);
  // As without scripting: the form goes out and nothing listens.
  await page.evaluate(() => document.querySelector<HTMLFormElement>('form[action="/sign-out"]')?.submit());
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await new Device(page).expectNothing();
});

test('LOCAL-14 signing out asks where edits would be lost, and lets them be taken along', async ({
  join,
  workspace,
}) => {
  const person = await join('Ulla Unsaved');
  const { page } = person;
  const document = await newDocument(person, workspace.slug);
  await document.goOffline();
  await document.append('Only here.');
  await document.untilKept('Only here.'.length + 1);
  const ask = async () => {
    await page.getByRole('button', { name: 'Account: Ulla Unsaved' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
  };
  await ask();
  const dialog = page.getByRole('dialog', { name: 'Some of your edits are only on this device' });
  await expect(dialog.getByText('11 edits not on the server')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download them' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Unsaved edits.md');
  expect(await readFile(await download.path(), 'utf8')).toContain('Only here.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(document.text.getByText('Only here.')).toBeVisible();

  await page.context().setOffline(false);
  await expect(document.saved).toBeVisible();
  await ask();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await new SignInPage(page).signIn(person);
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
});

test('LOCAL-14 signing out asks, too, where the browser does not say what would be lost', async ({
  join,
  workspace,
}) => {
  const person = await join('Uwe Unknown');
  const { page } = person;
  await newDocument(person, workspace.slug);
  await page.evaluate(() => {
    indexedDB.open = () => {
      throw new DOMException('broken', 'UnknownError');
    };
  });
  const [question] = await Promise.all([
    page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.dismiss();
      return dialog.message();
    }),
    (async () => {
      await page.getByRole('button', { name: 'Account: Uwe Unknown' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
    })(),
  ]);
  expect(question).toContain('does not say');
  await expect(page.getByText('Of the assembly.')).toBeVisible();
});

test('LOCAL-15 a switch has this browser keep nothing, and it outlives signing out', async ({
  join,
  workspace,
}) => {
  const person = await join('Nele Nothing');
  const { page } = person;
  const document = await newDocument(person, workspace.slug);
  const url = page.url();
  const device = new Device(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Keep nothing' }).click();
  await expect(page.getByRole('button', { name: 'Keep nothing', pressed: true })).toBeVisible();
  await device.expectNothing();

  await page.goto(url);
  await document.untilWritable();
  await document.goOffline();
  await document.append('Hm');
  await expect(page.getByRole('status').getByText(/^Offline, \d+ edits? only in this tab$/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(document.saved).toBeVisible();
  await device.expectNothing();

  await page.getByRole('button', { name: 'Account: Nele Nothing' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await new SignInPage(page).signIn(person);
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('button', { name: 'Keep nothing', pressed: true })).toBeVisible();
  await page.getByRole('button', { name: 'Keep documents' }).click();
  await expect(page.getByRole('button', { name: 'Keep documents', pressed: true })).toBeVisible();
  await device.untilReady();
});

test('LOCAL-13 what somebody loses access to is deleted from their device', async ({
  join,
  workspace,
  api,
}) => {
  const person = await join('Rita Revoked');
  const { page } = person;
  await newDocument(person, workspace.slug);
  const device = new Device(page);
  expect(await device.rows('copies')).toBe(1);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  expect((await api.delete(`documents/${id}`)).status()).toBe(204);
  await expect(page.getByText('This document is no longer here')).toBeVisible();
  await expect.poll(() => device.rows('copies')).toBe(0);
  expect(await device.rows('rows')).toBe(0);
});

test('LOCAL-16, EDIT-29, FLT-11 the copy of a document that was put back waits for the person, over reloads too', async ({
  owner,
  workspace,
}) => {
  const context = owner.page.context();
  const before = await newDocument(owner, workspace.slug);
  const url = owner.page.url();
  await before.goOffline();
  await before.append('Not on the server.');
  await before.untilKept('Not on the server.'.length + 1);
  await owner.page.close();
  // The server tells a browser that holds a copy that the document was put back meanwhile.
  let isPutBack = true;
  await context.routeWebSocket(/\/collab\//, async (socket) => {
    if (isPutBack && socket.url().includes('epoch=')) await socket.close({ code: 4410 });
    else socket.connectToServer();
  });
  await context.setOffline(false);
  const page = await context.newPage();
  const document = new DocumentPage(page);
  await page.goto(url);
  const notice = page.getByRole('alert').filter({ hasText: 'put back to an earlier state' });
  await expect(notice).toContainText('Your copy has 19 edits that the server does not have.');
  isPutBack = false;
  await expect(document.text.getByText('Not on the server.')).toHaveCount(0);
  await expect(document.text.getByText('Of the assembly.')).toHaveCount(1);
  await expect(document.saved).toBeVisible();

  await page.reload();
  await expect(notice).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my copy' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('Not on the server.');

  await page.getByRole('button', { name: 'Discard my copy' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(notice.getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: 'Open as a new document' }).click();
  await page.getByRole('link', { name: 'Go to it' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Untitled (my copy)');
  await expect(document.text.getByText('Not on the server.')).toHaveCount(1);
  await expect(document.text.getByText('Of the assembly.')).toHaveCount(1);
  await page.goBack();
  await document.untilWritable();
  await expect(notice).toHaveCount(0);
});
