import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

const treeOf = (page: Page) => page.getByRole('main').getByRole('tree', { name: 'Pages' });
const itemOf = (page: Page, name: string) => treeOf(page).getByRole('treeitem', { name, exact: true });
const titlesOf = (page: Page) => treeOf(page).getByRole('treeitem').locator('[data-link]').allTextContents();

test('WIKI-12, WIKI-13, WIKI-14 a tree of pages is made, gone through by keys, and ordered by keys and by dragging', async ({
  owner: { page },
  workspace,
  makeDocument,
}) => {
  const wiki = `/w/${workspace.slug}/wiki`;
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Wiki' }).click();
  await expect(page.getByText('No pages yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New page' }).click();
  await page.waitForURL(/\/d\//);
  const first = page.url();
  await expect(
    page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Wiki' }),
  ).toBeVisible();
  const make = (title: string, more: { icon?: string; markdown?: string; parentId?: string } = {}) =>
    makeDocument({ kind: 'wiki', title, ...more });
  const cook = await make('Cooking', { icon: '🍲' });
  await make('Bread', { parentId: cook });
  await make('Soup', { parentId: cook, markdown: 'Boil it.' });
  await make('Tools');
  await page.goto(wiki);
  await expect.poll(() => titlesOf(page)).toEqual(['Untitled page', '🍲Cooking', 'Tools']);
  await expectAccessible(page);

  await itemOf(page, 'Untitled page').focus();
  await page.keyboard.press('c');
  await expect(itemOf(page, 'Cooking')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(itemOf(page, 'Soup')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(itemOf(page, 'Bread')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => titlesOf(page)).toEqual(['Untitled page', '🍲Cooking', 'Soup', 'Bread', 'Tools']);
  await expect(itemOf(page, 'Bread')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(itemOf(page, 'Bread')).toHaveAttribute('aria-level', '1');
  await expect(itemOf(page, 'Bread')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(page.getByText('The page cannot go further that way.')).toBeVisible();
  await expectAccessible(page);

  // Into the page before it, which was closed, and out again.
  await page.keyboard.press('ArrowDown');
  await expect(itemOf(page, 'Tools')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(itemOf(page, 'Tools')).toHaveAttribute('aria-level', '2');
  await expect(itemOf(page, 'Tools')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(itemOf(page, 'Tools')).toHaveAttribute('aria-level', '1');
  await expect(itemOf(page, 'Tools')).toBeFocused();

  await itemOf(page, 'Tools').dragTo(itemOf(page, 'Bread'));
  // Bread is open since something was moved into it.
  await expect(itemOf(page, 'Bread')).toHaveAttribute('aria-expanded', 'true');
  await expect(itemOf(page, 'Tools')).toHaveAttribute('aria-level', '2');
  await page.reload();
  // What was open is so after a reload.
  await expect.poll(() => titlesOf(page)).toEqual(['Untitled page', '🍲Cooking', 'Soup', 'Bread', 'Tools']);

  await itemOf(page, 'Soup').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/d\//);
  await new DocumentPage(page).untilWritable();
  const crumbs = page.getByRole('navigation', { name: 'You are here' });
  await expect(crumbs.getByRole('listitem').filter({ hasText: 'Cooking' })).toBeVisible();
  const rail = page.getByRole('navigation', { name: 'Places' });
  await expect(rail.getByRole('tree')).toBeVisible();
  await expect(rail.getByRole('treeitem', { name: 'Soup' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  expect(first).not.toBe(page.url());
});

test('WIKI-15 without scripting pages are made, found, moved, given an icon, and made of pads', async ({
  open,
  founder,
  workspace,
  makeDocument,
}) => {
  const pad = await makeDocument({ title: 'Minutes' });
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${pad}/place`);
  await page.getByRole('button', { name: 'Make it a wiki page' }).click();
  await page.getByRole('button', { name: 'Below this page' }).click();
  await page.waitForURL((url) => !url.pathname.includes(pad));
  await page.goto(`/w/${workspace.slug}/wiki`);
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Minutes', exact: true })).toBeVisible();
  await expect(main.getByText('Untitled page')).toBeHidden();
  await main.getByRole('link', { name: 'Show what lies below “Minutes”' }).click();
  await main.getByRole('link', { name: 'Place and icon of “Untitled page”' }).click();
  await page.getByRole('textbox', { name: 'Icon' }).fill('🌻🌻');
  await page.getByRole('button', { name: 'Save icon' }).click();
  await expect(page.getByText('Choose one emoji.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Icon' }).fill('🌻');
  await page.getByRole('button', { name: 'Save icon' }).click();
  await page.getByRole('radio', { name: 'At the top' }).check();
  await page.getByRole('button', { name: 'Move here' }).click();
  await page.getByRole('button', { name: 'Move up' }).click();
  await expect(page.getByText('The page has moved.')).toBeVisible();
  await page.goto(`/w/${workspace.slug}/wiki`);
  await expect(main.getByRole('list', { name: 'Pages' }).locator('[data-link]')).toHaveText([
    '🌻Untitled page',
    'Minutes',
  ]);
  await main.getByRole('button', { name: 'New page below “Minutes”' }).click();
  await page.waitForURL(/\/d\//);
  await page.goto(`/d/${pad}/place`);
  await page.getByRole('button', { name: 'Make it a pad' }).click();
  await page.goto(`/w/${workspace.slug}`);
  await expect(main.getByRole('link', { name: 'Minutes' })).toBeVisible();
  await expect(main.getByRole('link', { name: 'Untitled page' })).toBeHidden();

  // A place among more pages than are shown at once.
  for (let made = 0; made < 200; made += 20) {
    const titles = Array.from({ length: 20 }, (_, i) => `Page ${made + i + 1}`);
    await Promise.all(titles.map((title) => makeDocument({ kind: 'wiki', title })));
  }
  await makeDocument({ kind: 'wiki', title: 'The last' });
  await page.goto(`/d/${pad}/place`);
  const last = page.getByRole('radio', { name: 'The last' });
  await expect(last).toBeHidden();
  await page.getByRole('link', { name: 'Show more pages' }).click();
  await last.check();
  await page.getByRole('button', { name: 'Make it a wiki page' }).click();
  await page.waitForURL((url) => url.search === '');
  await expect(last).toBeChecked();
});

test('WIKI-16 on a phone, in the dark and in German the wiki is whole, and a reader changes nothing', async ({
  open,
  join,
  workspace,
  makeDocument,
  founder,
}) => {
  const title =
    'Ein sehr langer Titel, der in keine Zeile eines Telefons passt, mit עברית darin und noch etwas mehr';
  const id = await makeDocument({ kind: 'wiki', title });
  const below = await makeDocument({ kind: 'wiki', title: 'Darunter', parentId: id });
  const page = await open({
    storageState: founder.state,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.goto(`/w/${workspace.slug}/wiki`);
  await expect(page.getByRole('main').getByRole('tree', { name: 'Seiten' })).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
  for (const one of [id, below]) {
    await page.goto(`/d/${one}/place`);
    await expect(page.getByRole('heading', { name: 'Platz im Wiki', level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page);
  }
  const { page: theirs } = await join('reader', 'reader');
  await theirs.goto(`/w/${workspace.slug}/wiki`);
  await expect(itemOf(theirs, title)).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'New page' })).toBeHidden();
  await itemOf(theirs, title).focus();
  await theirs.keyboard.press('ArrowRight');
  await expect(itemOf(theirs, 'Darunter')).toBeVisible();
  expect((await theirs.goto(`/d/${id}/place`))?.status()).toBe(404);
});

test('WIKI-17, WIKI-18 what leads to a page, what leads to nothing, and to which pages nothing leads', async ({
  owner: { page },
  open,
  founder,
  workspace,
  makeDocument,
  api,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup' });
  await page.goto(`/d/${soup}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('link', { name: 'What links here' }).click();
  await expect(page.getByText('Nothing links here yet')).toBeVisible();
  await expectAccessible(page);
  const gone = await makeDocument({ title: 'Gone' });
  await makeDocument({ title: 'Minutes', markdown: `We make [it](/d/${soup}), and [that](/d/${gone}).` });
  const main = page.getByRole('main');
  // What a text leads to is known when nobody has written in it for two seconds.
  await expect(async () => {
    await page.reload();
    await expect(main.getByRole('listitem')).toHaveText(['Minutes'], { timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await api.delete(`documents/${gone}`);

  const phone = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await phone.goto(`/w/${workspace.slug}/wiki`);
  await phone.getByRole('link', { name: 'Verweise' }).click();
  await expect(phone.getByRole('main').getByRole('listitem')).toHaveText(['Minutes']);
  await expectToFit(phone);
  await phone.getByRole('link', { name: 'Einsame Seiten' }).click();
  await expect(phone.getByText('Keine einsamen Seiten')).toBeVisible();
  await expectToFit(phone);
  await page.goto(`/w/${workspace.slug}/wiki/links?report=orphans`);
  await expect(page.getByRole('heading', { name: 'No lonely pages' })).toBeVisible();
  await expectAccessible(page);
});

test('WIKI-30 a wiki begins with the page that an admin chooses, also without scripting', async ({
  owner: { page },
  join,
  open,
  founder,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Welcome' });
  const rail = page.getByRole('navigation', { name: 'Places' });
  await page.goto(`/w/${workspace.slug}/wiki`);
  await rail.getByRole('link', { name: 'Wiki', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}/wiki$`));
  const plain = await open({ storageState: founder.state, javaScriptEnabled: false });
  await plain.goto(`/d/${id}/place`);
  await plain.getByRole('button', { name: 'Let the wiki begin here' }).click();
  await expect(plain.getByText('The wiki begins with this page')).toBeVisible();
  await page.goto(`/w/${workspace.slug}`);
  await rail.getByRole('link', { name: 'Wiki', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${id}$`));
  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Wiki' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Start page' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${id}$`));
  const { page: theirs } = await join('editor', 'editor');
  await theirs.goto(`/d/${id}/place`);
  await expect(theirs.getByRole('heading', { name: 'Move' })).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Begin with all pages again' })).toBeHidden();
  await page.goto(`/d/${id}/place`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Begin with all pages again' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(`/w/${workspace.slug}/wiki/start`);
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}/wiki$`));
});
