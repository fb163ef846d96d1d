import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('WIKI-19 a page that there is not yet is made while a link to it is written, and the link stands where it was begun', async ({
  owner,
  api,
  makeDocument,
  writeAlong,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'House', markdown: 'First line' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const { page, text } = document;
  const second = await writeAlong(document, 'Mira Member');
  const answers = holdMaking(page, 'Kitchen rota');
  await document.append('See [[Kitchen rota');
  const option = page.getByRole('option', { name: 'New page “Kitchen rota”' });
  await expect(option).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'The page is being made…' })).toBeVisible();
  await second.text.press('Control+Home');
  await second.page.keyboard.type('Before it. ');
  await expect(text).toContainText('Before it.');
  answers.release();
  const link = text.getByRole('link', { name: 'Kitchen rota' });
  await expect(link).toHaveCount(1);
  await page.keyboard.type('for August');
  await expect(text.locator('p').last()).toHaveText('See Kitchen rota for August');
  await expect(page.getByRole('option')).toHaveCount(0);

  const made = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  expect(await (await api.get(`documents/${made}`)).json()).toMatchObject({
    kind: 'wiki',
    title: 'Kitchen rota',
    parentId: id,
  });
  await page.keyboard.type(' [[kitchen ROTA');
  await expect(page.getByRole('option', { name: 'Kitchen rota', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: /^New page/ })).toHaveCount(0);
});

test('WIKI-19 what is not made is told, and nothing is put where the characters are gone', async ({
  owner,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Notes', markdown: 'x' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const { page, text } = document;
  const begin = async () => {
    await document.append('[[Attic');
    await page.getByRole('option', { name: 'New page “Attic”' }).click();
    await expect(page.getByRole('option', { name: 'The page is being made…' })).toBeVisible();
  };
  const lost = holdMaking(page, 'Attic');
  await begin();
  lost.abort();
  await expect(page.getByRole('option', { name: /^No answer came/ })).toBeVisible();
  await expect(text).toHaveText('x[[Attic');

  await page.unrouteAll({ behavior: 'wait' });
  const late = holdMaking(page, 'Attic');
  await text.press('Control+a');
  await page.keyboard.type('y');
  await begin();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  const answer = page.waitForResponse((response) => !!response.request().postData()?.includes('Attic'));
  late.release();
  await answer;
  await page.keyboard.type('ract');
  await expect(document.saved).toBeVisible();
  await expect(text).toHaveText('y[[Attract');
});

/** Holds what makes a page of a title until it is let go, or cut. */
function holdMaking(page: Page, title: string): { release: () => void; abort: () => void } {
  let settle: (way: 'release' | 'abort') => void = () => {};
  const way = new Promise<'release' | 'abort'>((resolve) => {
    settle = resolve;
  });
  void page.route('**/d/*', async (route) => {
    if (!route.request().postData()?.includes(title)) return route.continue();
    return (await way) === 'release' ? route.continue() : route.abort();
  });
  return { release: () => settle('release'), abort: () => settle('abort') };
}
