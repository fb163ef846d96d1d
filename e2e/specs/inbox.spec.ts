import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('INBOX-6, INBOX-1 a branch is watched, and what others change below it is found once, compared and read', async ({
  api,
  join,
  makeDocument,
  request,
}) => {
  const handbook = await makeDocument({ kind: 'wiki', title: 'Handbook' });
  const cooking = await makeDocument({
    kind: 'wiki',
    title: 'Cooking',
    parentId: handbook,
    markdown: 'Rice',
  });
  const { page } = await join('Ana', 'editor');
  await page.goto(`/d/${handbook}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('link', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'With all below' }).click();
  await expect(page.getByRole('button', { name: 'With all below' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await page.goto(`/d/${cooking}`);
  await expect(page.getByRole('link', { name: 'Watched' })).toBeVisible();
  await page.goto('/inbox');
  await expect(page.getByText('Nothing new')).toBeVisible();
  await expectAccessible(page);
  const main = page.getByRole('main');
  const data = { markdown: 'Rice and beans' };
  expect((await api.put(`documents/${cooking}/text`, { data })).status()).toBe(204);
  await expect(async () => {
    await page.reload();
    await expect(main.getByRole('listitem')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('link', { name: 'Inbox 1 new entry' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await main.getByRole('link', { name: 'What changed' }).click();
  await expect(page.getByText('and beans', { exact: true })).toBeVisible();
  await page.goto('/inbox');
  await main.getByRole('link', { name: 'New: Cooking has changed' }).click();
  await page.waitForURL(`**/d/${cooking}`);
  await page.goto('/inbox');
  await expect(page.getByText('Nothing new')).toBeVisible();
  await main.getByRole('link', { name: 'All' }).click();
  await expect(main.getByRole('link', { name: 'Cooking has changed' })).toBeVisible();
  await main.getByRole('link', { name: 'What you watch' }).click();
  await expect(main.getByRole('listitem')).toHaveText([/Handbook\s*With all below/]);
  await main.getByRole('button', { name: 'Make a secret address' }).click();
  const address = await main.getByRole('textbox', { name: 'Secret address' }).inputValue();
  await expectAccessible(page);
  const feed = await request.get(address);
  expect(feed.headers()['content-type']).toContain('application/atom+xml');
  expect(await feed.text()).toContain('<title>Cooking has changed</title>');
  await main.getByRole('button', { name: 'Remove the address' }).click();
  await page.getByRole('group', { name: 'Remove the address' }).getByRole('button').click();
  await expect(main.getByRole('button', { name: 'Make a secret address' })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});

test('INBOX-6, INBOX-3 without scripting, on a phone, in the dark and in German a comment that names somebody reaches them', async ({
  api,
  open,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Protokoll '.repeat(9).trim() });
  const { page: hers, username } = await join('Ana', 'reader');
  const storageState = await hers.context().storageState();
  for (const body of [`@${username} Kommst du?`, `@${username} Oder nicht?`]) {
    expect((await api.post(`documents/${id}/threads`, { data: { body } })).status()).toBe(201);
  }
  const page = await open({
    storageState,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.goto('/inbox');
  const main = page.getByRole('main');
  await expect(main.getByRole('listitem')).toHaveCount(1);
  await expectToFit(page);
  await page.getByRole('link', { name: /Neu: Du wirst in einem Kommentar zu Protokoll/ }).click();
  await expect(page.getByText('Kommst du?')).toBeVisible();
  await page.goto('/inbox');
  await expect(page.getByText('Nichts Neues')).toBeVisible();
  await api.post(`documents/${id}/threads`, { data: { body: `@${username} Na?` } });
  await page.goto('/inbox');
  await page.getByRole('button', { name: /^Als gelesen markieren/ }).click();
  await expect(page.getByText('Nichts Neues')).toBeVisible();
  await page.goto(`/d/${id}/about`);
  await page.getByRole('button', { name: 'Nur dieses' }).click();
  await expectToFit(page);
  await page.goto('/inbox/watched');
  await expect(main.getByRole('listitem')).toHaveText([/^Protokoll/]);
  await expectToFit(page);
  await page.goto('/inbox?show=nonsense');
  await expect(page.getByText('Nichts Neues')).toBeVisible();
});
