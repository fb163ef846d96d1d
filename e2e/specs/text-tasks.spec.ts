import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('TASK-692, TASK-14, TASK-695 a task is typed in one go: whom it names has it, until the day, with its labels', async ({
  owner,
  join,
  makeDocument,
}) => {
  const mira = await join('Mira Member');
  const minutes = await makeDocument({ title: 'Plenum in May', markdown: 'Decided:' });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${minutes}`);
  await document.text.getByText('Decided:').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[ ] Boil the lentils @mira 2099-12-01 #flyer', { delay: 15 });
  await page.keyboard.press('Enter');
  const line = document.text.getByRole('listitem').first();
  await expect(line.locator('time')).toHaveAttribute('datetime', '2099-12-01');
  await expect(line.locator('.mention')).toHaveText('@Mira Member');
  await mira.page.goto('/tasks');
  const task = mira.page.getByRole('listitem').filter({ hasText: 'Boil the lentils' });
  await expect(async () => {
    await mira.page.reload();
    await expect(task).toContainText('flyer', { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await page.goto('/tasks');
  await page.getByRole('link', { name: 'Given by me' }).click();
  await expect(page.getByRole('heading', { name: 'Given by me' })).toBeVisible();
  // Other tests' tasks are among what the founder gave.
  await expect(page.getByRole('listitem').filter({ hasText: 'Boil the lentils' })).toContainText(
    'Mira Member',
  );
  await expectAccessible(page);
});

test('TASK-691 whoever deletes the line of a task is asked whether it goes, too, and keeps it', async ({
  owner,
  makeDocument,
}) => {
  const minutes = await makeDocument({
    title: 'Plenum in May',
    markdown: '- [ ] Buy rice\n- [ ] Book the hall\n\nThe end.',
  });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${minutes}`);
  const line = document.text.getByText('Buy rice', { exact: true });
  const question = page.getByRole('status').filter({ hasText: 'is deleted as a task' });
  const empty = async () => {
    await line.click({ clickCount: 3 });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
  };
  // What asks comes a moment after the text.
  await expect(async () => {
    await empty();
    const isAsked = await question.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (!isAsked) await document.undoUntil(line);
    expect(isAsked).toBe(true);
  }).toPass();
  await expect(question).toContainText('“Buy rice” is deleted as a task, too.');
  await expectAccessible(page);
  await document.undoUntil(line);
  await expect(question).toHaveCount(0);

  await empty();
  await question.getByRole('button', { name: 'Keep the task' }).click();
  const kept = page.getByRole('region', { name: 'Tasks without a line' });
  await expect(kept.getByRole('listitem')).toHaveText(['Buy rice']);
  await document.text.focus();
  await document.undoUntil(line);
  await expect(kept).toHaveCount(0);

  await empty();
  await question.getByRole('button', { name: 'Keep the task' }).click();
  await expect(kept.getByRole('listitem')).toHaveText(['Buy rice']);
  await kept.getByRole('checkbox', { name: 'Done: Buy rice' }).check();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await expectAccessible(page);
  await page.reload();
  await expect(kept.getByRole('checkbox', { name: 'Done: Buy rice' })).toBeChecked();
  await kept.getByRole('button', { name: 'Delete Buy rice' }).click();
  await expect(kept).toHaveCount(0);
});
