import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';

const settings = { covers: 'wiki', isIndexed: false, hasFeed: true };
const look = {
  ...{
    name: 'Our handbook',
    line: 'What lasts.',
    accent: 'petrol',
    pictureId: null,
    footer: 'Printed at home.',
  },
  footerLinks: [{ label: 'Imprint', href: 'https://example.org/imprint' }],
};
const headings = ['First', 'Second', 'Third', 'Fourth'].map((title) => `## ${title}\n\nWords.`).join('\n\n');

/** Publishes a wiki that begins with a page. */
async function publish(api: APIRequestContext, id: string, slug: string): Promise<void> {
  const published = await api.post(`documents/${id}/publication`, { data: { slug, ...settings } });
  expect(published.status()).toBe(201);
  expect((await api.put(`documents/${id}/publication/look`, { data: look })).status()).toBe(200);
}

const treeOf = (page: Page) => page.getByRole('navigation', { name: 'Pages', exact: true });
const titleOf = (page: Page) => page.getByRole('heading', { level: 1 });

test('PUB-14, PUB-17, PUB-24 the public finds its way in a wiki and searches it without scripting', async ({
  open,
  api,
  workspace,
  makeDocument,
}) => {
  const make = (title: string, more: object = {}) => makeDocument({ kind: 'wiki', title, ...more });
  const draft = await make('Secret plans', { markdown: 'The platypus comes at night.' });
  expect((await api.patch(`documents/${draft}/access`, { data: { scope: 'own' } })).ok()).toBe(true);
  const start = await make('Start', { markdown: `Welcome. See [the plans](/d/${draft}).` });
  const kitchen = await make('Kitchen', { markdown: headings });
  await make('Beans', { parentId: kitchen, markdown: 'Cook the beans with rice.' });
  await make('Garden', { markdown: 'The trees stand here.' });
  const slug = `wiki-${workspace.slug}`;
  await publish(api, start, slug);

  const page = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await page.goto(`/p/${slug}`);
  await expectToFit(page);
  await expect(titleOf(page)).toHaveText('Start');
  await expect(page.getByText('What lasts.')).toBeVisible();
  await expect(page.getByText('the plans')).toBeVisible();
  await expect(page.getByRole('link', { name: 'the plans' })).toHaveCount(0);
  await expect(treeOf(page).getByRole('link')).toHaveText(['Start', 'Kitchen', 'Garden', 'All pages']);
  await page.getByRole('banner').getByRole('link', { name: 'Pages' }).click();
  await treeOf(page).getByRole('link', { name: 'Kitchen' }).click();
  await expect(titleOf(page)).toHaveText('Kitchen');
  await expectToFit(page);
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await expect(contents.getByRole('link')).toHaveText(['First', 'Second', 'Third', 'Fourth']);
  await page.getByRole('link', { name: 'Next Beans' }).click();
  await expect(titleOf(page)).toHaveText('Beans');
  const way = page.getByRole('navigation', { name: 'Where this page is' });
  await expect(way.getByRole('link')).toHaveText(['Start', 'Kitchen']);
  await expect(treeOf(page).getByRole('link', { name: 'Beans' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('link', { name: 'Imprint' })).toHaveAttribute(
    'href',
    'https://example.org/imprint',
  );

  await page.getByRole('searchbox', { name: 'Search these pages' }).fill('bean rice -garden');
  await page.getByRole('button', { name: 'Search' }).click();
  await expectToFit(page);
  await expect(page.getByRole('searchbox')).toHaveValue('bean rice -garden');
  await expect(page.locator('mark')).toHaveText(['Beans', 'beans', 'rice']);
  await page.getByRole('main').getByRole('link', { name: 'Beans' }).click();
  await expect(titleOf(page)).toHaveText('Beans');
  await page.getByRole('searchbox').fill('platypus');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('Nothing was found.')).toBeVisible();

  expect((await page.goto(`/p/${slug}/secret-plans`))?.status()).toBe(404);
  await expect(titleOf(page)).toHaveText('There is no such page');
  await page.getByRole('link', { name: 'To the start page' }).click();
  await treeOf(page).getByRole('link', { name: 'All pages' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([
    'Start',
    'Kitchen',
    'Beans',
    'Garden',
  ]);
  expect(await (await page.request.get(`/p/${slug}/feed.xml`)).text()).not.toMatch(/platypus|Secret/);
});

test('PUB-15, PUB-16, PUB-24 a public wiki reads well in light, dark and German', async ({ open, api }) => {
  const name = `Gruppe ${crypto.randomUUID().slice(0, 8)}`;
  const made = await api.post('workspaces', { data: { name, searchLanguage: 'german' } });
  const workspace = await made.json();
  const make = async (title: string, more: object = {}) => {
    const data = { kind: 'wiki', title, ...more };
    return (await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json()).id;
  };
  const start = await make('Startseite', { markdown: 'Willkommen.' });
  const long = await make('Küche', { markdown: `${headings}\n\n| a | b |\n| - | - |\n| c | d |` });
  await make('مطبخ', { parentId: long, markdown: 'Bohnen.' });
  const slug = `wiki-${workspace.slug}`;
  await publish(api, start, slug);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      const page = await open({ colorScheme, viewport: { width, height: 800 }, locale: 'en-GB' });
      for (const address of ['', '/küche', '?q=bohnen', '?pages=0', '/nichts']) {
        await page.goto(`/p/${slug}${address}`);
        await expect(page.locator('html')).toHaveAttribute('lang', 'de');
        await expect(page.getByRole('banner').getByRole('link', { name: 'Our handbook' })).toBeVisible();
        await expectToFit(page);
        await expectAccessible(page);
      }
      await expect(titleOf(page)).toHaveText('Diese Seite gibt es nicht');
    }
  }
});

test('PUB-25, PUB-11, PUB-12 a wiki is published, given a look and updated, without scripting', async ({
  open,
  founder,
  api,
  workspace,
  makeDocument,
}) => {
  const make = (title: string, more: object = {}) => makeDocument({ kind: 'wiki', title, ...more });
  const start = await make('Start', { markdown: 'Welcome.' });
  const kitchen = await make('Kitchen', { markdown: 'Beans.' });
  const garden = await make('Garden');
  const slug = `wiki-${workspace.slug}`;
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${start}/public`);
  await page.getByLabel('Address').fill(slug);
  await page.getByLabel('What is public').selectOption('the whole wiki, with this page as its start page');
  await page.getByRole('button', { name: 'Publish this version' }).click();
  await expect(page.getByText('The public reads what stands here now.')).toBeVisible();

  await page.getByLabel('Name', { exact: true }).fill('Our wiki');
  await page.getByLabel('Colour').selectOption('Fir');
  await page.getByLabel('Link 1: what it is called').fill('Imprint');
  await page.getByLabel('Link 1: address').fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Save look' }).click();
  await expect(
    page.getByText('Enter a whole address that begins with https://, http:// or mailto:.'),
  ).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Our wiki');
  await page.getByLabel('Link 1: address').fill('mailto:us@example.org');
  await page.getByRole('button', { name: 'Save look' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const reader = await open({ javaScriptEnabled: false });
  await reader.goto(`/p/${slug}`);
  await expect(reader.locator('html')).toHaveAttribute('data-accent', 'fir');
  await expect(reader.getByRole('banner').getByRole('link', { name: 'Our wiki' })).toBeVisible();
  await expect(reader.getByRole('link', { name: 'Imprint' })).toHaveAttribute(
    'href',
    'mailto:us@example.org',
  );

  await make('Tools', { markdown: 'A spade.' });
  expect((await api.patch(`documents/${garden}`, { data: { parentId: kitchen } })).ok()).toBe(true);
  expect((await api.patch(`documents/${start}`, { data: { title: 'Begin here' } })).ok()).toBe(true);
  await page.goto(`/d/${start}/public`);
  const news = page.getByRole('region', { name: 'What has changed since' });
  await expect(news.getByRole('heading', { level: 3 })).toHaveText([
    'Begin here changed',
    'Tools new',
    'Garden lies elsewhere in the tree',
  ]);
  await reader.reload();
  await expect(titleOf(reader)).toHaveText('Start');
  await page.getByRole('button', { name: 'Update public version' }).click();
  await expect(page.getByText('The public reads what stands here now.')).toBeVisible();
  await reader.reload();
  await expect(titleOf(reader)).toHaveText('Begin here');
  await expect(treeOf(reader).getByRole('link')).toHaveText(['Begin here', 'Kitchen', 'Tools', 'All pages']);

  expect((await api.delete(`documents/${kitchen}`)).ok()).toBe(true);
  await page.goto(`/d/${start}/public`);
  await expect(news.getByRole('heading', { level: 3 })).toHaveText([
    'Kitchen would be public no more',
    'Garden would be public no more',
  ]);
  const withScripting = await open({ storageState: founder.state, viewport: { width: 390, height: 844 } });
  await withScripting.goto(`/d/${start}/public`);
  await expectToFit(withScripting);
  await expectAccessible(withScripting);
});
