import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('SCREEN-9 on a shared page only what has changed is drawn anew, and a new title too', async ({
  owner,
  open,
  makeDocument,
}) => {
  const markdown = '- **Facilitation:** …\n\n| No. | Item |\n| --- | --- |\n| 1 | Arriving |\n\nAnd so on.';
  const id = await makeDocument({ title: 'Plan', markdown });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  await document.append('This sentence is being read.');
  await expect(document.saved).toBeVisible();
  const url = await (await document.share()).makeLink();
  await owner.page.keyboard.press('Escape');
  const page = await open();
  await page.goto(url);
  await expect(page.getByText('Follows the live text')).toBeVisible();
  const sentence = page.getByText('This sentence is being read.');
  await sentence.selectText();
  const table = page.locator('.tableWrapper').first();
  await table.focus();
  const kept = await sentence.elementHandle();

  await document.writeAfter('Facilitation:', ' Olga');
  await expect(page.getByText('Olga')).toBeVisible();
  await expect(table).toBeFocused();
  expect(await kept?.evaluate((element) => element.isConnected)).toBe(true);

  await document.rename('Minutes of the assembly');
  await document.writeAfter('Olga', ' and Uwe');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Minutes of the assembly');
  await expect(page).toHaveTitle('Minutes of the assembly');
  await expect(page.getByText('Olga and Uwe')).toBeVisible();
  expect(await page.locator('.prose').innerHTML()).toBe(await freshText(page.url(), page));
});

test('SCREEN-9 of answers that come late none is shown after a newer one', async ({
  owner,
  open,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  const url = await (await document.share()).makeLink();
  await owner.page.keyboard.press('Escape');
  const page = await open();
  let asked = 0;
  let underWay = 0;
  let most = 0;
  await page.route('**/s/*?part=text', async (route) => {
    asked++;
    most = Math.max(most, ++underWay);
    const answer = await route.fetch();
    // The first answers are the slowest.
    await new Promise((done) => setTimeout(done, asked < 3 ? 1500 : 0));
    underWay--;
    await route.fulfill({ response: answer });
  });
  await page.goto(url);
  await expect(page.getByText('Follows the live text')).toBeVisible();
  await document.append('one');
  await expect.poll(() => asked).toBeGreaterThan(0);
  for (const word of [' two', ' three', ' four']) {
    await document.text.pressSequentially(word, { delay: 150 });
  }
  await expect(page.getByText('one two three four')).toBeVisible();
  expect(most).toBe(1);
  // What came meanwhile may be asked for once more.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('SCREEN-10 without scripting the title is no field, and a document can be exported and put into the trash', async ({
  api,
  open,
  founder,
  workspace,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'By hand', markdown: 'Word for word.' },
  });
  const { id } = await made.json();
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${id}`);
  await expect(page.getByRole('heading', { name: 'By hand', level: 1 })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Rename' })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as Markdown' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('By hand');
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.getByRole('button', { name: 'Move to trash' }).last().click();
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}$`));
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible();
});

test('SCREEN-11 while a page is on its way its skeleton stands there', async ({ owner, workspace }) => {
  const { page } = owner;
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route('**/members*', async (route) => {
    // A page whose script does not listen yet goes there as a page without any.
    if (!route.request().isNavigationRequest()) await held;
    await route.continue();
  });
  await expect(async () => {
    await page.goto(`/w/${workspace.slug}`);
    await page.getByRole('link', { name: 'Members' }).click();
    await expect(page.getByText('Loading…')).toBeAttached({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeHidden();
  release();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
});

test('SCREEN-12 nothing moves when the editor takes the place of the text that was read', async ({
  api,
  open,
  founder,
  workspace,
}) => {
  const markdown = [
    '## Tasks',
    '- [ ] call the hall',
    '- [x] write the invitation\n',
    '| No. | Item |',
    '| --: | --- |',
    '| 1 | Arriving |\n',
    '- a list\n  - within a list\n',
    '1. one\n2. two\n',
    '> a quote\n',
    '```\ncode\n```\n',
    'The last line.',
  ].join('\n');
  const title =
    'A title that is long enough to need more than one line, also on a wide screen, so that it breaks';
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title, markdown },
  });
  const { id } = await made.json();
  for (const viewport of [
    { width: 1280, height: 1000 },
    { width: 390, height: 1200 },
  ]) {
    const page = await open({ storageState: founder.state, viewport });
    await page.addInitScript(() => {
      Object.assign(window, { shifts: [] });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as {
            value: number;
            sources: { node: Node | null }[];
          };
          const where = sources.map(({ node }) => node?.textContent?.slice(0, 40));
          (window as unknown as { shifts: unknown[] }).shifts.push({ value, where });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`/d/${id}`);
    await expect(page.getByRole('textbox', { name: 'Document text' })).toBeEditable();
    await expect(page.getByRole('status').getByText('Saved', { exact: true })).toBeAttached();
    expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
  }
});

async function freshText(url: string, page: import('@playwright/test').Page): Promise<string> {
  return page.evaluate(async (address) => {
    const answer = await fetch(`${address}?part=text`);
    const body = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
    return body.querySelector('.prose')?.innerHTML ?? '';
  }, url);
}
