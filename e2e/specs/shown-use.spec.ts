import type { Response } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { makeShownSoup, shownFrom } from '../shown-soup.ts';

/** An answer of what is shown, or of a shared page, that is another one than before. */
const isNews = (response: Response) =>
  response.status() === 200 && /\/shown\?|[?&]part=text/.test(response.url());

test('EMBED-6 what is shown stays as it is while the focus is in it, and follows when that has left', async ({
  owner,
  api,
  open,
  makeDocument,
}) => {
  const { plan, soup, url, write } = await makeShownSoup({ api, makeDocument });
  const { page: own } = await DocumentPage.open(owner.page, `/d/${plan}`);
  const shared = await open();
  const first = shared.waitForResponse(isNews);
  await shared.goto(url);
  await first;
  const pages = [own, shared];
  for (const page of pages) {
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await shownFrom(page, 'Soup').getByRole('link').focus();
  }
  const news = pages.map((page) => page.waitForResponse(isNews));
  await write(soup, 'Add lentils.');
  await Promise.all(news.map(async (one) => (await one).finished()));
  for (const page of pages) {
    await expect(shownFrom(page, 'Soup').getByRole('link')).toBeFocused();
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await shownFrom(page, 'Soup').getByRole('link').blur();
    await expect(shownFrom(page, 'Soup')).toContainText('Add lentils.');
  }
});

test('EMBED-6 what is shown within what is shown goes at once when it may be read no more, though the focus is there', async ({
  api,
  join,
  makeDocument,
}) => {
  const inner = await makeDocument({ kind: 'wiki', title: 'Inner', markdown: 'Hidden soon.' });
  const outer = await makeDocument({
    kind: 'wiki',
    title: 'Outer',
    markdown: `Around.\n\n![[]](/d/${inner})`,
  });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `![[]](/d/${outer})` });
  const { page } = await DocumentPage.open((await join('Ria')).page, `/d/${plan}`);
  await expect(shownFrom(page, 'Outer')).toContainText('Hidden soon.');
  await shownFrom(page, 'Outer').getByRole('link').first().focus();
  expect((await api.patch(`documents/${inner}/access`, { data: { scope: 'own' } })).ok()).toBe(true);
  await expect(shownFrom(page, 'Outer')).not.toContainText('Hidden soon.');
  await expect(shownFrom(page, 'Outer')).toContainText('Around.');
});

test('EMBED-6 a page that may be read no more shows nothing from elsewhere, and asks only when somebody comes back', async ({
  owner,
  makeDocument,
  join,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `Before.\n\n![[]](/d/${soup})` });
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  const other = await DocumentPage.open((await join('Cora Cook')).page, `/d/${plan}`);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  // What is between answers of its own first, which says nothing of the page.
  let between = 0;
  await page.route('**/shown?*', (route) => {
    between += 1;
    return route.fulfill({ status: 403, contentType: 'text/html', body: 'Forbidden' });
  });
  await expect.poll(() => between, { timeout: 20_000 }).toBe(1);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  await page.unroute('**/shown?*');
  let asked = 0;
  await page.route('**/shown?*', (route) => {
    asked += 1;
    return route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' });
  });
  await expect(page.getByText('This is no longer shown')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.ProseMirror')).not.toContainText('Boil');
  // Meanwhile another page asks again and again.
  for (let n = 0; n < 4; n += 1) await other.page.waitForResponse(/\/shown\?/);
  expect(asked).toBe(1);
  await page.unroute('**/shown?*');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
});

test('EMBED-6 what is far below the screen is asked for once, to be there when the page is printed', async ({
  owner,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const lines = Array.from({ length: 150 }, (_, n) => `Line ${n}`).join('\n\n');
  const markdown = `${lines}\n\n![[]](/d/${soup})`;
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown });
  const asked = owner.page.waitForResponse(/\/shown\?/);
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await asked;
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.emulateMedia({ media: 'print' });
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
});

test('EMBED-7 a page that is copied as it is read is pasted with its places, and with no word of what they show', async ({
  owner,
  api,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: 'First line' });
  const document = await DocumentPage.open(owner.page, `/d/${plan}`);
  await document.append('');
  const shown = `<p class="shown-page-title"><a href="/d/${soup}"><bdi>Old title</bdi></a></p>
    <div class="shown-page-text"><p>Old words.</p></div>`;
  await document.paste({
    html: `<p>Above.</p>
      <div class="shown-page" data-page="${soup}" role="group" aria-label="From: Old title">${shown}</div>
      <nav class="child-pages" data-levels="2" aria-label="Pages below"><ul><li>Old page</li></ul></nav>
      <div class="shown-page" data-page="elsewhere"><p>Words of another site.</p></div><p>Below.</p>`,
  });
  await expect(shownFrom(document.page, 'Soup')).toContainText('Boil water.');
  const read = async () => (await api.get(`documents/${plan}/export?format=markdown`)).text();
  await expect.poll(read).toContain('Below.');
  const markdown = await read();
  expect(markdown).toContain('Words of another site.');
  expect(markdown).not.toMatch(/Old|Boil/);
  const levels = document.text.locator('nav.child-pages');
  await expect(levels).toHaveAttribute('data-levels', '2');
});

for (const { place, start, within } of [
  { place: 'an item of a list', start: '- ', within: 'ul > li' },
  { place: 'a task', start: '[ ] ', within: 'li[data-checked]' },
]) {
  test(`EMBED-7 a text is named as the first thing in ${place}`, async ({ owner, makeDocument }) => {
    await makeDocument({ kind: 'wiki', title: 'Lentil soup', markdown: 'Boil water.' });
    const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: 'First line' });
    const document = await DocumentPage.open(owner.page, `/d/${plan}`);
    const { page, text } = document;
    await document.append(start);
    await page.keyboard.type('![[Lentil');
    await expect(page.getByRole('option', { name: 'Lentil soup' })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Behind it.');
    await expect(text.locator(within)).toContainText('Behind it.');
    await expect(text.locator(within).getByRole('group', { name: 'From: Lentil soup' })).toContainText(
      'Boil water.',
    );
    await expect(text).not.toContainText('![[');
  });
}

test('EMBED-7 a text is named as the first thing in a cell of a table', async ({ owner, makeDocument }) => {
  await makeDocument({ kind: 'wiki', title: 'Lentil soup', markdown: 'Boil water.' });
  const plan = await makeDocument({
    kind: 'wiki',
    title: 'Plan',
    markdown: 'First line\n\n| a |\n| --- |\n| b |',
  });
  const { page, text } = await DocumentPage.open(owner.page, `/d/${plan}`);
  const cell = text.getByRole('cell').last();
  await cell.click();
  await page.keyboard.press('Home');
  await page.keyboard.type('![[Lentil');
  await expect(page.getByRole('option', { name: 'Lentil soup' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cell.getByRole('group', { name: 'From: Lentil soup' })).toContainText('Boil water.');
  await expect(cell).toContainText('b');
  await expect(text).not.toContainText('![[');
});

test('EDIT-37 what is pasted without formatting before the code for that has come stays as it is typed', async ({
  owner,
  makeDocument,
}) => {
  const plan = await makeDocument({ title: 'Plan', markdown: 'First line' });
  const { page } = owner;
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes('docs-internal-guid')) await held;
    await route.fulfill({ response, body });
  });
  const document = await DocumentPage.open(page, `/d/${plan}`);
  await document.append('');
  await page.keyboard.down('Shift');
  await document.paste({ text: '- one\n- two' });
  await page.keyboard.up('Shift');
  release();
  await expect(document.text.locator('> p').last()).toHaveText('- two');
  await expect(document.text.locator('li')).toHaveCount(0);
  // The rest of the page may still be on its way through the route.
  await page.unrouteAll({ behavior: 'wait' });
});
