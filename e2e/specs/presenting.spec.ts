import { expectAccessible } from '../axe.ts';
import { expectToFit, widerThanScreen } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('FOLLOW-2 one follows somebody’s caret through a long text until one goes one’s own way', async ({
  owner,
  join,
  workspace,
  api,
}) => {
  const markdown = Array.from({ length: 120 }, (_, i) => `Paragraph ${i + 1}.`).join('\n\n');
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Long', markdown },
  });
  const { id } = await made.json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  const mine = new DocumentPage(page);
  await mine.untilWritable();
  const other = await join('Mira Member');
  await other.page.goto(`/d/${id}`);
  const theirs = new DocumentPage(other.page);
  await theirs.untilWritable();
  await theirs.text.getByText('Paragraph 100.').click();

  const follow = async () => {
    await page.getByRole('button', { name: 'Follow somebody' }).click();
    await page.getByRole('button', { name: 'Follow Mira Member' }).click();
    await expect(page.getByRole('status').getByText('Following Mira Member')).toBeVisible();
  };
  const ended = page.getByRole('status').getByText('You no longer follow Mira Member.');
  await follow();
  await expect(mine.text.getByText('Paragraph 100.')).toBeInViewport();
  await expectAccessible(page);
  await other.page.keyboard.press('Control+Home');
  await expect(mine.text.getByText('Paragraph 2.', { exact: true })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(ended).toBeAttached();
  await theirs.text.getByText('Paragraph 110.').click();
  await expect(mine.caretOf('Mira Member')).toHaveCount(1);
  await expect(mine.text.getByText('Paragraph 2.', { exact: true })).toBeInViewport();

  // Reading on by oneself ends it as well, and so does writing.
  await follow();
  await expect(mine.text.getByText('Paragraph 110.')).toBeInViewport();
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, -300);
  await expect(ended).toBeAttached();
  await page.setViewportSize({ width: 390, height: 844 });
  await follow();
  await expectAccessible(page);
  await expectToFit(page);
  await other.page.goto('about:blank');
  await expect(page.getByRole('status').getByText('Mira Member has left')).toBeAttached({ timeout: 45_000 });
});

test('SLIDE-2 a document is shown as slides, to members and to readers by a link, with and without scripting', async ({
  owner,
  open,
  workspace,
  api,
}) => {
  const long = Array.from({ length: 14 }, (_, i) => `- Point ${i + 1}`).join('\n');
  const markdown = `# Welcome\n\nTo the assembly.\n\n---\n\n## Agenda\n\n${long}\n\n---\n\nThank you.`;
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Assembly', markdown },
  });
  const { id } = await made.json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Show as slides' }).click();
  const number = page.locator('#number');
  await expect(number).toHaveText('1 / 3');
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeInViewport();
  await page.keyboard.press('ArrowRight');
  await expect(number).toHaveText('2 / 3');
  await expect(page.getByText('Point 1', { exact: true })).toBeInViewport();
  await expect(page.getByText('Point 14')).toBeInViewport();
  await expectAccessible(page);
  await page.keyboard.press('Space');
  await expect(number).toHaveText('3 / 3');
  await page.keyboard.press('Shift+Space');
  await expect(number).toHaveText('2 / 3');

  // As others write it is another.
  await expect(page.getByText('Follows the live text')).toBeVisible();
  await api.put(`documents/${id}/text`, { data: { markdown: `${markdown}\n\n---\n\nAnd one more.` } });
  await expect(number).toHaveText('2 / 4');
  await page.keyboard.press('End');
  await expect(page.getByText('And one more.')).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await widerThanScreen(page)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`/d/${id}$`));

  const { url } = await (await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } })).json();
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(url);
  await plain.getByRole('link', { name: 'Show as slides' }).click();
  await expect(plain.getByRole('heading', { name: 'Welcome' })).toBeInViewport();
  await expect(plain.locator('.slide')).toHaveCount(4);
  await expect(plain.getByRole('button')).toHaveCount(0);
  await plain.getByRole('link', { name: 'Leave' }).click();
  await expect(plain).toHaveURL(url);
});
