import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, type Person, test } from '../fixtures.ts';
import { SignInPage } from '../pages/account-pages.ts';

const SETTINGS = { name: 'Settings', level: 1 };

/** A part of the settings. */
const part = (page: Page, name: string) => page.getByRole('region', { name });

/** Turns codes on in the settings; what the app of the person has, and the backup codes. */
async function turnOnCodes({ page, password }: Person): Promise<{ totp: TOTP; backupCodes: string[] }> {
  await page.goto('/settings');
  const codes = part(page, 'Code from an app');
  await codes.getByLabel('Your password').fill(password);
  await codes.getByRole('button', { name: 'Set up an app' }).click();
  await expect(codes.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const key = await codes.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
  const totp = new TOTP({ secret: Secret.fromBase32((key ?? '').replaceAll(' ', '')) });
  await codes.getByLabel('Code', { exact: true }).fill('000000');
  await codes.getByRole('button', { name: 'Turn on codes' }).click();
  await expect(codes.getByText(/^This code is wrong/)).toBeVisible();
  await codes.getByLabel('Code', { exact: true }).fill(totp.generate());
  await codes.getByRole('button', { name: 'Turn on codes' }).click();
  const list = codes.getByRole('list', { name: 'Backup codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  return { totp, backupCodes: await list.getByRole('listitem').allTextContents() };
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  // Where there is one button for it.
  await page.goto('/groups');
  await page.getByRole('button', { name: `Account: ${name}` }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

test('ACC-20, ACC-21 the browsers that are signed in are listed and can be signed out', async ({
  join,
  open,
  workspace,
}) => {
  const { page, ...person } = await join('Bora Browser');
  const other = await open();
  await other.goto(`/w/${workspace.slug}`);
  await new SignInPage(other).signIn(person);
  await expect(other.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();

  await page.goto('/settings');
  const sessions = part(page, 'Where you are signed in');
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').first()).toContainText('This browser');
  await sessions.getByRole('button', { name: 'Sign out the browser' }).click();
  await expect(sessions.getByText('That browser has been signed out.')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await other.goto('/settings');
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('ACC-22, ACC-23, ATT-23 with codes turned on a password alone signs nobody in, and a code does so once', async ({
  join,
  workspace,
}) => {
  const person = await join('Codi Codes');
  const { page } = person;
  const { backupCodes } = await turnOnCodes(person);
  await signOut(page, 'Codi Codes');
  await page.goto(`/w/${workspace.slug}`);
  await new SignInPage(page).signIn(person);
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();

  // Half signed in is nobody.
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`/w/${workspace.slug}`);
  await new SignInPage(page).signIn(person);
  await giveCode(page, '000000');
  await expect(page.getByText(/^This code is wrong/)).toBeVisible();
  await giveCode(page, backupCodes[0] ?? '');
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}$`));
  await signOut(page, 'Codi Codes');
  await new SignInPage(page).signIn(person);
  await giveCode(page, backupCodes[0] ?? '');
  await expect(page.getByText(/^This code is wrong/)).toBeVisible();
});

test('ACC-22 the second step works without scripting', async ({ join, open, workspace }) => {
  const person = await join('Plain Page');
  const { backupCodes } = await turnOnCodes(person);
  const page = await open({ javaScriptEnabled: false });
  await page.goto(`/w/${workspace.slug}`);
  await new SignInPage(page).signIn(person);
  await giveCode(page, backupCodes[0] ?? '');
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
});

test('ACC-24 codes are turned off by password and code', async ({ join }) => {
  const person = await join('Odile Off');
  const { page, password } = person;
  const { backupCodes } = await turnOnCodes(person);
  await page.reload();
  const codes = part(page, 'Code from an app');
  await expect(codes.getByText('You have 10 backup codes left.')).toBeVisible();
  const off = codes.getByRole('form', { name: 'Turn off codes' });
  await off.getByLabel('Your password').fill(password);
  await off.getByLabel('Code', { exact: true }).fill(backupCodes[0] ?? '');
  await off.getByRole('button', { name: 'Turn off codes' }).click();
  await expect(codes.getByText('Codes are off')).toBeVisible();
  await signOut(page, 'Odile Off');
  await new SignInPage(page).signIn(person);
  await expect(page.getByRole('button', { name: 'Account: Odile Off' })).toBeVisible();
});

test('ACC-24 codes are turned off without scripting', async ({ join, open }) => {
  const person = await join('Nolan Noscript');
  const { backupCodes } = await turnOnCodes(person);
  const storageState = await person.page.context().storageState();
  const page = await open({ javaScriptEnabled: false, storageState });
  await page.goto('/settings');
  const codes = part(page, 'Code from an app');
  const off = codes.getByRole('form', { name: 'Turn off codes' });
  await off.getByLabel('Your password').fill(person.password);
  await off.getByLabel('Code', { exact: true }).fill(backupCodes[0] ?? '');
  await off.getByRole('button', { name: 'Turn off codes' }).click();
  await expect(part(page, 'Code from an app').getByRole('button', { name: 'Set up an app' })).toBeVisible();
});

test('ACC-32 a recovery code waits two days where the account says so, which its owner sees and stops', async ({
  join,
  open,
  workspace,
}) => {
  const { page, username, password } = await join('Wanda Waits');
  await page.goto('/settings');
  const recovery = part(page, 'Recovery code');
  const renew = async () => {
    const form = recovery.getByRole('form', { name: 'Make a new recovery code' });
    await form.getByLabel('Your password').fill(password);
    await form.getByRole('button', { name: 'Make a new recovery code' }).click();
    return (await recovery.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/).textContent()) ?? '';
  };
  const code = await renew();
  const waiting = recovery.getByRole('form', { name: 'Wait two days' });
  await waiting.getByRole('checkbox', { name: 'Wait two days' }).check();
  await waiting.getByLabel('Your password').fill(password);
  await waiting.getByRole('button', { name: 'Change recovery' }).click();
  await expect(recovery.getByText('Saved.')).toBeVisible();

  const stranger = await open();
  await stranger.goto('/recover');
  await stranger.getByLabel('User name').fill(username);
  await stranger.getByLabel('Recovery code').fill(code);
  await stranger.locator('[name=newPassword]').fill('a password of a stranger');
  await stranger.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(stranger.getByText('This account waits two days before it is recovered')).toBeVisible();

  await page.goto(`/w/${workspace.slug}`);
  await page.getByText('Somebody has entered your recovery code.').waitFor();
  await page.goto('/settings');
  await renew();
  await page.goto(`/w/${workspace.slug}`);
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await expect(page.getByText('Somebody has entered your recovery code.')).toHaveCount(0);
});

test('ACC-27, ACC-28 a deleted account signs nobody in, and what it wrote stays', async ({
  join,
  workspace,
  owner,
}) => {
  const { page, username, password } = await join('Gunda Gone');
  await page.goto(`/w/${workspace.slug}`);
  await page.goto('/settings');
  const deletion = part(page, 'Delete account');
  await deletion.getByLabel('Your user name').fill('somebody else');
  await deletion.getByLabel('Your password').fill(password);
  await deletion.getByRole('button', { name: 'Delete my account' }).click();
  await expect(deletion.getByText('This is not your user name.')).toBeVisible();
  await deletion.getByLabel('Your user name').fill(username);
  await deletion.getByLabel('Your password').fill(password);
  await deletion.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await new SignInPage(page).signIn({ username, password });
  await expect(page.getByText('User name and password do not belong together.')).toBeVisible();
  await owner.page.goto(`/w/${workspace.slug}/members`);
  await expect(owner.page.getByRole('listitem').filter({ hasText: 'Gunda Gone' })).toHaveCount(0);
});

test('ACC-29 whoever is the only admin somewhere is told where instead', async ({ owner, workspace }) => {
  await owner.page.goto('/settings');
  await expect(part(owner.page, 'Delete account')).toContainText(workspace.name);
  await expect(owner.page.getByRole('button', { name: 'Delete my account' })).toHaveCount(0);
});

test('ACC-30 all that is somebody’s comes as a ZIP archive', async ({ join }) => {
  const { page } = await join('Zora Zip');
  await page.goto('/settings');
  await expect(page.getByRole('heading', SETTINGS)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as ZIP' }).click();
  expect((await download).suggestedFilename()).toBe('Plenum.zip');
});
