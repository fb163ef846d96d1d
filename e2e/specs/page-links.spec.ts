import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('WIKI-20 a link reads as what the other page is called now, for whoever may read that', async ({
  owner,
  open,
  founder,
  api,
  makeDocument,
  writeAlong,
}) => {
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup rules' });
  const id = await makeDocument({ kind: 'wiki', title: 'House', markdown: 'First line' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const second = await writeAlong(document, 'Mira Member');
  await document.append(' see [[soup');
  await owner.page.getByRole('option', { name: 'Soup rules', exact: true }).click();
  for (const { text } of [document, second])
    await expect(text.getByRole('link', { name: 'Soup rules' })).toHaveAttribute('href', `/d/${soup}`);
  await expect(document.saved).toBeVisible();

  // The second one renames it, and comes back to the text.
  const renaming = await second.page.context().newPage();
  const renamed = await DocumentPage.open(renaming, `/d/${soup}`);
  await renamed.title.fill('Broth rules');
  await renamed.title.press('Enter');
  await expect
    .poll(async () => (await (await api.get(`documents/${soup}`)).json()).title)
    .toBe('Broth rules');
  await renaming.close();
  const linked = async () => (await (await api.get(`documents/${id}/links`)).json()).items;
  await expect.poll(linked).toEqual([{ id: soup, title: 'Broth rules' }]);
  await second.page.evaluate(() => window.document.dispatchEvent(new Event('visibilitychange')));
  await expect(second.text.getByRole('link', { name: 'Broth rules' })).toBeVisible();
  await second.page.reload();
  await second.untilWritable();
  await expect(second.text.getByRole('link', { name: 'Broth rules' })).toBeVisible();
  await expectAccessible(second.page);

  const plain = await open({ storageState: founder.state, javaScriptEnabled: false });
  await plain.goto(`/d/${id}`);
  await plain.getByRole('main').getByRole('link', { name: 'Broth rules' }).click();
  await expect(plain).toHaveURL(`/d/${soup}`);

  // For whoever may not read it, it stays as it was put in.
  await document.page.goto(`/d/${soup}/access`);
  await confirm(document.page, { button: 'Restrict to some', answer: 'Restrict' });
  await expect(document.page.getByRole('button', { name: 'Restrict to some' })).toBeHidden();
  await second.page.reload();
  await second.untilWritable();
  await expect(second.text.getByRole('link', { name: 'Soup rules' })).toBeVisible();
  await expect(second.text).not.toContainText('Broth');
});

test('WIKI-29 who writes by a link to a branch reads what its pages are called now, and goes from one to the other', async ({
  owner,
  open,
  api,
  makeDocument,
}) => {
  const root = await makeDocument({ kind: 'wiki', title: 'House' });
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup rules', parentId: root });
  const other = await makeDocument({ kind: 'wiki', title: 'Elsewhere' });
  const markdown = `See [[Soup rules]](/d/${soup}) and [[Elsewhere]](/d/${other}).`;
  const text = await makeDocument({ kind: 'wiki', title: 'Text', parentId: root, markdown });
  const data = { role: 'editor', covers: 'branch' };
  const { url } = await (await api.post(`documents/${root}/share-links`, { data })).json();
  const page = await open();
  await page.goto(`${url}/${text}`);
  const guest = new DocumentPage(page);
  await guest.untilWritable();
  await expect(guest.text.getByRole('link', { name: 'Soup rules' })).toHaveAttribute('href', soup);
  await expect(guest.text.getByRole('link', { name: 'Elsewhere' })).toHaveAttribute('href', `/d/${other}`);

  for (const id of [soup, other]) await api.patch(`documents/${id}`, { data: { title: `New ${id}` } });
  const linked = async () => (await (await api.get(`documents/${text}/links`)).json()).items;
  await expect.poll(linked).toContainEqual({ id: soup, title: `New ${soup}` });
  await page.evaluate(() => window.document.dispatchEvent(new Event('visibilitychange')));
  const renamed = guest.text.getByRole('link', { name: `New ${soup}` });
  await expect(renamed).toBeVisible();
  await expect(guest.text.getByRole('link', { name: 'Elsewhere' })).toBeVisible();
  await renamed.click();
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page
      .getByRole('toolbar', { name: 'What is at the cursor' })
      .getByRole('button', { name: 'Open' })
      .click(),
  ]);
  await new DocumentPage(opened).untilWritable();
  expect(new URL(opened.url()).search).toBe(`?document=${soup}`);

  // What somebody copies from the page that the link leads to has its secret, which comes into no text.
  const own = await DocumentPage.open(owner.page, `/d/${other}`);
  const { origin } = new URL(url);
  const link = (href: string, name: string) => `<a class="document-link" href="${href}">${name}</a>`;
  await own.paste({
    html: `<p>${link(`${url}/${soup}`, 'Soup')}, ${link(`${origin}/d/${text}`, 'Text')}, <a href="https://example.org/s/x/${soup}">far</a></p>`,
  });
  for (const id of [soup, text])
    await expect(own.text.locator(`a.document-link[href="/d/${id}"]`)).toBeVisible();
  await expect(own.text.getByRole('link', { name: 'far' })).toHaveAttribute(
    'href',
    `https://example.org/s/x/${soup}`,
  );
  expect(await own.text.innerHTML()).not.toContain(new URL(url).pathname);
});

test('WIKI-22 a link to a page that is to be written later shows that it is, and from it the page is made', async ({
  owner,
  api,
  makeDocument,
  writeAlong,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'House', markdown: 'First line' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const { page, text } = document;
  const second = await writeAlong(document, 'Mira Member');
  await document.append(' and [[Kitchen rota');
  await page.getByRole('option', { name: 'Link to “Kitchen rota”, to be written later' }).click();
  const link = text.getByRole('link', { name: 'Kitchen rota' });
  await expect(link).toHaveAccessibleDescription('There is no such page yet');
  await expect(link).toHaveCSS('text-decoration-style', 'dashed');
  await expectAccessible(page);
  await expect(second.text.getByRole('link', { name: 'Kitchen rota' })).toHaveClass(/wanted/);

  await link.click();
  const bubble = page.getByRole('toolbar', { name: 'What is at the cursor' });
  await expect(bubble).toContainText('There is no such page yet.');
  await expectAccessible(page);
  await bubble.getByRole('button', { name: 'Write it' }).click();
  await expect(link).toHaveAttribute('href', /^\/d\/[\da-f-]{36}$/);
  await expect(link).not.toHaveClass(/wanted/);
  const made = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  expect(await (await api.get(`documents/${made}`)).json()).toMatchObject({
    kind: 'wiki',
    title: 'Kitchen rota',
    parentId: id,
  });
  await expect(second.text.getByRole('link', { name: 'Kitchen rota' })).toHaveAttribute('href', `/d/${made}`);
  await link.click();
  await expect(bubble.getByRole('button', { name: 'Open link' })).toBeVisible();
});

test('WIKI-23 without scripting a name leads to a form that makes the page, and then to the page', async ({
  open,
  founder,
  join,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'House', markdown: 'See [[Tool shed]].' });
  const reader = await join('Rita Reader', 'reader');
  await reader.page.goto(`/w/${workspace.slug}/wiki/to?name=Tool+shed&from=${id}`);
  await expect(reader.page.getByText('Whoever may write here can write it.')).toBeVisible();
  await expect(reader.page.getByRole('button', { name: 'Write the page' })).toHaveCount(0);

  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${id}`);
  await page.getByRole('link', { name: 'Tool shed' }).click();
  await expect(page.getByText('It comes below “House”.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Tool shed');
  await page.getByRole('button', { name: 'Write the page' }).click();
  await page.waitForURL(/\/d\/[\da-f-]{36}$/);
  const made = page.url();
  await page.goto(`/d/${id}`);
  await page.getByRole('link', { name: 'Tool shed' }).click();
  await expect(page).toHaveURL(made);

  // By its title as a search compares it, and where several have it, to a choice.
  await page.goto(`/w/${workspace.slug}/wiki/to?name=Tool+shed`);
  await expect(page).toHaveURL(made);
  await makeDocument({ kind: 'wiki', title: 'Tool shed' });
  await page.goto(`/w/${workspace.slug}/wiki/to?name=Tool+shed`);
  await expect(page.getByRole('main').getByRole('link', { name: 'Tool shed' })).toHaveCount(2);
});

test('WIKI-24 the names that texts want are listed, with who wants them and the way to write them', async ({
  owner,
  workspace,
  makeDocument,
}) => {
  const long = `A name of a page that ${'goes on '.repeat(12).trim()}`;
  await makeDocument({
    kind: 'wiki',
    title: 'House',
    markdown: `See [[Tool shed]] and [[${long}]] and [[مطبخ]].`,
  });
  for (const title of ['Garden', 'Kitchen', 'Street'])
    await makeDocument({ kind: 'wiki', title, markdown: 'See [[tool SHED]].' });
  const { page } = owner;
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(async () => {
    await page.goto(`/w/${workspace.slug}/wiki/links`);
    await page.getByRole('link', { name: 'Wanted pages' }).click();
    await expect(rows).toHaveCount(3, { timeout: 2_000 });
    await expect(page.getByRole('link', { name: '1 more' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('link', { name: '1 more' }).click();
  await expect(rows).toHaveText(['Garden', 'House', 'Kitchen', 'Street']);
  await page.goBack();
  await rows
    .filter({ hasText: /tool shed/i })
    .getByRole('link', { name: /^Write/ })
    .click();
  await page.getByRole('button', { name: 'Write the page' }).click();
  await page.waitForURL(/\/d\//);
  await expect(async () => {
    await page.goto(`/w/${workspace.slug}/wiki/wanted`);
    await expect(rows).toHaveCount(2, { timeout: 2_000 });
  }).toPass();
});
