import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('FAV-1, DOCS-11 documents are found by title and order, and favourites among them, also without scripting', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  const { page } = owner;
  const make = async (title: string) => {
    const data = { kind: 'pad', title };
    return (await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json()).id;
  };
  const berries = await make('Berries');
  for (const title of ['Apples', 'Cherries']) await make(title);
  await page.goto(`/d/${berries}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Add to favourites' }).click();
  await expect(page.getByRole('button', { name: 'Remove from favourites' })).toBeVisible();

  await page.goto(`/w/${workspace.slug}`);
  const list = page.getByRole('main').getByRole('listitem');
  await expect(list).toHaveText([/^Cherries/, /^Apples/, /^Berries.*favourite/]);
  const filter = page.getByRole('search', { name: 'Find and order' });
  await page.getByText('Find and order').click();
  await filter.getByLabel('Order').selectOption({ label: 'By title' });
  await filter.getByLabel('In the title').fill('ERRIES');
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(list).toHaveText([/^Berries/, /^Cherries/]);
  await page.getByRole('link', { name: 'Favourites' }).click();
  await expect(list).toHaveText([/^Berries/]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await page.getByText('Find and order').click();
  await filter.getByLabel('In the title').fill('plums');
  await filter.getByLabel('In the title').press('Enter');
  await expect(page.getByText('No document is like that.')).toBeVisible();

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}?order=title&words=erries`);
  await expect(plain.getByRole('main').getByRole('listitem')).toHaveText([/^Berries/, /^Cherries/]);
});

test('RECENT-4, HERE-1 what somebody opened lately and who is where is in the list, and neither of it without the right to it', async ({
  owner,
  open,
  founder,
  workspace,
  api,
  join,
}) => {
  const make = async (title: string) => {
    const data = { kind: 'pad', title };
    return (await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json()).id;
  };
  const [apples] = [await make('Apples'), await make('Berries')];
  const other = await join('Rita Reader', 'reader');
  const { page } = owner;
  await page.goto(`/d/${apples}`);
  await new DocumentPage(page).untilWritable();
  await other.page.goto(`/w/${workspace.slug}`);
  const list = other.page.getByRole('main').getByRole('listitem');
  const here = list.filter({ hasText: 'Apples' }).getByRole('img', { name: '1 person here: Frida Founder' });
  // It comes by itself, too, as often as the page asks.
  await expect(here).toBeVisible({ timeout: 40_000 });
  await other.page.getByRole('link', { name: 'Recently opened' }).click();
  await expect(other.page.getByText('Nothing yet.')).toBeVisible();

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}?only=recent`);
  const mine = plain.getByRole('main').getByRole('listitem');
  await expect(mine).toHaveText([/^Apples/]);
  await expect(mine.getByRole('img', { name: '1 person here: Frida Founder' })).toBeVisible();
  await page.goto(`/w/${workspace.slug}?only=recent`);
  await expectAccessible(page);
  await confirm(page, { button: 'Empty this list', answer: 'Empty it' });
  await expect(page.getByText('Nothing yet.')).toBeVisible();
  await expect(here).toHaveCount(0, { timeout: 40_000 });
});

test('BULK-3 several documents are chosen by the keyboard, thrown away and had back, moved, and all of it without scripting', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  for (const title of ['Apples', 'Berries', 'Cherries']) {
    await api.post(`workspaces/${workspace.id}/documents`, { data: { kind: 'pad', title } });
  }
  const target = await (await api.post('workspaces', { data: { name: 'Elsewhere' } })).json();
  const { page } = owner;
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('link', { name: 'Choose several' }).click();
  await page.getByRole('checkbox', { name: 'Choose Cherries' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Choose Berries' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 chosen')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByText('2 documents are in the trash now.')).toBeVisible();
  const list = page.getByRole('main').getByRole('listitem');
  await expect(list).toHaveText([/^Choose Apples/]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 documents are back.')).toBeVisible();
  await expect(list).toHaveCount(3);
  await page.getByRole('link', { name: 'All on this page' }).click();
  await expect(page.getByText('3 chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Add to favourites' }).click();
  await expect(page.getByText('3 documents are among your favourites.')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}?choose=all`);
  await plain.getByRole('checkbox', { name: 'Choose Apples' }).uncheck();
  await plain.getByRole('button', { name: 'Move to trash' }).click();
  await expect(plain.getByText('2 documents are in the trash now.')).toBeVisible();
  await plain.getByRole('button', { name: 'Undo' }).click();
  await expect(plain.getByText('2 documents are back.')).toBeVisible();
  await plain.goto(`/w/${workspace.slug}?choose=all`);
  await plain.getByRole('combobox', { name: 'Another workspace' }).selectOption(target.id);
  await plain.getByRole('button', { name: 'Move there' }).click();
  await expect(plain.getByText('3 documents were moved.')).toBeVisible();
  await plain.goto(`/w/${target.slug}`);
  await expect(plain.getByRole('main').getByRole('listitem')).toHaveCount(3);
});

test('TPL-6 a document is kept as a template, and others are begun from it, renamed and thrown away, without scripting', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  const data = { kind: 'pad', title: 'Plenary', markdown: 'Welcome, **all**.' };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const { page } = owner;
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('link', { name: 'Save as template' }).click();
  await expect(page.getByRole('heading', { name: 'Save as template' })).toBeVisible();
  await page.getByLabel('Title').fill('Our plenary');
  await page.getByLabel('For whom').selectOption({ label: `Everybody in “${workspace.name}”` });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByRole('link', { name: 'Our plenary' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/w/${workspace.slug}`);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Other kinds of document' }).click();
  await page.getByRole('button', { name: 'Our plenary' }).click();
  const document = new DocumentPage(page);
  await document.untilWritable();
  await expect(document.title).toHaveValue('Our plenary');
  await expect(document.text.getByText('Welcome, all.')).toBeVisible();

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}/templates`);
  await plain.getByRole('button', { name: 'Begin a document from Our plenary' }).click();
  await expect(plain.getByText('Welcome, all.')).toBeVisible();
  await plain.goto(`/w/${workspace.slug}/templates`);
  await plain.getByRole('button', { name: 'Rename Our plenary' }).click();
  await plain.getByLabel('Title').fill('Assembly');
  await plain.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(plain.getByRole('link', { name: 'Assembly' })).toBeVisible();
  await plain.getByRole('button', { name: 'Throw away Assembly' }).click();
  await plain.getByRole('button', { name: 'Throw away', exact: true }).click();
  await expect(plain.getByText('No templates yet')).toBeVisible();
});
