import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('CHANGE-7 a change leads to what it changed, an author to all that they wrote', async ({
  owner,
  open,
  founder,
  join,
  api,
  workspace,
  makeDocument,
}) => {
  const title = 'A plan with a long title that a phone has to break into several lines';
  const [plan, page] = [
    await makeDocument({ title, markdown: 'We begin.' }),
    await makeDocument({ kind: 'wiki', title: 'Lasting', icon: '🌻', markdown: 'It stays.' }),
  ];
  const writer = await join('Wanda Writer');
  const document = await DocumentPage.open(writer.page, `/d/${plan}`);
  await document.append('Wanda was here.');
  await expect(document.saved).toBeVisible();
  const changes = async () =>
    (await (await api.get(`workspaces/${workspace.id}/changes`)).json()).items as {
      id: string;
      edits: { authors: { name: string }[] };
    }[];
  const names = async () =>
    (await changes()).find(({ id }) => id === plan)?.edits.authors.map(({ name }) => name) ?? [];
  await expect.poll(names).toContain('Wanda Writer');
  await expect.poll(async () => (await changes()).map(({ id }) => id)).toContain(page);

  const path = `/w/${workspace.slug}/changes`;
  await owner.page.goto(`/w/${workspace.slug}`);
  await owner.page.getByRole('link', { name: 'Changes', exact: true }).click();
  await expect(owner.page).toHaveURL(new RegExp(`${path}$`));
  const main = owner.page.getByRole('main');
  const rows = main.getByRole('listitem').filter({ has: owner.page.getByRole('list') });
  await expect(rows.filter({ hasText: title }).first()).toContainText('Wanda Writer');
  await expectAccessible(owner.page);
  // What is written over the turn of a half hour are two changes.
  const others = rows.filter({ hasNotText: 'Lasting' });
  await main.getByRole('link', { name: 'Wiki pages' }).click();
  await expect(others).toHaveCount(0);
  await expect(rows.first()).toContainText('Lasting');
  await main.getByRole('link', { name: 'Everything' }).click();
  await rows.getByRole('link', { name: 'Wanda Writer' }).first().click();
  await expect(main.getByRole('link', { name: 'Not only one person’s' })).toBeVisible();
  await expect(rows.filter({ hasNotText: title })).toHaveCount(0);
  await main
    .getByRole('link', { name: `: what changed in ${title}` })
    .first()
    .click();
  await expect(owner.page.getByRole('heading', { name: /^As it was on/ })).toBeVisible();
  await expect(owner.page.getByText('What changed here')).toBeVisible();

  const phone = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await phone.goto(path);
  await expect(phone.getByRole('heading', { name: 'Änderungen', level: 1 })).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Wanda Writer' }).first()).toBeVisible();
  await expectToFit(phone);

  // Of a page: what changed in it and below it.
  await owner.page.goto(`/d/${page}/history`);
  await main.getByRole('link', { name: 'Changes here and below' }).click();
  await expect(main.getByRole('link', { name: 'Not only below “Lasting”' })).toBeVisible();
  await expect(others).toHaveCount(0);
  await expect(rows.first()).toContainText('Lasting');
  await main.getByRole('link', { name: 'Pads' }).click();
  await expect(main.getByRole('heading', { name: 'None of these' })).toBeVisible();
  await expectAccessible(owner.page);

  const { page: theirs } = await join('Rita Reader', 'reader');
  await theirs.goto(path);
  await expect(theirs.getByRole('main').getByRole('link', { name: title }).first()).toBeVisible();
  await expect(theirs.getByRole('main')).not.toContainText('Wanda');
});
