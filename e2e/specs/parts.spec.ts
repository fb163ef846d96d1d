import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { picture } from '../picture.ts';

const MARKDOWN = `[TOC]

## Garden plan

> [!WARNING]
> The gate sticks.

<details>
<summary>What we bought</summary>

- Seeds

</details>

It costs $x^2$ euros.[^1] And more.[^2]

\`\`\`math
\\sum_{i=1}^n i
\`\`\`

\`\`\`js
const beds = 12;
\`\`\`

\`\`\`mermaid
flowchart LR
  Seed --> Plant
\`\`\`

### Dates

[^2]: Much more.

[^1]: Each.
`;

test('DOC-12, DOC-13, DOC-14, DOC-15 what is not plain text is drawn for writers and readers alike, also without scripting', async ({
  owner,
  open,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ markdown: MARKDOWN });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${id}`);
  const { text } = document;
  await expect(text.locator('.contents').getByRole('link', { name: 'Dates' })).toBeVisible();
  await expect(text.locator('.formula-drawn math')).toHaveCount(2);
  await expect(text.locator('.hljs-keyword')).toHaveText('const');
  await expect(text.locator('.footnote-reference').first()).toHaveAttribute('data-number', '1');
  await expect(text.locator('.footnote').first()).toHaveAttribute('data-number', '2');
  const diagram = text.frameLocator('iframe').locator('svg');
  await text.locator('iframe').scrollIntoViewIfNeeded();
  await expect(diagram.getByText('Plant')).toBeVisible();
  await expectAccessible(page);
  // The cursor in a formula shows what it is made of.
  const inLine = text.locator('p .formula-drawn');
  await expect(text.locator('.formula-open')).toHaveCount(0);
  await inLine.click();
  await expect(text.locator('.formula-open')).toHaveText('x^2');
  await page.keyboard.type('+1');
  await page.keyboard.press('Control+Home');
  await expect(text.locator('p .formula-drawn annotation')).toContainText('1');
  await text.getByRole('button', { name: 'Fold or unfold' }).click();
  await expect(text.getByText('Seeds')).toBeHidden();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);

  const shared = await api.post(`documents/${id}/share-links`, { data: { role: 'reader', name: 'All' } });
  const { url } = await shared.json();
  const reader = await open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await reader.goto(url);
  await expect(reader.locator('math')).toHaveCount(2);
  await expect(reader.locator('.callout')).toContainText('Warning');
  await expect(reader.getByText('Seeds')).toBeHidden();
  await reader.getByText('What we bought').click();
  await expect(reader.getByText('Seeds')).toBeVisible();
  await reader.getByRole('link', { name: 'Note 2' }).click();
  await expect(reader.locator('.footnote:target')).toContainText('Much more.');
  await expectToFit(reader);
});

test('DOC-11, DOC-16, EDIT-17, EDIT-35 colours, days, notes, emoji and links to documents are put in while typing', async ({
  owner,
  api,
  writeAlong,
  makeDocument,
}) => {
  await makeDocument({ title: 'Rules of the house', markdown: 'x' });
  const id = await makeDocument({ title: 'Notes', markdown: 'First line' });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${id}`);
  const { text } = document;
  const second = await writeAlong(document, 'Mira Member');

  await text.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('See [[house');
  await page.getByRole('option', { name: 'Rules of the house' }).click();
  await page.keyboard.type('with @mira');
  await expect(page.getByRole('option', { name: 'Mira Member' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('on //tomo');
  await page.keyboard.press('Enter');
  await page.keyboard.type(':straw');
  await expect(page.getByRole('option').first()).toContainText('strawberry');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/callout');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Mind the gate');
  await page.getByLabel('Kind').selectOption('warning');

  await text.getByText('First line').click({ clickCount: 3 });
  await page.getByRole('button', { name: 'More formatting' }).first().click();
  await page.getByRole('group', { name: 'Highlight' }).getByRole('button', { name: 'Green' }).click();
  await page.getByRole('button', { name: 'Centred' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const there = second.text;
  await expect(there.getByRole('link', { name: 'Rules of the house' })).toBeVisible();
  await expect(there.locator('.mention')).toHaveText('@Mira Member');
  await expect(there.locator('time')).toHaveCount(1);
  await expect(there.getByText('🍓')).toBeVisible();
  await expect(there.locator('.callout[data-kind="warning"]')).toContainText('Mind the gate');
  await expect(there.locator('mark[data-colour="green"]')).toHaveText('First line');
  await expect(there.locator('p[data-align="center"]')).toContainText('First line');
  await expect(document.saved).toBeVisible();
  const exported = await api.get(`documents/${id}/export?format=markdown`);
  expect(await exported.text()).toMatch(
    /See \[\[Rules of the house\]\]\(\/d\/[\w-]+\) with @Mira Member on \d{4}-\d\d-\d\d 🍓/,
  );
});

test('DOC-17, EDIT-40 pictures and files are chosen, dropped and pasted into the text, for everybody who reads it', async ({
  owner,
  open,
  api,
  writeAlong,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Poster', markdown: 'Above' });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${id}`);
  const { text } = document;
  const second = await writeAlong(document, 'Mira Member');

  await text.press('Control+End');
  await page.keyboard.press('Enter');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.type('/pict');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'poster.png', mimeType: 'image/png', buffer: picture(60) });
  const shown = second.text.locator('img');
  await expect(shown).toHaveCount(1);
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
  await text.locator('img').click();
  await page.getByLabel('Description').fill('Our poster');
  await page.getByLabel('Description').press('Enter');
  await expect(second.text.getByRole('img', { name: 'Our poster' })).toBeVisible();
  await expectAccessible(page);

  await text.getByText('Above').click();
  await text.evaluate(
    (element, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'rules.pdf', { type: 'application/pdf' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [...Buffer.from('%PDF-1.4\n%%EOF')],
  );
  await expect(second.text.getByRole('link', { name: 'rules.pdf' })).toBeVisible();
  // What is damaged is said to be, and nothing of it comes into the text.
  await text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    const head = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    clipboardData.items.add(new File([head], 'broken.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const underWay = page.getByRole('list', { name: 'Files on their way' });
  await expect(underWay).toContainText('broken.png');
  await expect(underWay.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close what is said about broken.png' }).click();
  await expect(text.locator('img')).toHaveCount(1);
  await expect(document.saved).toBeVisible();

  const shared = await api.post(`documents/${id}/share-links`, { data: { role: 'reader', name: 'All' } });
  const { url } = await shared.json();
  const reader = await open({ javaScriptEnabled: false });
  await reader.goto(url);
  const read = reader.getByRole('img', { name: 'Our poster' });
  await expect.poll(() => read.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
  const download = reader.waitForEvent('download');
  await reader.getByRole('link', { name: 'rules.pdf' }).click();
  expect((await download).suggestedFilename()).toBe('rules.pdf');
});

test('EDIT-40 a file that is put in before what sends it has come waits for it', async ({
  owner,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Poster', markdown: 'Above' },
  });
  const { id } = await made.json();
  const { page } = owner;
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let isWritable = false;
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    if (isWritable) await held;
    await route.continue();
  });
  await page.goto(`/d/${id}`, { waitUntil: 'commit' });
  const { text } = new DocumentPage(page);
  await text.waitFor();
  isWritable = true;
  await text.evaluate(
    (element, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'poster.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [...picture(60)],
  );
  release();
  await expect(text.locator('img')).toHaveCount(1);
});
