import type { Locator } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { Finger, type Point } from '../touch.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('EDIT-42, SCREEN-16 a finger that rests beside a block opens its menu, and one on words or that moves does not', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const markdown = `First line\n\n- one\n- two\n\n---\n\n- [ ] task\n\nLast line`;
  const data = { kind: 'pad', title: 'Plan', markdown };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const page = await open({ ...PHONE, storageState: founder.state });
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  const { text } = document;
  const finger = await Finger.on(page);
  const menu = page.getByRole('group', { name: 'Block', exact: true }).filter({ visible: true });
  const items = text.locator('ul:not([data-type]) > li');

  // On the mark of an item: what is chosen is about the item, and nobody who was not writing gets a keyboard.
  await document.untilHandled();
  // Whoever makes a document begins to write in it.
  await text.blur();
  await finger.down({ x: 32, y: (await middle(text.getByText('two'))).y });
  await expect(menu).toBeVisible();
  await finger.up();
  await expect(menu).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
  await menu.getByRole('button', { name: 'Move up' }).tap();
  await expect(items).toHaveText(['two', 'one']);
  await expect(menu).toHaveCount(0);
  await expect(text).not.toBeFocused();

  // In the margin, on a rule, on a box, which does not change.
  const press = async (choice: string, place: Point) => {
    await expect(menu).toHaveCount(0);
    await finger.down(place);
    await expect(menu).toBeVisible();
    await finger.up();
    await menu.getByRole('button', { name: choice }).tap();
  };
  await press('Duplicate', { x: 8, y: (await middle(text.getByText('First line'))).y });
  await expect(text.getByText('First line')).toHaveCount(2);
  await press('Delete', await middle(text.locator('hr')));
  await expect(text.locator('hr')).toHaveCount(0);
  await press('Duplicate', await middle(text.getByRole('checkbox')));
  await expect(text.getByRole('checkbox', { checked: false })).toHaveCount(2);

  // Words are the browser's, and a finger that moves scrolls.
  const words = await middle(text.getByText('Last line'));
  await finger.down(words);
  await finger.upLate();
  // One right after the other: a test that waited between them could rest for too long.
  await Promise.all([finger.down({ x: 8, y: words.y }), finger.move({ x: 8, y: words.y - 60 })]);
  await finger.upLate();
  await expect(menu).toHaveCount(0);
});

test('SCREEN-16 a menu that is longer than the screen scrolls within itself to its last entry', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const data = { kind: 'pad', title: 'Plan', markdown: 'Words' };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const viewport = { width: 390, height: 600 };
  const page = await open({ ...PHONE, viewport, locale: 'de-DE', storageState: founder.state });
  await page.goto(`/d/${id}`);
  const opener = page.getByRole('button', { name: 'Mehr', exact: true });
  await expect(page.getByRole('textbox', { name: 'Text des Dokuments' })).toBeEditable();
  await opener.tap();
  const menu = page.getByRole('group', { name: 'Mehr', exact: true });
  await expect(menu).toBeVisible();
  await expectToFit(page);
  const [box, above] = [await menu.boundingBox(), await opener.boundingBox()];
  if (!box || !above) throw new Error('The menu is not drawn.');
  expect(box.y).toBeGreaterThanOrEqual(above.y + above.height);
  expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
  const last = menu.getByRole('button', { name: 'In den Papierkorb verschieben' });
  await expect(last).not.toBeInViewport();
  // What comes late into the menu can move it on once more.
  await expect(async () => {
    await last.blur();
    await last.focus();
    await expect(last).toBeInViewport({ ratio: 1, timeout: 1_000 });
  }).toPass();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('BULK-4 a finger that rests on a document begins choosing several, taps choose more, and going back ends it', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  for (const title of ['Apples', 'Berries', 'Cherries']) {
    await api.post(`workspaces/${workspace.id}/documents`, { data: { kind: 'pad', title } });
  }
  const page = await open({ ...PHONE, storageState: founder.state });
  const list = `/w/${workspace.slug}?order=title`;
  await page.goto(list);
  const finger = await Finger.on(page);
  const row = (title: string) => page.getByRole('main').getByRole('link', { name: title });
  // Until the page hears it.
  await expect(async () => {
    await finger.down(await middle(row('Berries')));
    try {
      await expect(page.getByRole('checkbox', { name: 'Choose Berries' })).toBeChecked({ timeout: 3000 });
    } finally {
      await finger.up();
    }
  }).toPass();
  await expect(page.getByText('1 chosen')).toBeVisible();
  await expect(page).toHaveURL(/order=title/);
  await row('Cherries').tap();
  await expect(page.getByText('2 chosen')).toBeVisible();
  await row('Berries').tap();
  await expect(page.getByText('1 chosen')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Choose Cherries' })).toBeChecked();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${list.replace('?', '\\?')}$`));
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await row('Apples').tap();
  await page.waitForURL(/\/d\//);
});

test('EDIT-46 the line that is written on a phone stands clear of the bars', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const markdown = Array.from({ length: 60 }, (_, at) => `Line ${at + 1}`).join('\n\n');
  const data = { kind: 'pad', title: 'Plan', markdown };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const page = await open({ ...PHONE, storageState: founder.state });
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  await document.untilHandled();
  const { text } = document;
  const tools = page.getByRole('region', { name: 'Formatting' });
  const clearOfTools = async () =>
    expect
      .poll(async () => (await edges(tools)).top - (await edges(text.locator('p').last())).bottom)
      .toBeGreaterThan(0);
  await text.press('Control+End');
  await clearOfTools();
  for (let line = 1; line <= 5; line += 1) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(`more ${line}`);
    await clearOfTools();
  }
  const first = text.getByText('Line 40', { exact: true });
  for (let line = 1; line <= 25; line += 1) await page.keyboard.press('ArrowUp');
  await expect
    .poll(async () => (await edges(first)).top - (await edges(page.getByRole('banner'))).bottom)
    .toBeGreaterThan(0);
});

async function edges(element: Locator): Promise<{ top: number; bottom: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not drawn.');
  return { top: box.y, bottom: box.y + box.height };
}

async function middle(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not drawn.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
