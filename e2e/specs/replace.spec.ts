import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('STRUCT-7, STRUCT-4 words are replaced in a wiki after a preview, and whoever has a page open sees it at once', async ({
  owner: { page },
  join,
  workspace,
  makeDocument,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', markdown: 'We need **salt** and salt.' });
  const bread = await makeDocument({ kind: 'wiki', title: 'Bread', markdown: 'Salt, too.' });
  await makeDocument({ kind: 'wiki', title: 'Cake', markdown: 'Sweet.' });
  const writer = await DocumentPage.open((await join('Wanda Writer')).page, `/d/${soup}`);
  await page.goto(`/w/${workspace.slug}/wiki`);
  await page.getByRole('main').getByRole('link', { name: 'Find and replace' }).click();
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('salt');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('sugar');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show a preview' }).click();
  const pages = page.getByRole('main').getByRole('checkbox', { name: /^(Soup|Bread|Cake)$/ });
  await expect(pages).toHaveCount(2);
  await expect(page.getByText('We need saltsugar and salt.')).toBeVisible();
  await expectAccessible(page);
  await writer.append(' More salt!');
  await expect(writer.saved).toBeVisible();
  await page.getByRole('checkbox', { name: 'Bread' }).uncheck();
  await page.getByRole('button', { name: 'Replace in the ticked pages' }).click();
  await expect(page.getByText('Soup: replaced 3 times')).toBeVisible();
  await expect(pages).toHaveCount(1);
  await expect(writer.text).toHaveText('We need sugar and sugar. More sugar!');
  await expect(writer.text.locator('strong')).toHaveText('sugar');
  await expectAccessible(page);
  await page.goto(`/d/${bread}`);
  await expect(new DocumentPage(page).text).toHaveText('Salt, too.');
  await page.goto(`/d/${soup}/history`);
  await expect(page.getByText('Frida Founder').first()).toBeVisible();
});

test('STRUCT-7 without scripting, on a phone, in the dark and in German words are replaced in a branch, and a reader finds no way to it', async ({
  open,
  founder,
  join,
  workspace,
  makeDocument,
}) => {
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
  const soup = await makeDocument({ kind: 'wiki', title: `Suppe ${long}`, markdown: `Salz ${long} salz` });
  const bread = await makeDocument({ kind: 'wiki', title: 'Brot', markdown: 'Salz', parentId: soup });
  const other = await makeDocument({ kind: 'wiki', title: 'Kuchen', markdown: 'Salz' });
  const page = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.goto(`/d/${soup}/place`);
  await page.getByRole('link', { name: 'Suchen und ersetzen' }).click();
  await expectToFit(page);
  await page.getByRole('textbox', { name: 'Suchen', exact: true }).fill('Salz');
  await page.getByRole('textbox', { name: 'Ersetzen durch' }).fill('Zucker');
  await page.getByRole('checkbox', { name: 'Groß- und Kleinschreibung beachten' }).check();
  await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
  const pages = page.getByRole('main').getByRole('checkbox', { name: /^(Suppe|Brot|Kuchen)/ });
  await expect(pages).toHaveCount(2);
  await expectToFit(page);
  await page.getByRole('button', { name: 'Auf den angekreuzten Seiten ersetzen' }).click();
  await expect(page.getByText('Brot: einmal ersetzt')).toBeVisible();
  await expect(page.getByText(/^Suppe .*: einmal ersetzt$/)).toBeVisible();
  await expect(pages).toHaveCount(0);
  await expectToFit(page);
  for (const [id, text] of [
    [soup, `Zucker ${long} salz`],
    [bread, 'Zucker'],
    [other, 'Salz'],
  ] as const) {
    await page.goto(`/d/${id}`);
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
  const { page: theirs } = await join('reader', 'reader');
  await theirs.goto(`/w/${workspace.slug}/wiki`);
  await expect(theirs.getByRole('main').getByRole('link', { name: 'Kuchen' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Find and replace' })).toBeHidden();
  expect((await theirs.goto(`/w/${workspace.slug}/wiki/replace?find=a&with=b`))?.status()).toBe(404);
  expect((await theirs.goto(`/w/${workspace.slug}/wiki/replace?below=${soup}`))?.status()).toBe(404);
});
