import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { vault } from '../vault.ts';

/** Milliseconds until something is done that others may wait for, too. */
const PATIENCE = { timeout: 60_000 };

/** Sends a file in the form of a page that is open. */
async function send(page: Page, buffer: Buffer, [label, button]: readonly [string, string]): Promise<void> {
  await page
    .getByLabel(label, { exact: true })
    .setInputFiles({ name: 'vault.zip', mimeType: 'application/zip', buffer });
  await page.getByRole('button', { name: button, exact: true }).press('Enter');
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/);
}

test('TRANSFER-12, TRANSFER-14 a branch goes out by keyboard and comes in below a page of another workspace, in German on a phone', async ({
  open,
  founder,
  api,
  workspace,
  makeDocument,
}) => {
  test.setTimeout(180_000);
  const top = await makeDocument({ kind: 'wiki', title: 'Küche', tags: ['Essen'] });
  await makeDocument({ kind: 'wiki', title: 'Suppe', parentId: top, markdown: 'Linsen' });
  await makeDocument({ kind: 'wiki', title: 'Garten' });
  const other = await (
    await api.post('workspaces', { data: { name: `Other ${randomUUID().slice(0, 8)}` } })
  ).json();
  const made = await api.post(`workspaces/${other.id}/documents`, { data: { kind: 'wiki', title: 'Altes' } });
  const below = (await made.json()).id;
  const phone = { locale: 'de-DE', colorScheme: 'dark', viewport: { width: 390, height: 800 } } as const;
  const page = await open({ storageState: founder.state, ...phone });
  await page.goto(`/w/${workspace.slug}/transfers?page=${top}`);
  await expectToFit(page);
  await expectAccessible(page);
  await expect(page.getByLabel('Was', { exact: true })).toHaveValue(top);
  await page.getByRole('radio', { name: /^Archiv/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('status').getByText('Fertig: 2 Dokumente.')).toBeVisible(PATIENCE);
  await expectToFit(page);
  await expectAccessible(page);
  const link = page.getByRole('link', { name: 'Herunterladen' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
  // What a browser makes of that name depends on the language of the machine that it runs on.
  const served = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(served.headers()['content-disposition']).toContain("filename*=UTF-8''K%C3%BCche.zip");
  const archive = await readFile(await download.path());
  await page.goto(`/w/${other.slug}/transfers?page=${below}`);
  await send(page, archive, ['ZIP-Datei', 'Importieren']);
  await expect(page.getByText('Importiert: 2 Seiten.')).toBeVisible(PATIENCE);
  await expect(page.getByText('Alles ist mitgekommen.')).toBeVisible();
  await expectAccessible(page);
  const { items } = await (await api.get(`workspaces/${other.id}/pages?parentId=${below}`)).json();
  expect(items).toMatchObject([{ title: 'Küche' }]);
});

test('TRANSFER-12, TRANSFER-15 without scripting a vault comes in with a report, and what is no collection is refused in a sentence', async ({
  open,
  founder,
  workspace,
}) => {
  test.setTimeout(180_000);
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/w/${workspace.slug}/wiki`);
  await page.getByRole('link', { name: 'Import and export' }).click();
  await send(page, vault({ 'Home.md': '---\nauthor: Ada\n---\nSee [[Plan]]', 'Plan.md': 'Text' }), [
    'ZIP file',
    'Import',
  ]);
  const done = page.getByText('Imported: 2 pages.');
  await expect(async () => {
    await page.reload();
    await expect(done).toBeVisible({ timeout: 1_000 });
  }).toPass(PATIENCE);
  await expect(page.getByRole('heading', { name: 'What did not come along' })).toBeVisible();
  await expect(page.getByText('1 property of the file was left out.')).toBeVisible();
  await page.getByRole('link', { name: 'Open the pages' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Plan', exact: true })).toBeVisible();
  await page.goto(`/w/${workspace.slug}/transfers`);
  await send(page, Buffer.from('no archive'), ['ZIP file', 'Import']);
  const problem = page.getByRole('alert').getByText('This file is damaged');
  await expect(async () => {
    await page.reload();
    await expect(problem).toBeVisible({ timeout: 1_000 });
  }).toPass(PATIENCE);
});
