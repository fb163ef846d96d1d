import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('STRUCT-17, STRUCT-9 a page is split after a preview, and whoever writes in it keeps writing', async ({
  owner: { page },
  join,
  makeDocument,
}) => {
  const markdown = 'Before\n\n## Soup\n\nWe need salt.\n\n## Bread\n\nWe need flour.';
  const id = await makeDocument({ kind: 'wiki', title: 'Kitchen', markdown });
  const writer = await DocumentPage.open((await join('Wanda Writer')).page, `/d/${id}`);
  await page.goto(`/d/${id}/place`);
  await page.getByRole('link', { name: 'Split into pages' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show a preview' }).click();
  await expect(page.getByRole('heading', { name: '2 new pages' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'We need flour.' })).toBeVisible();
  await expectAccessible(page);
  await writer.append(' Much of it!');
  await expect(writer.saved).toBeVisible();
  await page.getByRole('button', { name: 'Make 2 pages' }).click();
  const text = new DocumentPage(page).text;
  await expect(text.getByRole('link', { name: 'Soup' })).toBeVisible();
  await expect(writer.text).toHaveText('BeforeSoupBread');
  const href = await text.getByRole('link', { name: 'Bread' }).getAttribute('href');
  await page.goto(href ?? '');
  await expect(page.getByText('We need flour. Much of it!')).toBeVisible();
});

test('STRUCT-17, STRUCT-13 a page is merged into another one, and links to it lead there', async ({
  owner: { page },
  join,
  makeDocument,
}) => {
  const source = await makeDocument({ kind: 'wiki', title: 'Old soup', markdown: 'We need salt.' });
  const target = await makeDocument({ kind: 'wiki', title: 'Recipes', markdown: 'All of them.' });
  const writer = await DocumentPage.open((await join('Wanda Writer')).page, `/d/${source}`);
  await writer.append(' And pepper.');
  await expect(writer.saved).toBeVisible();
  await page.goto(`/d/${source}/merge`);
  await page.getByRole('textbox', { name: 'Words of its title' }).fill('Recip');
  await page.getByRole('button', { name: 'Find' }).click();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Recipes' }).click();
  await expect(page.getByRole('heading', { name: 'Merge into “Recipes”' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${target}$`));
  await expect(page.getByText('We need salt. And pepper.')).toBeVisible();
  // Whoever wrote there is led along.
  await expect(writer.page).toHaveURL(new RegExp(`/d/${target}$`));
  await expect(writer.text).toContainText('And pepper.');
  await page.goto(`/d/${source}#block-x`);
  await expect(page).toHaveURL(new RegExp(`/d/${target}#block-x$`));
  await page.goto(`/d/${source}?stay=yes`);
  await expect(page.getByRole('complementary', { name: 'In the archive' })).toBeVisible();
});

test('ARCHIVE-9 a page is put into the archive and taken out, and is read there', async ({
  owner: { page },
  workspace,
  makeDocument,
  join,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Rules of 1999', markdown: 'No lentils.' });
  await makeDocument({ kind: 'wiki', title: 'Appendix', markdown: 'None.', parentId: id });
  await page.goto(`/d/${id}/archive`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put into the archive' }).click();
  await expect(page.getByRole('complementary', { name: 'In the archive' })).toBeVisible();
  await expect(page.getByText('No lentils.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Document text' })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/w/${workspace.slug}/wiki`);
  await expect(page.getByRole('main').getByRole('link', { name: 'Rules of 1999' })).toHaveCount(0);
  await page.goto(`/w/${workspace.slug}/archive`);
  await expectAccessible(page);
  await expect(page.getByRole('main').getByRole('link', { name: /Appendix/ })).toHaveCount(0);
  const { page: theirs } = await join('reader', 'reader');
  await theirs.goto(`/d/${id}`);
  await expect(theirs.getByRole('complementary', { name: 'In the archive' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Take out…' })).toHaveCount(0);
  expect((await theirs.goto(`/d/${id}/archive`))?.status()).toBe(404);
  await page
    .getByRole('main')
    .getByRole('link', { name: /Rules of 1999/ })
    .click();
  await page.getByRole('link', { name: 'Take out…' }).click();
  await page.getByRole('button', { name: 'Take out of the archive' }).click();
  await expect(page.getByRole('complementary', { name: 'In the archive' })).toHaveCount(0);
  await page.goto(`/w/${workspace.slug}/wiki`);
  await expect(page.getByRole('main').getByRole('treeitem', { name: /Rules of 1999/ })).toBeVisible();
});

test('STRUCT-17, ARCHIVE-9 all of it goes without scripting, on a phone, in the dark and in German', async ({
  open,
  founder,
  workspace,
  makeDocument,
}) => {
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(4);
  const markdown = `Davor\n\n## Suppe ${long}\n\nSalz ${long}`;
  const id = await makeDocument({ kind: 'wiki', title: `Küche ${long}`, markdown });
  const target = await makeDocument({ kind: 'wiki', title: 'Rezepte', markdown: 'Alle.' });
  const page = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.goto(`/d/${id}/place`);
  await expectToFit(page);
  await page.getByRole('link', { name: 'In Seiten aufteilen' }).click();
  await page.getByRole('button', { name: 'Diesen zeigen' }).click();
  await expectToFit(page);
  await page.getByRole('button', { name: 'Diese Seite anlegen' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${id}$`));
  await expect(page.getByRole('link', { name: `Suppe ${long}` }).first()).toBeVisible();
  await page.goto(`/d/${id}/merge?words=Rezepte`);
  await expectToFit(page);
  await page.getByRole('main').getByRole('link', { name: 'Rezepte' }).click();
  await expectToFit(page);
  await page.getByRole('button', { name: 'Zusammenlegen' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${target}$`));
  await page.goto(`/d/${target}/archive`);
  await page.getByRole('button', { name: 'Ins Archiv legen' }).click();
  await expect(page.getByRole('complementary', { name: 'Im Archiv' })).toBeVisible();
  await expectToFit(page);
  await page.goto(`/w/${workspace.slug}/archive`);
  await expectToFit(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: /Rezepte/ })
    .click();
  await page.getByRole('link', { name: 'Herausholen…' }).click();
  await page.getByRole('button', { name: 'Aus dem Archiv holen' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${target}$`));
  await expect(page.getByRole('complementary', { name: 'Im Archiv' })).toHaveCount(0);
});

test('STRUCT-17 whoever may only read finds no way to split, merge or archive', async ({
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Kitchen', markdown: '## Soup\n\nSalt' });
  const { page } = await join('reader', 'reader');
  for (const path of ['split', 'merge', 'archive']) {
    expect((await page.goto(`/d/${id}/${path}`))?.status()).toBe(404);
  }
});

test('TPL-11 a template of a branch is kept without scripting, chosen, and new pages there begin with it', async ({
  open,
  founder,
  owner: { page: scripted },
  makeDocument,
}) => {
  const recipes = await makeDocument({ kind: 'wiki', title: 'Recipes', markdown: 'All of them.' });
  const soup = await makeDocument({
    kind: 'wiki',
    title: 'Any soup',
    markdown: 'Take water.',
    parentId: recipes,
  });
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${soup}/template`);
  await page.getByRole('combobox', { name: 'For a branch of the wiki' }).selectOption('Recipes');
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${recipes}/templates$`));
  await page.getByRole('combobox', { name: 'New pages begin with' }).selectOption('Any soup');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.goto(`/d/${recipes}/place`);
  await page.getByRole('button', { name: 'From “Any soup”' }).click();
  await expect(page.getByText('Take water.')).toBeVisible();
  expect(page.url()).not.toContain(soup);
  await scripted.goto(`/d/${recipes}/templates`);
  await expect(scripted.getByRole('combobox', { name: 'New pages begin with' })).toHaveValue(/.+/);
  await expectAccessible(scripted);
  await scripted.goto(`/d/${recipes}/place`);
  await expectAccessible(scripted);
  await scripted.getByRole('button', { name: 'Below this page' }).click();
  await expect(new DocumentPage(scripted).title).toHaveValue('Untitled page');
});
