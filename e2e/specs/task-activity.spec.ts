import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

test('TASK-693 the details of a task say who changed what, and when; a reader is told nothing', async ({
  owner,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const { page } = owner;
  const list = await TaskListPage.open(page, `/d/${id}`);
  await list.add('Buy rice', 'Ring Ada');
  const mira = await join('Mira Member');
  await TaskListPage.open(mira.page, `/d/${id}`);
  await mira.page.getByRole('checkbox', { name: 'Done: Buy rice' }).check();
  await expect(page.getByRole('checkbox', { name: 'Done: Buy rice' })).toBeChecked();
  await page.getByRole('button', { name: 'Buy rice' }).click();
  const details = page.getByRole('complementary', { name: 'Task' });
  await details.getByText('Activity', { exact: true }).click();
  const steps = details.getByRole('list').filter({ hasText: 'added the task' }).getByRole('listitem');
  await expect(steps).toHaveText([/^Mira Member ticked it/, / added the task/]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);

  const reader = await join('Rosa Reader', 'reader');
  await TaskListPage.open(reader.page, `/d/${id}`);
  await reader.page.getByRole('button', { name: 'Ring Ada' }).click();
  await expect(reader.page.getByRole('complementary', { name: 'Task' })).toBeVisible();
  await expect(reader.page.getByText('Activity', { exact: true })).toHaveCount(0);
});
