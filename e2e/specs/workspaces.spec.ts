import { expect, newPerson, test } from '../fixtures.ts';
import { JoinPage } from '../pages/account-pages.ts';
import { MembersPage, WorkspacePage } from '../pages/workspace-pages.ts';

test('WS-9 a new workspace is empty and offers an agenda', async ({ owner }) => {
  const { page } = owner;
  await page.goto('/new-workspace');
  await page.getByLabel('Name', { exact: true }).fill('Garden group');
  await page.getByRole('button', { name: 'Make workspace' }).click();
  await expect(page).toHaveURL(/\/w\/garden-group/);
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible();
  await new WorkspacePage(page).makeAgenda();
});

test('WS-3 an invitation makes its reader a member with its role', async ({ owner, join, workspace }) => {
  const reader = await join('Rita Reader', 'Reader');
  await expect(reader.page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await expect(reader.page.getByRole('button', { name: 'New agenda' })).toHaveCount(0);
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  await expect(members.member('Rita Reader').getByRole('combobox')).toHaveValue('reader');
});

test('WS-4 a revoked invitation lets nobody in', async ({ owner, open, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const url = await members.invite('Editor');
  await owner.page.getByRole('button', { name: 'Revoke this invitation' }).click();
  await owner.page.getByRole('button', { name: 'Revoke invitation', exact: true }).click();
  await expect(members.invitations).toHaveCount(0);
  const page = await open();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'This invitation is not valid' })).toBeVisible();
});

test('WS-10 somebody with an account joins by one press', async ({ owner, join, api }) => {
  const { page } = await join('Mia Member');
  const second = await (await api.post('workspaces', { data: { name: 'Second group' } })).json();
  const members = new MembersPage(owner.page);
  await members.open(second.slug);
  const url = await members.invite('Editor');
  await page.goto(url);
  await page.getByRole('button', { name: 'Join as Mia Member' }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${second.slug}`));
});

test('ACCESS-3 a workspace that is not one’s own looks like none', async ({
  open,
  owner,
  api,
  workspace,
}) => {
  const other = await (await api.post('workspaces', { data: { name: 'Elsewhere' } })).json();
  const members = new MembersPage(owner.page);
  await members.open(other.slug);
  const url = await members.invite('Editor');
  const page = await open();
  await new JoinPage(page).join(url, newPerson('Otto Outsider'));
  for (const slug of [workspace.slug, 'no-such-workspace']) {
    const response = await page.goto(`/w/${slug}`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  }
});
