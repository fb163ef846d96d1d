import { expect, test } from '../fixtures.ts';
import { Device } from '../pages/device.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { TaskListPage } from '../pages/task-list-page.ts';

test.use({ serviceWorkers: 'allow' });

test('TASK-24 a list is opened without a network after its tab was discarded, with all that was done, and is merged', async ({
  owner,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'tasks', title: 'Kitchen' });
  const first = await TaskListPage.open(owner.page, `/d/${id}`);
  await first.add('Buy rice', 'Ring Ada');
  await first.saved();
  const device = new Device(owner.page);
  await device.untilReady();
  await new DocumentPage(owner.page).goOffline();
  await first.add('Sweep the hall');
  await first.box('Buy rice').check();
  await first.task('Ring Ada').click();
  await first.details.getByRole('textbox', { name: 'Title' }).fill('Ring Ada and Ben');
  await first.details.getByRole('textbox', { name: 'Title' }).press('Enter');
  await expect.poll(() => device.unsavedEdits()).toBeGreaterThanOrEqual(3);

  const again = await TaskListPage.here(await device.discard());
  await expect.poll(() => again.titles()).toEqual(['Ring Ada and Ben', 'Sweep the hall']);
  await again.page.getByRole('button', { name: 'Show 1 that is done' }).click();
  await expect(again.box('Buy rice')).toBeChecked();
  await again.add('Lock the door');

  const mira = await join('Mira Member');
  const theirs = await TaskListPage.open(mira.page, `/d/${id}`);
  await theirs.add('Cook');
  await again.page.context().setOffline(false);
  const all = ['Buy rice', 'Cook', 'Lock the door', 'Ring Ada and Ben', 'Sweep the hall'];
  for (const list of [again, theirs]) {
    await expect.poll(async () => (await list.titles()).toSorted()).toEqual(all);
    await expect(list.box('Buy rice')).toBeChecked();
  }
  await again.saved();
});
