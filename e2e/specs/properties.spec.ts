import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('PROP-5, PROP-2 a page gets an owner, a status and a day, and is found by them', async ({
  owner: { page },
  join,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Cooking' });
  const { page: theirs, displayName } = await join('Ana Reader', 'reader');
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('link', { name: 'Add tags, owner or status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Adopted' });
  await page.getByLabel('Owner', { exact: true }).selectOption({ label: displayName });
  await page.getByLabel('Look through again on').fill('2020-02-29');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(`**/d/${id}`);
  await expect(page.getByText(`Owner: ${displayName}`)).toBeVisible();
  await expect(page.getByText(/^Review due since .*2020$/)).toBeVisible();
  await new DocumentPage(page).untilWritable();
  await expectAccessible(page);
  const main = page.getByRole('main');
  await page.goto(`/w/${workspace.slug}/wiki`);
  await main.getByRole('link', { name: 'Owners and status' }).click();
  await expect(main.getByRole('listitem')).toHaveText([
    /^Cooking\s*Adopted\s*Owner: Ana Reader\s*Review due/,
  ]);
  await expectAccessible(page);
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Draft' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('No such documents')).toBeVisible();
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Any' });
  await page.getByLabel('Owner', { exact: true }).selectOption({ label: displayName });
  await page.getByLabel('Look through again on').selectOption({ label: 'Day has come' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(main.getByRole('listitem')).toHaveCount(1);
  await theirs.goto(`/d/${id}`);
  await expect(theirs.getByText('Adopted')).toBeVisible();
  await theirs.getByRole('link', { name: 'Watch' }).click();
  await expect(theirs.getByText(`Owner: ${displayName}`)).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
});

test('PROP-5 without scripting, on a phone, in the dark and in German; and no share link tells', async ({
  open,
  founder,
  api,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Kochen' });
  const page = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.goto(`/d/${id}/about`);
  await expectToFit(page);
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Entwurf' });
  await page.getByLabel('Zuständig', { exact: true }).selectOption({ label: 'Frida Founder' });
  await page.getByLabel('Wieder durchsehen am').fill('2099-12-31');
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.waitForURL(`**/d/${id}`);
  await expect(page.getByText('Zuständig: Frida Founder')).toBeVisible();
  await expect(page.getByText('Durchsicht am 31.12.2099')).toBeVisible();
  await expectToFit(page);
  await page.goto(`/w/${workspace.slug}/properties?status=nonsense&owner=x&due=1`);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expectToFit(page);
  const made = await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } });
  const { url } = await made.json();
  const stranger = await open();
  const shared = await (await stranger.goto(url))?.text();
  await expect(stranger.getByRole('heading', { name: 'Kochen' })).toBeVisible();
  expect(shared).not.toMatch(/Frida|Draft|2099/);
});
