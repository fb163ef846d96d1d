import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

const FOLDER = path.join(import.meta.dirname, '../clipboards');

test('EDIT-37 what is pasted from elsewhere keeps its structure, and nothing else', async ({
  owner,
  workspace,
  api,
}) => {
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const document = await new WorkspacePage(page).makeEmpty();
  const { text } = document;
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const read = async () => (await api.get(`documents/${id}/export?format=markdown`)).text();
  /** Pastes it alone into the document, and waits until the server has what it should become. */
  const becomes = async (clipboard: { html?: string; text?: string }, markdown: unknown) => {
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await document.paste(clipboard);
    await expect.poll(read).toEqual(markdown);
  };
  const from = (name: string) => ({ html: readFileSync(path.join(FOLDER, `${name}.txt`), 'utf8') });

  await becomes(
    from('word'),
    '# Minutes\n\n## Present\n\n- Anna\n  - came late\n- Ben\n\n3. Third **point**\n\n| Cell |\n| - |\n\nA chart\n',
  );
  await becomes(
    from('google-docs'),
    '# Minutes\n\n**Bold** and *slanted*2\n\n- [x] ~~Keys~~\n\n[Link](https://example.org/)[Logo](https://tracker.example/pixel.png)\n',
  );
  await becomes(
    from('libreoffice'),
    expect.stringContaining('# Minutes\n\n1. First\n   1. Below\n\n**Bold**\n'),
  );
  await expect(text.locator('[data-align="center"]')).toHaveText('Bold');
  await becomes(from('etherpad'), '# Minutes\n\n- **Anna**\n  - came late\n\n1. One\n2. Two\n');
  await becomes(
    { text: 'Agenda\n- one\n  - two\n- [x] three\n\n1. four\nEnd - of it' },
    'Agenda\n\n- one\n  - two\n\n* [x] three\n\n1. four\n\nEnd - of it\n',
  );
  await expect(text.locator('img, script, style, [class*="Mso"]')).toHaveCount(0);
});

test('EDIT-36, EDIT-38 blocks are moved, copied and turned, and the page is seen as somebody likes it', async ({
  owner,
  workspace,
  api,
}) => {
  const { page } = owner;
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Plan', markdown: '## Top\n\nOne\n\nTwo\n\nThree' },
  });
  const { id } = await made.json();
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  const { text } = document;
  const lines = text.locator(':scope > :is(p, h1, h2, blockquote)');
  await text.getByText('Two', { exact: true }).click();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(lines).toHaveText(['Top', 'Two', 'One', 'Three']);
  await page.keyboard.press('Control+z');
  await expect(lines).toHaveText(['Top', 'One', 'Two', 'Three']);

  const handle = document.blockHandle;
  await document.untilHandled();
  await text.getByText('Three').hover();
  await expect(handle).toBeVisible();
  await handle.dragTo(text.getByText('One', { exact: true }), { targetPosition: { x: 2, y: 12 } });
  await expect(lines).toHaveText(['Top', 'Three', 'One', 'Two']);
  await text.getByText('One', { exact: true }).hover();
  await handle.click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Quote', exact: true }).click();
  await expect(text.locator('blockquote')).toHaveText('One');
  await text.getByText('Top').hover();
  await handle.click();
  await page.getByRole('button', { name: 'Copy link to this block' }).click();
  const link = page.url();
  expect(new URL(link).hash).toMatch(/^#block-[\w-]+$/);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Line numbers' }).click();
  const number = () =>
    text.getByText('Three').evaluate((element) => getComputedStyle(element, '::before').content);
  await expect.poll(number).toBe('counter(line)');
  await page.reload();
  await document.untilWritable();
  await expect.poll(number).toBe('counter(line)');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Line numbers' }).click();
  await expect.poll(number).not.toBe('counter(line)');
});

test('EDIT-36 the handle stays beside the block that the mouse is at while somebody else writes', async ({
  owner,
  makeDocument,
  writeAlong,
}) => {
  const id = await makeDocument({ markdown: 'One\n\nTwo' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const other = await writeAlong(document, 'Ole Other');
  await document.untilHandled();
  await document.text.getByText('Two').hover();
  await expect(document.blockHandle).toBeVisible();
  await other.writeAfter('One', ' more');
  await expect(document.text.getByText('One more')).toBeVisible();
  await expect(document.blockHandle).toBeVisible();
});

test('EDIT-47 a key, and what is cut, acts where the cursor is before the page tells that it has moved', async ({
  owner,
  workspace,
  api,
}) => {
  const data = { kind: 'pad', title: 'Plan', markdown: 'one\n\ntwo\n\nthree' };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  const { text } = new DocumentPage(page);
  await expect(text).toBeEditable();
  const moveAnd = (then: 'Enter' | 'x' | 'cut') =>
    text.evaluate((element, what) => {
      const selection = getSelection();
      selection?.collapseToEnd();
      const init = { bubbles: true, cancelable: true };
      if (what === 'cut') {
        element.dispatchEvent(new ClipboardEvent('cut', { ...init, clipboardData: new DataTransfer() }));
        return;
      }
      const key = {
        ...init,
        key: what,
        keyCode: what === 'Enter' ? 13 : 88,
        charCode: what === 'x' ? 120 : 0,
      };
      if (element.dispatchEvent(new KeyboardEvent('keydown', key))) {
        element.dispatchEvent(new KeyboardEvent('keypress', key));
      }
    }, then);
  for (const what of ['Enter', 'x', 'cut'] as const) {
    await text.press('Control+a');
    await expect.poll(() => page.evaluate(() => `${getSelection()}`)).toContain('three');
    await moveAnd(what);
    await expect(text).toContainText('one');
    await expect(text).toContainText('three');
  }
  await expect(text.locator('p')).toHaveCount(4);
});
