import type { Page, Route } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { makeShownSoup, shownFrom } from '../shown-soup.ts';

/** The place of a document that cannot be read at a moment. */
const later = (id: string, href: string) =>
  `<div class="shown-page" data-page="${id}" data-later><p><a href="${href}">Open it by itself.</a></p></div>`;

/** Answers that nothing of a document can be read at this moment, and counts how often. */
async function answerLater(page: Page, { id, href }: { id: string; href: () => string }) {
  const count = { answers: 0 };
  await page.route(/\/shown\?/, async (route) => {
    const items = [{ documentId: id, blockId: null, html: later(id, href()) }];
    await route.fulfill({ json: { items, childPages: null } });
    count.answers += 1;
  });
  return count;
}

/** A text of so many lines that what comes behind it is far from the screen. */
const LINES = Array.from({ length: 150 }, (_, n) => `Line ${n}`).join('\n\n');

test('EMBED-6 what cannot be read at a moment stays on the screen where it still has the same address', async ({
  owner,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `Before.\n\n![[]](/d/${soup})` });
  const at = { href: `/d/${soup}` };
  // From the first question on: what the server has written into the page stays, too.
  const count = await answerLater(owner.page, { id: soup, href: () => at.href });
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await expect.poll(() => count.answers, { timeout: 20_000 }).toBeGreaterThan(1);
  await expect(shownFrom(page, 'Soup').or(page.locator('.ProseMirror .shown-page'))).toContainText(
    'Boil water.',
  );
  at.href = '/d/another';
  await expect(page.locator('.ProseMirror')).toContainText('Open it by itself.', { timeout: 20_000 });
  await expect(page.locator('.ProseMirror')).not.toContainText('Boil water.');
  await page.unroute(/\/shown\?/);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.', { timeout: 20_000 });
});

test('EMBED-6 where others are named within what cannot be read, which nobody asks for then, it does not stay for long', async ({
  owner,
  makeDocument,
}) => {
  const inner = await makeDocument({ kind: 'wiki', title: 'Inner', markdown: 'Inner words.' });
  const markdown = `Around.\n\n![[]](/d/${inner})`;
  const outer = await makeDocument({ kind: 'wiki', title: 'Outer', markdown });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `![[]](/d/${outer})` });
  await owner.page.clock.install();
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await expect(shownFrom(page, 'Outer')).toContainText('Inner words.');
  const count = await answerLater(page, { id: outer, href: () => `/d/${outer}` });
  await expect.poll(() => count.answers, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect(shownFrom(page, 'Outer')).toContainText('Inner words.');
  await page.clock.fastForward(31_000);
  await expect(page.locator('.ProseMirror')).toContainText('Open it by itself.');
  await expect(page.locator('.ProseMirror')).not.toContainText('Inner words.');
});

test('EMBED-6 on a shared page what cannot be read at a moment stays, too, and comes anew', async ({
  api,
  open,
  makeDocument,
}) => {
  const { plan, soup, url, write } = await makeShownSoup({ api, makeDocument });
  const page = await open();
  await page.goto(url);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  const address = (await shownFrom(page, 'Soup').getByRole('link').getAttribute('href')) ?? '';
  const at = { href: address, answers: 0 };
  await page.route(/part=text/, async (route) => {
    const headers = { ...route.request().headers() };
    delete headers['if-none-match'];
    const response = await route.fetch({ headers });
    const body = (await response.text()).replace(
      /<div class="shown-page".*?<\/div><\/div>/s,
      later(soup, at.href),
    );
    await route.fulfill({ response, body, headers: { ...response.headers(), etag: '' } });
    at.answers += 1;
  });
  await write(plan, `Newer.\n\n![[]](/d/${soup})`);
  await expect(page.locator('.prose')).toContainText('Newer.', { timeout: 20_000 });
  await expect.poll(() => at.answers, { timeout: 20_000 }).toBeGreaterThan(1);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  at.href = '/s/another';
  await expect(page.locator('.prose')).not.toContainText('Boil water.', { timeout: 20_000 });
  await page.unroute(/part=text/);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.', { timeout: 20_000 });
});

test('EMBED-6 what is new comes after two minutes at the latest, though the focus was forgotten there', async ({
  owner,
  api,
  open,
  makeDocument,
}) => {
  const { plan, soup, url, write } = await makeShownSoup({ api, makeDocument });
  const shared = await open();
  for (const page of [owner.page, shared]) await page.clock.install();
  const { page: own } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await shared.goto(url);
  for (const page of [own, shared]) {
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await shownFrom(page, 'Soup').getByRole('link').focus();
  }
  const isNews = async (page: Page) => {
    const news = (body: string) => body.includes('Add lentils.');
    const response = await page.waitForResponse(
      async (one) => /\/shown\?|part=text/.test(one.url()) && one.status() === 200 && news(await one.text()),
      { timeout: 30_000 },
    );
    await response.finished();
  };
  const news = [own, shared].map(isNews);
  await write(soup, 'Add lentils.');
  await Promise.all(news);
  for (const page of [own, shared]) {
    await page.clock.runFor(60_000);
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await expect(shownFrom(page, 'Soup').getByRole('link')).toBeFocused();
    await page.clock.runFor(70_000);
    await expect(shownFrom(page, 'Soup')).toContainText('Add lentils.');
  }
});

test('EMBED-6 nobody asks where no place is near, though what is between takes the marks of answers off', async ({
  owner,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `${LINES}\n\n![[]](/d/${soup})` });
  let asked = 0;
  await owner.page.route(/\/shown\?/, async (route) => {
    asked += 1;
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), etag: '' } });
  });
  await owner.page.clock.install();
  const first = owner.page.waitForResponse(/\/shown\?/);
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await (await first).finished();
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  // In steps, since what is planned after the answer may be planned during the first of them.
  for (let step = 0; step < 4; step += 1) {
    await seen(page);
    await page.clock.runFor(6_000);
  }
  await seen(page);
  expect(asked).toBe(1);
});

/** Asks for something else: what the page has asked for before has come to its routes then. */
async function seen(page: Page): Promise<void> {
  await page.evaluate(() => fetch(location.pathname).then((answer) => answer.status));
}

test('EMBED-6 while there is no answer a place that comes near is asked for no sooner', async ({
  owner,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: `![[]](/d/${soup})\n\n${LINES}` });
  let asked = 0;
  const refuse = (route: Route) => {
    asked += 1;
    return route.fulfill({ status: 503, body: '' });
  };
  await owner.page.clock.install();
  const { page } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  await page.route(/\/shown\?/, refuse);
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(1);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 200));
  for (const to of [1_000_000, 0]) {
    await page.evaluate((y) => window.scrollTo(0, y), to);
    // Until whoever watches the place has heard of it.
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const place = document.querySelector('.ProseMirror .shown-page');
          const watch = new IntersectionObserver(() => done(), { rootMargin: '600px 0px' });
          if (place) watch.observe(place);
        }),
    );
  }
  await page.clock.runFor(2_000);
  await seen(page);
  expect(asked).toBe(1);
  await page.clock.runFor(10_000);
  await expect.poll(() => asked).toBe(2);
});

test('EMBED-6 what is put in while the page asks is asked for next, also far from the screen', async ({
  owner,
  api,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'Boil water.' });
  const salad = await makeDocument({ kind: 'wiki', title: 'Salad', markdown: 'Wash leaves.' });
  const markdown = `${LINES}\n\n![[]](/d/${soup})`;
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown });
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let asked = 0;
  await owner.page.route(/\/shown\?/, async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  const { page, text } = await DocumentPage.open(owner.page, `/d/${plan}`);
  await expect.poll(() => asked).toBe(1);
  const data = { markdown: `${markdown}\n\n![[]](/d/${salad})` };
  expect((await api.put(`documents/${plan}/text`, { data })).ok()).toBe(true);
  await expect(text.locator('.shown-page')).toHaveCount(2);
  release();
  await expect(shownFrom(page, 'Salad')).toContainText('Wash leaves.');
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('EMBED-6 by keyboard one leaves what is shown, and what is new comes', async ({
  owner,
  api,
  open,
  makeDocument,
}) => {
  const { plan, soup, url, write } = await makeShownSoup({ api, makeDocument });
  const salad = await makeDocument({
    kind: 'wiki',
    title: 'Salad',
    parentId: plan,
    markdown: 'Wash leaves.',
  });
  await write(plan, `Before.\n\n![[]](/d/${soup})\n\n![[]](/d/${salad})`);
  const { page: own } = await DocumentPage.open(owner.page, `/d/${plan}`);
  const shared = await open();
  await shared.goto(url);
  const pages = [own, shared];
  for (const page of pages) {
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await shownFrom(page, 'Soup').getByRole('link').focus();
  }
  const news = pages.map((page) =>
    page.waitForResponse(
      async (one) =>
        /\/shown\?|part=text/.test(one.url()) && one.status() === 200 && /lentils/.test(await one.text()),
      { timeout: 30_000 },
    ),
  );
  await write(soup, 'Add lentils.');
  await Promise.all(news.map(async (one) => (await one).finished()));
  for (const page of pages) {
    await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
    await page.keyboard.press('Tab');
    await expect(shownFrom(page, 'Salad').getByRole('link')).toBeFocused();
    await expect(shownFrom(page, 'Soup')).toContainText('Add lentils.');
  }
});
