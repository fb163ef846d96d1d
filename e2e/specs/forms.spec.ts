import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/account-pages.ts';
import { MembersPage, WorkspacePage } from '../pages/workspace-pages.ts';

const NOT_REACHED = 'Plenum could not be reached';

test('SCREEN-6 a form that was sent without a network says so and can be sent again', async ({ owner }) => {
  const { page } = owner;
  await page.goto('/new-workspace');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Choir without a network');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Make workspace' }).click();
  await expect(page.getByRole('alert').filter({ hasText: NOT_REACHED })).toBeVisible();
  await expect(name).toHaveValue('Choir without a network');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Make workspace' }).click();
  await expect(page).toHaveURL(/\/w\/choir-without-a-network/);
});

test('SCREEN-6 a form that a starting server turns away keeps what was typed', async ({ owner }) => {
  const { page } = owner;
  await page.goto('/settings');
  const name = page.getByLabel('Display name');
  await name.fill('Frida in Between');
  await page.route('**/settings', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503, body: 'Starting' }) : route.continue(),
  );
  const profile = page.getByRole('region', { name: 'You', exact: true });
  await profile.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: NOT_REACHED })).toBeVisible();
  await expect(name).toHaveValue('Frida in Between');
});

test('SCREEN-6 a theme that cannot be chosen now leaves the form beside it alone', async ({
  open,
  owner,
  workspace,
}) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const page = await open();
  await page.goto(await members.invite('Reader'));
  await page.getByLabel('User name').fill('halfway');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.getByRole('alert').filter({ hasText: NOT_REACHED })).toBeVisible();
  await expect(page.getByLabel('User name')).toHaveValue('halfway');
});

test('SCREEN-7 a role is changed by the button and by nothing before, and the change is announced', async ({
  owner,
  join,
  workspace,
}) => {
  await join('Rudi Role', 'reader');
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const row = members.member('Rudi Role');
  const role = row.getByRole('combobox');
  await role.focus();
  await role.press('ArrowDown');
  await expect(role).toHaveValue('commenter');
  await owner.page.reload();
  await expect(role).toHaveValue('reader');
  await role.selectOption('editor');
  const change = row.getByRole('button', { name: 'Change the role of Rudi Role' });
  await change.click();
  await expect(row.getByRole('status')).toHaveText('Rudi Role now has the role “Editor”.');
  await expect(change).toBeFocused();
  await owner.page.reload();
  await expect(role).toHaveValue('editor');
});

test('SCREEN-7 each role that was refused goes back to the true one, and each refusal is announced', async ({
  owner,
  workspace,
}) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const row = members.member('Frida Founder');
  const role = row.getByRole('combobox');
  for (const wanted of ['editor', 'reader']) {
    await role.selectOption(wanted);
    await row.getByRole('button', { name: 'Change the role of Frida Founder' }).click();
    await expect(role).toHaveValue('admin');
    await expect(row.getByRole('alert')).toContainText('no admin left');
  }
});

test('SCREEN-8 a new invitation is announced and its address has the focus', async ({ owner, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  for (const count of [1, 2]) {
    await owner.page.getByRole('button', { name: 'Make link', exact: true }).click();
    await expect(members.invitations).toHaveCount(count);
    await expect(members.invitations.first()).toBeFocused();
    await expect(owner.page.getByRole('status').filter({ hasText: 'The link is ready.' })).toBeVisible();
  }
});

test('SCREEN-8 a new share link has the focus', async ({ owner, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const dialog = await (await list.makeEmpty()).share();
  await dialog.makeLink();
  await expect(dialog.links.first()).toBeFocused();
});

test('SCREEN-8 saving twice in a row is announced twice', async ({ join }) => {
  const { page } = await join('Tessa Twice');
  await page.goto('/settings');
  const news = page.getByRole('status').filter({ hasText: 'Saved. Others see it from now on.' });
  const profile = page.getByRole('region', { name: 'You', exact: true });
  const save = profile.getByRole('button', { name: 'Save' });
  await save.click();
  const first = await news.locator('> *').elementHandle();
  await save.click();
  await expect(async () =>
    expect(await first?.evaluate((element) => element.isConnected)).toBe(false),
  ).toPass();
  await expect(news).toBeVisible();
});

test('SCREEN-8 a new recovery code has the focus in place of the button that made it', async ({ join }) => {
  const { page, password } = await join('Rena Renew');
  await page.goto('/settings');
  const renew = page.getByRole('button', { name: 'Make a new recovery code' });
  await page.locator('form').filter({ has: renew }).getByLabel('Your password').fill(password);
  await renew.click();
  await expect(page.getByText(/^(\w{5}-){3}\w{5}$/)).toBeFocused();
});

test('ACC-16 a failed sign-in keeps the name, and the way back after too many', async ({
  open,
  join,
  workspace,
}) => {
  const person = await join('Fiete Forgets');
  const page = await open();
  await page.goto(`/w/${workspace.slug}`);
  const name = page.getByLabel('User name');
  const tooMany = page.getByText('Too many tries.');
  await expect(async () => {
    await new SignInPage(page).signIn({ username: person.username, password: 'not the password' });
    await page.waitForURL(/error=/);
    await expect(name).toHaveValue(person.username);
    await expect(tooMany).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.locator('input[name=callbackUrl]')).toHaveValue(`/w/${workspace.slug}`);
});

test('ACC-15 an address that says things twice is understood, and leads to no other site', async ({
  open,
  owner,
}) => {
  expect(owner.username).not.toBe('');
  const page = await open();
  await page.goto('/');
  const response = await page.goto(
    '/sign-in?error=CredentialsSignin&error=b&callbackUrl=https://example.org/&callbackUrl=/x',
  );
  expect(response?.status()).toBe(200);
  await expect(page.getByText('User name and password do not belong together.')).toBeVisible();
  await expect(page.locator('input[name=callbackUrl]')).toHaveValue('/');
});

test('SCREEN-13 the forms that make an agenda or an account tell the time zone of the browser', async ({
  owner,
  open,
  workspace,
}) => {
  const zone = owner.page.locator('input[name=timeZone]');
  await owner.page.goto(`/w/${workspace.slug}`);
  await expect(zone).toHaveValue('Europe/Berlin');
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const page = await open({ timezoneId: 'Asia/Kolkata' });
  await page.goto(await members.invite('Reader'));
  await expect(page.locator('input[name=timeZone]')).toHaveValue(/^Asia\/(Kolkata|Calcutta)$/);
});

test('SCREEN-14 a title that somebody changes leaves the cursor of another where it is', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeAgenda();
  const other = await writeAlong(first, 'Titus Title');
  await first.writeAfter('Facilitation:', ' Olga');
  await other.rename('Named by somebody else');
  await expect(first.title).toHaveValue('Named by somebody else');
  await expect(first.text).toBeFocused();
  await owner.page.keyboard.type(' and Uwe');
  await expect.poll(() => first.read()).toContain('Olga and Uwe');
});
