import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { picture } from '../picture.ts';

test('IO-13, IO-1, IO-4 a file is imported without scripting, and what of it did not come along leads to the place', async ({
  open,
  founder,
  workspace,
  owner,
}) => {
  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}/import`);
  await expectToFit(plain);
  const send = async (name: string, content: string) => {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
    await plain.getByLabel('File', { exact: true }).setInputFiles(file);
    await plain.getByRole('button', { name: 'Import', exact: true }).click();
  };
  await send('broken.docx', 'no archive');
  await expect(plain.getByRole('alert')).toContainText('This file could not be read.');

  const image = `data:image/png;base64,${picture(3).toString('base64')}`;
  await send(
    'agenda.html',
    `<title>Plenary</title><h2>Items</h2><h6>Deep down</h6><p>See <img alt="the map" src="https://example.org/map.png"></p><p><img alt="Three pixels" src="${image}"></p>`,
  );
  await expect(plain).toHaveURL(/\/imported\?lost=remotePictures\.1\.[\w-]+%2CdeepHeadings\.1\.[\w-]+$/);
  const report = plain.getByRole('status').getByRole('listitem');
  await expect(report).toHaveText([
    /1 picture that lies elsewhere was not fetched\..*See the map/,
    /1 heading below the fourth level was raised to it\..*Deep down/,
  ]);
  await expectToFit(plain);
  await plain.getByRole('link', { name: 'Deep down' }).click();
  await expect(plain).toHaveURL(/\/d\/[\w-]+#block-/);
  await expect(plain.getByRole('heading', { name: 'Plenary', level: 1 })).toBeVisible();
  await expect(plain.getByRole('img', { name: 'Three pixels' })).toBeVisible();

  // The same with scripting, from the list.
  const { page } = owner;
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('button', { name: 'Other kinds of document' }).click();
  await page.getByRole('link', { name: 'Import a file' }).click();
  await expect(page.getByRole('heading', { name: 'Import a file', level: 1 })).toBeVisible();
  await expectAccessible(page);
  const file = {
    name: 'notes.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# Notes\n\nAll of it.\n'),
  };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('All of the file came along.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open the document' }).click();
  await expect(page.getByRole('heading', { name: 'Notes', exact: true })).toBeVisible();
});

test('IO-13, IO-2, IO-14 a page has all formats with what each of them loses, and a page to print', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  const markdown = '# Agenda\n\n<details>\n<summary>More</summary>\n\nFolded\n\n</details>\n\n$$\na^2\n$$\n';
  const data = { kind: 'pad', title: 'Minutes', markdown };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('link', { name: 'Other formats, PDF' }).click();
  await expect(page.getByRole('heading', { name: 'Export', level: 1 })).toBeVisible();
  const word = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Word (DOCX)' }) });
  await word.getByText('2 kinds of things change').click();
  await expect(word.getByText('1 part that folds away is always open.')).toBeVisible();
  await expect(word.getByText('For instance: More Folded')).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/d/${id}/export`);
  for (const [name, ending, beginning] of [
    ['Download as Word (DOCX)', 'docx', 'PK'],
    ['Download as LibreOffice (ODT)', 'odt', 'PK'],
    ['Download as Web page (HTML)', 'html', '<!doctype html>'],
    ['Download as Etherpad', 'etherpad', '{"pad:'],
  ] as const) {
    const [download] = await Promise.all([
      plain.waitForEvent('download'),
      plain.getByRole('link', { name }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`Minutes.${ending}`);
    expect((await readFile(await download.path())).toString('latin1').startsWith(beginning), ending).toBe(
      true,
    );
  }
  await plain.goto(`/d/${id}/print`);
  await expect(plain.getByRole('heading', { name: 'Minutes', level: 1 })).toBeVisible();
  await expect(plain.getByText('Folded')).toBeVisible();
  // Its style sheet is in force.
  expect(await plain.locator('body').evaluate((body) => getComputedStyle(body).maxWidth)).toBe('720px');
});
