import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { Device } from '../pages/device.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test.use({ serviceWorkers: 'allow' });

test('OFFLINE-1, LOCAL-3, FLT-13 a tab that was discarded opens without a network, counts its edits, and merges them', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const before = await list.makeEmpty();
  await before.append('Before the tunnel.');
  await expect(before.saved).toBeVisible();
  const other = await writeAlong(before, 'Tilda Train');
  const device = new Device(owner.page);
  await device.untilReady();
  await before.goOffline();
  await before.append('In the tunnel.');
  await before.untilKept('In the tunnel.'.length + 1);

  const after = new DocumentPage(await device.discard());
  await expect(after.text.getByText('In the tunnel.')).toHaveCount(1);
  expect(await after.editsOnDevice()).toBe('In the tunnel.'.length + 1);
  await after.append('Still in it.');
  await other.append('Meanwhile outside.');
  await expect(other.saved).toBeVisible();

  await after.goOnline();
  await expect(after.saved).toBeVisible();
  const sentences = ['Before the tunnel.', 'In the tunnel.', 'Still in it.', 'Meanwhile outside.'];
  for (const { text } of [after, other])
    for (const sentence of sentences) await expect(text.getByText(sentence)).toHaveCount(1);
  await after.page.reload();
  await after.untilWritable();
  for (const sentence of sentences) await expect(after.text.getByText(sentence)).toHaveCount(1);
});

test('FLT-7, LOCAL-12 what two have written for long without hearing of each other ends in the union', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  test.slow();
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('Ada:');
  await first.append('Mira:');
  const other = await writeAlong(first, 'Mira Minutes');
  const words = (name: string) => Array.from({ length: 200 }, (_, index) => ` ${name}${index}`);
  const write = async (document: DocumentPage, line: string, parts: string[]) => {
    await document.writeAfter(line, '');
    for (const part of parts) await document.page.keyboard.insertText(part);
  };
  await first.goOffline();
  // As many edits on each side as somebody makes in ten minutes of taking minutes.
  await Promise.all([write(first, 'Ada:', words('ada')), write(other, 'Mira:', words('mira'))]);
  await expect(other.saved).toBeVisible();
  await expect.poll(() => first.editsOnDevice(), { timeout: 60_000 }).toBe(200);
  await first.goOnline();
  await expect(first.saved).toBeVisible();
  const union = `Ada:${words('ada').join('')}Mira:${words('mira').join('')}`;
  for (const document of [first, other])
    await expect.poll(() => document.read(), { timeout: 60_000 }).toBe(union);
  await owner.page.reload();
  await first.untilWritable();
  expect(await first.read()).toBe(union);
});

test('FLT-13, LINK-4 a phone that was frozen goes on where it was, with what both sides wrote', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const frozen = await list.makeEmpty();
  const other = await writeAlong(frozen, 'Wanda Wake');
  const phone = await owner.page.context().newCDPSession(owner.page);
  await frozen.goOffline();
  await frozen.append('Before it fell asleep.');
  await phone.send('Page.setWebLifecycleState', { state: 'frozen' });
  await other.append('While it slept.');
  await expect(other.saved).toBeVisible();
  await frozen.goOnline();
  await phone.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(frozen.saved).toBeVisible();
  for (const { text } of [frozen, other])
    for (const sentence of ['Before it fell asleep.', 'While it slept.'])
      await expect(text.getByText(sentence)).toHaveCount(1);
});

test('FLT-13 a network that is switched while somebody writes loses nothing and doubles nothing', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('Line:');
  const other = await writeAlong(first, 'Wim Wifi');
  await first.text.getByText('Line:').click();
  await first.text.press('End');
  for (let round = 0; round < 6; round += 1) {
    await owner.page.keyboard.type(` word${round}`);
    await owner.page.context().setOffline(round % 2 === 0);
  }
  await expect(first.saved).toBeVisible();
  for (const document of [first, other])
    await expect.poll(() => document.read()).toBe('Line: word0 word1 word2 word3 word4 word5');
});

test('EDIT-27 what was written without a network outlives that the tab was discarded and the line became a heading', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('Report');
  const other = await writeAlong(first, 'Hedda Heading');
  const device = new Device(owner.page);
  await device.untilReady();
  await first.goOffline();
  await first.writeAfter('Report', ' of the treasurer');
  await first.untilKept(' of the treasurer'.length);
  await other.writeBefore('Report', '## ');
  await expect(other.saved).toBeVisible();
  const url = owner.page.url();
  const context = owner.page.context();
  await owner.page.close();
  await context.setOffline(false);
  const again = new DocumentPage(await context.newPage());
  await again.page.goto(url);
  for (const { text } of [again, other])
    await expect(text.getByRole('heading', { name: 'Report of the treasurer', level: 2 })).toBeVisible();
});

test('OFFLINE-1 without a network other pages list what is on the device, and lead to it', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.rename('Minutes of May');
  await document.append('Kept.');
  await expect(document.saved).toBeVisible();
  const device = new Device(page);
  await device.untilReady();
  await document.goOffline();
  await page.goto(`/w/${workspace.slug}`);
  await expect(page.getByRole('heading', { name: 'You are offline', level: 1 })).toBeVisible();
  await page.goto('/d/00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('This document is not kept on this device.')).toBeVisible();
  await page.getByRole('link', { name: 'Minutes of May' }).click();
  await expect(document.text.getByText('Kept.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Minutes of May', level: 1 })).toBeVisible();
  // From there one goes on as if it had come from the server.
  await document.goOnline();
  await document.append('Written from the page of the device.');
  await expect(document.saved).toBeVisible();
  await page.getByRole('link', { name: workspace.name }).click();
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Minutes of May' })).toBeVisible();
});

test('LOCAL-2 where the browser keeps nothing, edits without a network are said to be in this tab only', async ({
  owner,
  workspace,
}) => {
  await owner.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.goOffline();
  await document.append('Hm');
  await expect(
    owner.page.getByRole('status').getByText(/^Offline, \d+ edits only in this tab$/),
  ).toBeVisible();
  await document.goOnline();
  await expect(document.saved).toBeVisible();
});

test('EDIT-30 edits that are nowhere else stay in the tab, whatever page it shows, until the person has decided', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.untilWritable();
  const context = page.context();
  await document.goOffline();
  await document.append('Nowhere else.');
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.setOffline(false);
  await expect(page.getByText('You are no longer signed in')).toBeVisible();
  await context.addCookies(cookies);
  await page.getByRole('link', { name: workspace.name }).first().click();
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await expect(page.getByText('Your copy is only in this tab')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my copy' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('Nowhere else.');
});

test('SCREEN-15 a notice announces its text alone, and leaves the focus to the page when it goes', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.untilWritable();
  const context = page.context();
  const cookies = await context.cookies();
  await context.setOffline(true);
  await context.clearCookies();
  await context.setOffline(false);
  const notice = page.getByRole('alert').filter({ hasText: 'You are no longer signed in' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('button')).toHaveCount(0);
  await context.addCookies(cookies);
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});

test('EDIT-28 going to another page of Plenum asks nothing and loses nothing; leaving it asks', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  const url = page.url();
  await document.append('On the way out.');
  await page.getByRole('link', { name: workspace.name }).first().click();
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await page.goto(url);
  await expect(document.text.getByText('On the way out.')).toHaveCount(1);

  await document.goOffline();
  await document.append('Unsaved.');
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  await expect(document.text.getByText('Unsaved.')).toBeVisible();
});
