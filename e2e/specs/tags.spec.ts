import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('TAG-7, TAG-3, TAG-4 a page gets tags, and is found by them among others', async ({
  owner: { page },
  workspace,
  makeDocument,
}) => {
  await makeDocument({ title: 'Agenda', tags: ['Food'] });
  const id = await makeDocument({ kind: 'wiki', title: 'Cooking' });
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add tags, owner or status' }).click();
  const field = page.getByRole('textbox', { name: 'Tags' });
  await expect(page.getByText('In use here: Food')).toBeVisible();
  await field.fill('food, 🎉');
  await page.getByRole('button', { name: 'Save tags' }).click();
  await expect(page.getByText('A tag has at least one letter or digit.')).toBeVisible();
  await expect(field).toHaveValue('food, 🎉');
  await expectAccessible(page);
  await field.fill('food, how we cook for very many people');
  await page.getByRole('button', { name: 'Save tags' }).click();
  await page.waitForURL(`**/d/${id}`);
  const tags = page.getByRole('list', { name: 'Tags' }).getByRole('listitem');
  await expect(tags).toHaveText(['food', 'how we cook for very many people']);
  await new DocumentPage(page).untilWritable();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('link', { name: 'About this document' })).toHaveAttribute(
    'href',
    `/d/${id}/about`,
  );
  await page.keyboard.press('Escape');
  await tags.first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: '“food”' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByRole('listitem')).toHaveText(['Agenda', 'Cooking']);
  await expectAccessible(page);
  await page.goto(`/w/${workspace.slug}/wiki`);
  await main.getByRole('link', { name: 'Tags' }).click();
  await expect(main.getByRole('listitem')).toHaveText([
    /^food\s*2 documents$/i,
    /^how we cook .*\s*1 document$/,
  ]);
  await expectAccessible(page);
  await page.goto(`/w/${workspace.slug}/tags?tag=nothing`);
  await expect(page.getByText('Nothing has this tag')).toBeVisible();
});

test('TAG-7 without scripting, on a phone, in the dark and in German a document gets tags, and a reader only follows them', async ({
  open,
  founder,
  join,
  api,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Kochen', tags: ['Küche'.repeat(10), 'مطبخ'] });
  const phone = {
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  } as const;
  const page = await open({ storageState: founder.state, ...phone });
  await page.goto(`/d/${id}`);
  await expectToFit(page);
  await page.getByRole('link', { name: 'Schlagwörter, Zuständige, Status' }).click();
  await expectToFit(page);
  await page.getByRole('textbox', { name: 'Schlagwörter' }).fill('Essen، Geld');
  await page.getByRole('button', { name: 'Schlagwörter speichern' }).click();
  const tags = page.getByRole('list', { name: 'Schlagwörter' }).getByRole('listitem');
  await expect(tags).toHaveText(['Essen', 'Geld']);
  await page.goto(`/w/${workspace.slug}/tags`);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  await expectToFit(page);
  const pad = await makeDocument({ title: 'Protokoll' });
  await page.goto(`/d/${pad}`);
  await page.getByRole('button', { name: 'Mehr', exact: true }).click();
  await page.getByRole('link', { name: 'Über dieses Dokument' }).click();
  await page.getByRole('textbox', { name: 'Schlagwörter' }).fill('Geld');
  await page.getByRole('button', { name: 'Schlagwörter speichern' }).click();
  await page.waitForURL(`**/d/${pad}`);
  await expect(tags).toHaveText(['Geld']);
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('main').getByRole('link', { name: 'Schlagwörter' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Geld' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(['Kochen', 'Protokoll']);
  await expectToFit(page);
  const { page: theirs } = await join('reader', 'reader');
  await theirs.goto(`/d/${id}`);
  await expect(theirs.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveText([
    'Essen',
    'Geld',
  ]);
  await expect(theirs.getByRole('link', { name: 'Tags, owner, status' })).toBeHidden();
  await theirs.goto(`/d/${id}/about`);
  await expect(theirs.getByRole('heading', { name: 'Watch' })).toBeVisible();
  await expect(theirs.getByRole('textbox')).toHaveCount(0);
  const made = await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } });
  const { url } = await made.json();
  const stranger = await open();
  const shared = await (await stranger.goto(url))?.text();
  await expect(stranger.getByRole('heading', { name: 'Kochen' })).toBeVisible();
  expect(shared).not.toContain('Geld');
});
