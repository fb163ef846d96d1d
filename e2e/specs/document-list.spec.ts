import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
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
  const filter = page.getByRole('search', { name: 'Which documents' });
  await filter.getByLabel('Order').selectOption({ label: 'By title' });
  await filter.getByLabel('In the title').fill('ERRIES');
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(list).toHaveText([/^Berries/, /^Cherries/]);
  await filter.getByLabel('Favourites only').check();
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(list).toHaveText([/^Berries/]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await filter.getByLabel('In the title').fill('plums');
  await filter.getByLabel('In the title').press('Enter');
  await expect(page.getByText('No document is like that.')).toBeVisible();

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}?order=title&words=erries`);
  await expect(plain.getByRole('main').getByRole('listitem')).toHaveText([/^Berries/, /^Cherries/]);
});
