import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('EDIT-34, EDIT-39 a table gets rows, columns, headings and merged cells, which stay when it is read', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const document = await new WorkspacePage(page).makeEmpty();
  const { text } = document;
  await text.click();
  await text.pressSequentially('/tab');
  await text.press('Enter');
  const cells = text.locator('td, th');
  await expect(cells).toHaveCount(9);
  await cells.first().click();
  const change = async (name: string) => {
    await page.getByRole('button', { name: 'Table', exact: true }).first().click();
    await page.getByRole('button', { name, exact: true }).click();
  };
  await change('Insert row below');
  await expect(cells).toHaveCount(12);
  await change('Delete column');
  await expect(cells).toHaveCount(8);
  await cells.nth(4).click();
  await change('Header column on or off');
  await expect(text.locator('th')).toHaveCount(5);
  // Nothing to merge or to split in one plain cell.
  await page.getByRole('button', { name: 'Table', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Delete table' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Merge cells|Split cell)$/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await cells.nth(5).click();
  await page.keyboard.press('Shift+ArrowDown');
  await change('Merge cells');
  await expect(text.locator('[rowspan="2"]')).toHaveCount(1);
  await text.pressSequentially('one for both');
  await expect(document.saved).toBeVisible();
  await page.reload();
  await document.untilWritable();
  await expect(text.locator('[rowspan="2"]')).toHaveText('one for both');
  await text.getByText('one for both').click();
  await change('Split cell');
  await expect(text.locator('[rowspan="2"]')).toHaveCount(0);
  await expect(cells).toHaveCount(8);

  // The edge of a column is dragged, and is there for everybody.
  const edge = await cells.first().boundingBox();
  if (!edge) throw new Error('The first cell is not drawn.');
  await page.mouse.move(edge.x + edge.width - 2, edge.y + 10);
  await expect(text.locator('.column-resize-handle').first()).toBeAttached();
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 60, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(cells.first()).toHaveAttribute('colwidth', /^\d+$/);
  await expect(document.saved).toBeVisible();
  await page.reload();
  await document.untilWritable();
  const wide = await cells.first().boundingBox();
  expect(wide?.width).toBeGreaterThan(edge.width + 40);
});

test('EDIT-44 one writes before a table with which a document begins', async ({ owner, workspace, api }) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Items', markdown: '| No. | Item |\n| --- | --- |\n| 1 | Arriving |' },
  });
  const { id } = await made.json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  const { text } = document;
  await expect(async () => {
    await text.getByText('No.').click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect(text.locator('.ProseMirror-gapcursor')).toBeAttached({ timeout: 500 });
  }).toPass();
  await page.keyboard.type('Welcome');
  await expect(text.locator(':scope > :first-child')).toHaveText('Welcome');
});
