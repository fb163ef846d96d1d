import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('HIST-6, HIST-8, HIST-9 the past is listed, compared, named and brought back while somebody else writes', async ({
  owner,
  workspace,
  writeAlong,
}) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.append('What was agreed.');
  await expect(document.saved).toBeVisible();
  const address = page.url();
  await page.goto(`${address}/history`);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: /^As it was on/ })).toBeVisible();
  await page.getByLabel('Name of this version').fill('As agreed');
  await page.getByRole('button', { name: 'Name it' }).click();
  await expect(page.getByText('Named.')).toBeVisible();

  await page.goto(address);
  await document.untilWritable();
  const other = await writeAlong(document, 'Olga Other');
  await document.text.getByText('What was agreed.').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await document.append('All gone.');
  await expect(document.saved).toBeVisible();
  await expect(other.text.getByText('All gone.')).toBeVisible();

  await page.goto(`${address}/history`);
  await page.getByRole('link', { name: 'As agreed' }).click();
  await expect(page.getByText('What was agreed.')).toBeVisible();
  await confirm(page, { button: 'Bring this back: the text of this point', answer: 'Bring this back' });
  await document.untilWritable();
  await expect(document.text.getByText('What was agreed.')).toBeVisible();
  await expect(other.text.getByText('What was agreed.')).toBeVisible();
  await expect(other.text.getByText('All gone.')).toHaveCount(0);
  await other.append('By Olga.');
  await expect(other.saved).toBeVisible();
  // What was there before is in the past now, and can be looked at.
  await page.goto(`${address}/history`);
  await page
    .getByRole('listitem')
    .getByRole('link', { name: /Olga|Frida/ })
    .first()
    .click();
  await expect(page.getByText('What changed here')).toBeVisible();

  // One author alone, and what only looks otherwise.
  await page.getByLabel('Edits of').selectOption({ label: 'Olga Other' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('There is nothing of theirs here.')).toHaveCount(0);
  const sessions = page.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(sessions.filter({ hasText: 'Frida' })).toHaveCount(0);
  await expect(sessions.filter({ hasText: 'Olga Other' })).toHaveCount(1);
  const lastEdit = async (): Promise<number> => {
    const history = address.replace('/d/', '/api/v1/documents/');
    return (await (await page.request.get(`${history}/history`)).json()).items[0].last;
  };
  const before = await lastEdit();
  await page.goto(address);
  await document.untilWritable();
  await document.text.getByText('What was agreed.').click({ clickCount: 3 });
  await page.keyboard.press('ControlOrMeta+b');
  await expect(document.text.locator('strong')).toHaveText('What was agreed.');
  await expect.poll(lastEdit).toBeGreaterThan(before);
  const latest = await lastEdit();
  await page.goto(`${address}/history?at=${latest}&since=${latest - 1}`);
  await expect(page.getByText('[now bold]')).toBeVisible();
  await expectAccessible(page);
});

test('HIST-6 the past is played, and read without scripting', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Minutes', markdown: 'First words.' },
  });
  const { id } = await made.json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  await document.append('Second words.');
  await expect(document.saved).toBeVisible();
  await page.goto(`/d/${id}/history?at=0`);
  await expect(page.getByRole('heading', { name: 'Before the first word' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('main').getByText('Second words.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/d/${id}/history?at=1`);
  await expect(plain.getByText('First words.')).toBeVisible();
  await expect(plain.getByText('Second words.')).toHaveCount(0);
  await plain.goto(`/d/${id}`);
  await plain.getByRole('button', { name: 'More', exact: true }).click();
  await plain.getByRole('link', { name: 'History' }).click();
  await expect(plain.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
});
