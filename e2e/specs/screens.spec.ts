import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit, widerThanScreen } from '../fit.ts';
import { expect, newPerson, test } from '../fixtures.ts';
import { Instance } from '../instance.ts';
import { MembersPage, WorkspacePage } from '../pages/workspace-pages.ts';

test('SCREEN-1 SCREEN-2 the screens of somebody who is signed out', async ({ open, owner, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const invitation = await members.invite('Editor');
  const page = await open();
  for (const path of ['/', '/recover', '/setup', '/no/such/page', invitation, '/join/no-such-invitation']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectGood(page);
  }
});

test('SCREEN-1 SCREEN-2 the screens of a member', async ({ owner, open, workspace }) => {
  const { page } = owner;
  for (const path of [
    `/w/${workspace.slug}`,
    `/w/${workspace.slug}/members`,
    `/w/${workspace.slug}/trash`,
    '/settings',
    '/new-workspace',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectGood(page);
  }
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeAgenda();
  await expectGood(page);
  const url = await (await document.share()).makeLink({ password: 'open sesame' });
  await expectGoodWith(page.getByRole('dialog'));
  await onPhone(page, async () => expect(await widerThanScreen(page)).toBe(false));
  const reader = await open();
  await reader.goto(url);
  await expectGood(reader);
  await reader.getByLabel('Password').fill('open sesame');
  await reader.getByRole('button', { name: 'Open' }).click();
  await expect(reader.getByRole('status')).toBeVisible();
  await expectGood(reader);
  await list.open(workspace.slug);
  await expectGood(page);
});

test("SCREEN-1 a workspace's menus", async ({ owner, workspace }) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  for (const [button, menu] of [
    [workspace.name, 'Workspaces'],
    [/^Account: /, /^Account: /],
    ['Other kinds of document', 'Other kinds of document'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await expectGoodWith(page.getByRole('group', { name: menu }));
    await page.keyboard.press('Escape');
  }
});

test("SCREEN-1 a document's menus, and those of its text", async ({ owner, workspace }) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const { text } = await list.makeEmpty();
  await text.click();
  // So few that the list need not scroll: axe does not see that the arrow keys, pressed in the text, scroll it.
  await text.pressSequentially('/head');
  await expectGoodWith(page.getByRole('listbox', { name: 'Blocks' }));
  await text.press('Escape');
  await text.pressSequentially(' are some words.');
  await text.press('Shift+Home');
  await page
    .getByRole('button', { name: /^Text style: / })
    .first()
    .click();
  await expectGoodWith(page.getByRole('group', { name: 'Text style' }).first());
  await page.keyboard.press('Escape');
  const more = page.getByRole('group', { name: 'More', exact: true });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expectGoodWith(more);
  await more.getByRole('button', { name: 'Move to trash' }).click();
  await expectGoodWith(page.getByRole('group', { name: 'Move to trash' }));
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('SCREEN-1 SCREEN-2 the first visit, from the empty form to the recovery code', async ({ open }) => {
  // A whole instance is made for it.
  test.setTimeout(180_000);
  const fresh = await Instance.create();
  try {
    await fresh.start();
    const page = await open({ baseURL: fresh.url });
    const { username, displayName, password } = newPerson('Fritz First');
    await page.goto('/');
    const begin = page.getByRole('button', { name: 'Get started' });
    await expect(begin).toBeVisible();
    await expectGood(page);
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Display name').fill(displayName);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Name of your workspace').fill('The first of all workspaces');
    await begin.click();
    await expect(page.getByRole('link', { name: 'I have written it down' })).toBeVisible();
    await expectGood(page);
  } finally {
    await fresh.destroy();
  }
});

test('SCREEN-2 on a phone the places are in a drawer', async ({ open, workspace, founder }) => {
  const page = await open({ ...phone, storageState: founder.state });
  await page.goto(`/w/${workspace.slug}`);
  const rail = page.getByRole('complementary', { name: 'Sidebar' });
  await expect(rail).toBeHidden();
  await page.getByRole('navigation', { name: 'Shortcuts' }).getByRole('button', { name: 'Menu' }).tap();
  await rail.getByRole('link', { name: 'Members' }).tap();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await expect(rail).toBeHidden();
});

test('SCREEN-3 everything is reached by keyboard, from the skip link to the text and out again', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  await page.goto(`/w/${workspace.slug}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/d\//);
  const text = page.getByRole('textbox', { name: 'Document text' });
  await expect(text).toBeFocused();
  await page.keyboard.type('By keyboard alone.');
  await expect(text).toContainText('By keyboard alone.');
  await page.keyboard.press('Escape');
  await expect(text).not.toBeFocused();
});

test('SCREEN-5 a browser that asks for German gets German, and may choose English', async ({
  open,
  founder,
  workspace,
}) => {
  const page = await open({ locale: 'de-DE', storageState: founder.state });
  await page.goto(`/w/${workspace.slug}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { name: 'Dokumente', level: 1 })).toBeVisible();
  await page.goto('/settings');
  await page.getByRole('main').getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('SCREEN-4 a chosen theme stays, whatever the system says', async ({ open, founder }) => {
  const page = await open({ colorScheme: 'light', storageState: founder.state });
  await page.goto('/settings');
  await page.getByRole('main').getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

/** Axe finds nothing in either theme, and on a phone it is no wider than the screen. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessibleInBothThemes(page);
  await onPhone(page, () => expectToFit(page));
}

/** Axe finds nothing with something open that would else not be looked at. */
async function expectGoodWith(open: Locator): Promise<void> {
  await expect(open).toBeVisible();
  await expectAccessibleInBothThemes(open.page());
  await expect(open).toBeVisible();
}

async function onPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(phone.viewport);
  await look();
  if (before) await page.setViewportSize(before);
}

async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
