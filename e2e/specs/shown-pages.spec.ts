import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { shownFrom } from '../shown-soup.ts';

/** What is shown from elsewhere, which has the title of that. */

test('EMBED-7, EMBED-6 somebody names a page to show, and two people see it follow what a third writes there', async ({
  owner,
  makeDocument,
  join,
  writeAlong,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Lentil soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: 'First line' });
  const document = await DocumentPage.open(owner.page, `/d/${plan}`);
  const { page, text } = document;
  const second = await writeAlong(document, 'Mira Member');
  await document.append('/another');
  await page.getByRole('option', { name: 'Text of another page' }).click();
  await page.keyboard.type('Lentil');
  await expect(page.getByRole('option', { name: 'Lentil soup' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Behind it.');
  await expect(text.locator('> p').last()).toHaveText('Behind it.');
  for (const one of [page, second.page])
    await expect(shownFrom(one, 'Lentil soup')).toContainText('Boil water.');
  await expectAccessible(page);

  const cook = await join('Cora Cook');
  const other = await DocumentPage.open(cook.page, `/d/${soup}`);
  await other.append('Add lentils.');
  for (const one of [page, second.page])
    await expect(shownFrom(one, 'Lentil soup')).toContainText('Add lentils.', { timeout: 20_000 });
  // It is no part of the text.
  await document.goOffline();
  await expect(shownFrom(page, 'Lentil soup')).toContainText('Add lentils.');
  await document.goOnline();

  await shownFrom(page, 'Lentil soup').locator('.shown-page-text').click();
  await page.keyboard.press('Backspace');
  for (const one of [page, second.page]) await expect(shownFrom(one, 'Lentil soup')).toHaveCount(0);
});

test('EMBED-7 the address of a block, pasted on an empty line, shows the block', async ({
  owner,
  makeDocument,
  instance,
}) => {
  const soup = await makeDocument({ title: 'Soup', markdown: '# How\n\nStir.\n\n# Else\n\nNothing.' });
  const plan = await makeDocument({ title: 'Plan', markdown: 'First line' });
  const { page } = owner;
  const source = await DocumentPage.open(page, `/d/${soup}`);
  const block = await source.text.locator('h1').first().getAttribute('data-id');
  const document = await DocumentPage.open(page, `/d/${plan}`);
  await document.append('');
  await document.paste({ text: `${instance.url}/d/${soup}#block-${block}` });
  const shown = shownFrom(page, 'Soup');
  await expect(shown).toContainText('Stir.');
  await expect(shown).not.toContainText('Nothing.');
  await expect(shown.getByRole('link', { name: 'Soup' })).toHaveAttribute(
    'href',
    `/d/${soup}#block-${block}`,
  );
  // Beside words it is an address.
  await document.append('See ');
  await document.paste({ text: `${instance.url}/d/${soup}#block-${block}` });
  await expect(document.text.locator('> p').last()).toContainText('See http');
});

test('EMBED-2 without scripting, on a phone, the text is there, and nothing of it for who may not read it', async ({
  owner,
  api,
  join,
  open,
  makeDocument,
}) => {
  const soup = await makeDocument({ title: 'Secret soup', markdown: 'Boil water.' });
  const plan = await makeDocument({ title: 'Plan', markdown: `Before.\n\n![[]](/d/${soup})` });
  const restricted = await api.patch(`documents/${soup}/access`, { data: { scope: 'own' } });
  expect(restricted.ok()).toBe(true);
  const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false };
  const mine = await open({ ...phone, storageState: await owner.page.context().storageState() });
  await mine.goto(`/d/${plan}`);
  await expect(shownFrom(mine, 'Secret soup')).toContainText('Boil water.');
  const reader = await join('Rita Reader', 'reader');
  const theirs = await open({ ...phone, storageState: await reader.page.context().storageState() });
  await theirs.goto(`/d/${plan}`);
  await expect(theirs.getByText('What was to be shown here is gone, or you may not read it.')).toBeVisible();
  await expect(theirs.locator('main')).not.toContainText(/soup|Boil/);
});

test('EMBED-6, EMBED-3 a shared page follows what is shown within it, as far as the link leads there', async ({
  owner,
  api,
  open,
  makeDocument,
}) => {
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: 'x' });
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', parentId: plan, markdown: 'Boil water.' });
  const other = await makeDocument({ kind: 'wiki', title: 'Other', markdown: 'Hidden words.' });
  const markdown = `![[]](/d/${soup})\n\n![[]](/d/${other})\n\n[[_TOSP_]]`;
  expect((await api.put(`documents/${plan}/text`, { data: { markdown } })).ok()).toBe(true);
  const made = await api.post(`documents/${plan}/share-links`, {
    data: { role: 'reader', covers: 'branch' },
  });
  const page = await open();
  await page.goto((await made.json()).url);
  await expect(shownFrom(page, 'Soup')).toContainText('Boil water.');
  await expect(page.getByText('What was to be shown here is gone')).toBeVisible();
  await expect(
    page.getByRole('navigation', { name: 'Pages below' }).getByRole('link', { name: 'Soup' }),
  ).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/Other|Hidden/);
  await expectAccessible(page);
  const document = await DocumentPage.open(owner.page, `/d/${soup}`);
  await document.append('Add lentils.');
  await expect(shownFrom(page, 'Soup')).toContainText('Add lentils.', { timeout: 20_000 });
});

test('EMBED-5 a list of the pages below is put in, follows the tree, and shows two levels on request', async ({
  owner,
  makeDocument,
}) => {
  const top = await makeDocument({ kind: 'wiki', title: 'House', markdown: 'First line' });
  const kitchen = await makeDocument({ kind: 'wiki', title: 'Kitchen', parentId: top });
  await makeDocument({ kind: 'wiki', title: 'Rota', parentId: kitchen });
  const document = await DocumentPage.open(owner.page, `/d/${top}`);
  const { page } = document;
  await document.append('/subpages');
  await page.getByRole('option', { name: 'Pages below' }).click();
  const list = document.text.getByRole('navigation', { name: 'Pages below' });
  await expect(list.getByRole('link')).toHaveText(['Kitchen']);
  await makeDocument({ kind: 'wiki', title: 'Garden', parentId: top });
  await expect(list.getByRole('link')).toHaveText(['Kitchen', 'Garden'], { timeout: 20_000 });
  await list.click({ position: { x: 300, y: 5 } });
  await page.getByRole('combobox', { name: 'Depth' }).selectOption('2 levels');
  await expect(list.getByRole('link')).toHaveText(['Kitchen', 'Rota', 'Garden']);
  await expectAccessible(page);
});
