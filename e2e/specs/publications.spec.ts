import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('PUB-10, PUB-27 a page is published, its difference looked at and its public version updated', async ({
  owner,
  open,
  workspace,
  baseURL,
}) => {
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const document = await new WorkspacePage(page).makeEmpty();
  await document.append('We meet on Monday.');
  await expect(document.saved).toBeVisible();
  const address = page.url();
  await page.goto(`${address}/public`);
  const slug = `open-${workspace.slug}`;
  await page.getByLabel('Address').fill(slug);
  await page.getByLabel('Search engines may show it').check();
  await page.getByRole('button', { name: 'Publish this version' }).click();
  await expect(page.getByText('The public reads what stands here now.')).toBeVisible();

  const reader = await open({ javaScriptEnabled: false });
  await reader.goto(`/p/${slug}`);
  await expect(reader.getByText('We meet on Monday.')).toBeVisible();
  const answer = await reader.request.get(`/p/${slug}`);
  expect(answer.headers()['x-robots-tag']).toBe('all');
  expect(await answer.text()).not.toContain(owner.displayName);
  expect(await (await reader.request.get('/sitemap.xml')).text()).toContain(`${baseURL}/p/${slug}`);

  // What is written afterwards is public only when somebody says so, and has seen what that is.
  await page.goto(address);
  await document.untilWritable();
  await document.append('Bring tea.');
  await expect(document.saved).toBeVisible();
  await reader.reload();
  await expect(reader.getByText('Bring tea.')).toHaveCount(0);
  await page.goto(`${address}/public`);
  await expect(page.getByRole('insertion')).toContainText('Bring tea.');
  await page.getByRole('button', { name: 'Update public version' }).click();
  await expect(page.getByText('The public reads what stands here now.')).toBeVisible();
  await reader.reload();
  await expect(reader.getByText('Bring tea.')).toBeVisible();

  // Who has access: the public, too.
  await page.goto(`${address}/access`);
  const told = page.getByRole('note');
  await expect(told).toContainText('The public reads this document');
  await expectAccessible(page);
  await expect(told.getByRole('link')).toHaveAttribute('href', `/p/${slug}`);
  await page.goto(`${address}/public`);
  await confirm(page, { button: 'Make it public no more', answer: 'Stop publishing' });
  await expect(page.getByRole('button', { name: 'Publish this version' })).toBeVisible();
  await reader.goto(`/p/${slug}`);
  await expect(reader.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.goto(`${address}/access`);
  await expect(page.getByRole('heading', { name: 'Links' })).toBeVisible();
  await expect(told).toHaveCount(0);
});
