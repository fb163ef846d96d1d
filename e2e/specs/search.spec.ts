import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('SEARCH-18 a workspace is searched by its page, without scripting, too', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Lentil soup', markdown: '# Cooking\n\nStir <b>slowly</b> for an hour.' },
  });
  const { id } = await made.json();
  await expect
    .poll(
      async () => (await (await api.get(`search?q=slowly&workspaceId=${workspace.id}`)).json()).items.length,
    )
    .toBe(1);
  const page = await open({ javaScriptEnabled: false, storageState: founder.state });
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('link', { name: 'Search', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'What are you looking for?' })).toBeVisible();
  await page.getByLabel(`In ${workspace.name}`).fill('slowly');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const hits = page.getByRole('list', { name: 'What was found' });
  await expect(hits.getByRole('listitem')).toHaveCount(1);
  await expect(hits.locator('mark')).toHaveText('slowly');
  await expect(hits).toContainText('Stir <b>slowly</b> for an hour.');
  await expect(hits.getByRole('link')).toHaveAttribute('href', new RegExp(`^/d/${id}#block-`));
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await page.getByLabel('Kind').selectOption('decision');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('link', { name: 'Search in all workspaces' }).click();
  await expect(page.getByLabel('In all workspaces')).toHaveValue('slowly');

  const german = await open({ storageState: founder.state, locale: 'de-DE', colorScheme: 'dark' });
  await german.goto('/search');
  await expectAccessible(german);
  await german.goto('/search?q=slowly');
  await expect(german.locator('mark')).toHaveText('slowly');
  await expectAccessible(german);
  await german.goto('/search?q=xylophone');
  await expectAccessible(german);
  await german.goto('/search?q=lentl+sop');
  await expect(german.getByText('Nichts enthält genau diese Wörter.')).toBeVisible();
  await expect(german.getByRole('link', { name: 'Lentil soup' }).first()).toBeVisible();
  await expectAccessible(german);
});

/** A PDF file of one line (ISO 32000-1), without the table of its objects, which readers make themselves. */
function pdfFile(line: string): Buffer {
  const content = `BT /F1 12 Tf 50 700 Td (${line}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF`);
}

test('SEARCH-22 a PDF file is found by its words a moment after it was attached, without scripting', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const data = { kind: 'pad', title: 'Harvest', markdown: 'Nothing yet.' };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const file = {
    name: 'scan.pdf',
    mimeType: 'application/pdf',
    buffer: pdfFile('Medlars are ripe in October.'),
  };
  expect((await api.post(`documents/${id}/attachments`, { multipart: { file } })).ok()).toBe(true);
  const found = async () =>
    (await (await api.get(`search?q=medlars&workspaceId=${workspace.id}`)).json()).items.length;
  await expect.poll(found, { timeout: 30_000 }).toBe(1);
  const page = await open({ javaScriptEnabled: false, storageState: founder.state });
  await page.goto(`/w/${workspace.slug}/search?q=ripe+medlars`);
  const hits = page.getByRole('list', { name: 'What was found' });
  await expect(hits.getByRole('listitem')).toHaveCount(1);
  await expect(hits).toContainText('scan.pdf Medlars are ripe in October.');
  await expect(hits.locator('mark')).toHaveText(['Medlars', 'ripe']);
});

test('SEARCH-19 one goes anywhere by the keyboard', async ({ owner, workspace, api }) => {
  const { page } = owner;
  const ids: string[] = [];
  for (const title of ['Orchard', 'Meadow']) {
    const data = { kind: 'pad', title, markdown: 'Quinces grow here.' };
    ids.push((await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json()).id);
  }
  // The palette asks once for what is typed.
  const indexed = async () =>
    (await (await api.get(`search?q=quinces&workspaceId=${workspace.id}`)).json()).items.length;
  await expect.poll(indexed).toBe(2);
  const document = await DocumentPage.open(page, `/d/${ids[0]}`);
  await document.text.press('Control+Home');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  const field = palette.getByRole('combobox', { name: 'Search or go to' });
  await expect(field).toBeFocused();
  await expect(palette.getByRole('option', { name: 'Orchard' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await field.fill('meadow');
  await expect(palette.getByRole('option', { name: 'Meadow' })).toBeVisible();
  await field.fill('quin');
  await expect(palette.locator('mark').first()).toHaveText('Quinces');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await field.fill('xylophone');
  await expect(palette.getByRole('status')).toHaveText('Nothing found');
  await page.route('**/api/v1/search?*', (route) => route.abort());
  await field.fill('mead');
  await expect(palette.getByRole('status')).toContainText('There was no answer.');
  await page.unroute('**/api/v1/search?*');
  await field.fill('quinces');
  await expect(palette.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  // Enter goes to what was typed, also before the answer is there.
  await field.fill('meado');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/d/${ids[1]}`));
  await document.untilWritable();
  // What is selected becomes a link by the same key.
  await document.text.press('Control+a');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).not.toHaveAccessibleName('Go to');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('SEARCH-26 one goes by name where the rail and the bar of a page lead', async ({
  owner: { page },
  makeDocument,
}) => {
  const id = await makeDocument({
    kind: 'wiki',
    title: 'Orchard',
    markdown: 'See [Inbox](https://example.org/)',
  });
  const document = await DocumentPage.open(page, `/d/${id}`);
  await document.text.press('Control+Home');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  const field = palette.getByRole('combobox', { name: 'Search or go to' });
  await field.fill('ínb');
  // Beside it there may be pages of other tests that have similar words.
  const inbox = palette.getByRole('option', { name: 'Inbox', exact: true });
  await expect(inbox).toHaveCount(1);
  await expect(palette.getByRole('status')).toHaveText(/^\d+ places?$/);
  await expectAccessible(page);
  await inbox.click();
  await expect(page).toHaveURL(/\/inbox$/);
});
