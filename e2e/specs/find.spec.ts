import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('EDIT-31, EDIT-32, EDIT-33 a text is found and replaced, measured, and the shortcuts are listed', async ({
  owner,
  workspace,
  api,
}) => {
  const { page } = owner;
  const markdown = 'Plan the plan.\n\n**Planning** again.\n\nNo more.';
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Plan', markdown },
  });
  await page.goto(`/d/${(await made.json()).id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  await document.text.press('Control+Home');
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find and replace' });
  await bar.getByLabel('Find', { exact: true }).fill('plan');
  await expect(bar.getByRole('status')).toHaveText('1 of 3');
  await expect(document.text.locator('.found')).toHaveText(['Plan', 'plan', 'Plan']);
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 of 3');
  await expect(document.text.locator('.found-now')).toHaveText('plan');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(bar.getByRole('status')).toHaveText('3 of 3');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await bar.getByLabel('Whole words only').check();
  await expect(bar.getByRole('status')).toHaveText('1 of 2');
  await bar.getByLabel('Replace by').fill('agenda');
  await bar.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(document.text).toContainText('agenda the plan.');
  await expect(bar.getByRole('status')).toHaveText('1 of 1');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(document.text).toContainText('agenda the agenda.');
  await expect(bar.getByRole('status')).toHaveText('Nothing found');
  await bar.getByLabel('Whole words only').uncheck();
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(document.text.locator('strong')).toHaveText('agendaning');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(document.text).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(document.text).toContainText('Plan');

  await document.text.press('Control+/');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toContainText('Ctrl+Alt+M');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(document.text).toBeFocused();
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();
  await document.text.press('Control+a');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByText('Length of the text').click();
  const counts = page.getByRole('dialog', { name: 'Length of the text' });
  await expect(counts.getByRole('row', { name: /^Words 7 7$/ })).toBeVisible();
  await expectAccessible(page);
});
