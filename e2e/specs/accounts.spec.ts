import type { APIRequestContext } from '@playwright/test';
import { expect, newPerson, test } from '../fixtures.ts';
import { SignInPage } from '../pages/account-pages.ts';

test('ACC-9 after the first visit nobody can set the instance up again', async ({ open, founder }) => {
  expect(founder.credentials.username).not.toBe('');
  const page = await open();
  await page.goto('/setup');
  await expect(page.getByText('Plenum is set up here already.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Get started' })).toHaveCount(0);
});

test('ACC-10 signing out ends the session, signing in begins one and leads back', async ({
  join,
  workspace,
}) => {
  const { page, ...person } = await join('Olga Out');
  await page.goto(`/w/${workspace.slug}`);
  await page.getByRole('button', { name: 'Account: Olga Out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`/w/${workspace.slug}`);
  await new SignInPage(page).signIn(person);
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}$`));
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
});

test('ACC-5 a wrong password and an unknown name are answered alike', async ({ open, owner }) => {
  const page = await open();
  const wrong = page.getByText('User name and password do not belong together.');
  for (const username of [owner.username, newPerson('Nobody').username]) {
    await page.goto('/');
    await new SignInPage(page).signIn({ username, password: 'not the password' });
    await expect(wrong).toBeVisible();
  }
});

test('ACC-6 changing the password signs the other browsers out', async ({ open, join, workspace }) => {
  const { page, ...person } = await join('Paul Password');
  const other = await open();
  await other.goto(`/w/${workspace.slug}`);
  await new SignInPage(other).signIn(person);
  await expect(other.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();

  const password = 'a new and longer password';
  await page.goto('/settings');
  await page.getByLabel('Present password').fill(person.password);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password has been changed')).toBeVisible();

  await other.reload();
  await new SignInPage(other).signIn({ ...person, password });
  await expect(other.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('ACC-11 a name and a colour chosen in the settings are what others see', async ({
  join,
  owner,
  workspace,
}) => {
  const { page } = await join('Vera Vague');
  await page.goto('/settings');
  await page.getByLabel('Display name').fill('Vera Clear');
  await page.getByRole('radio', { name: 'Petrol' }).check();
  const profile = page.getByRole('region', { name: 'You', exact: true });
  await profile.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Others see it from now on.')).toBeVisible();
  await owner.page.goto(`/w/${workspace.slug}/members`);
  await expect(owner.page.getByRole('listitem').filter({ hasText: 'Vera Clear' })).toBeVisible();
});

test('ACC-15 whatever the address of the sign-in form says, there is a form', async ({ open, founder }) => {
  expect(founder.token).not.toBe('');
  const page = await open();
  for (const query of [
    'error=a&error=b',
    'callbackUrl=%2Fa&callbackUrl=%2Fb',
    'callbackUrl=https%3A%2F%2Fevil.example&error[]=x',
    'error=%00&callbackUrl=%00',
  ]) {
    const response = await page.goto(`/sign-in?${query}`);
    expect(response?.status(), query).toBe(200);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }
});

/** Tries a password as a program does, and tells what next-auth says: null when it was right. */
async function trySignIn(
  request: APIRequestContext,
  { username, password }: { username: string; password: string },
): Promise<string | null> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const form = { csrfToken, username, password, callbackUrl: '/', json: 'true' };
  const answer = await request.post('/api/auth/callback/credentials', { form });
  return new URL((await answer.json()).url).searchParams.get('error');
}

test('ATT-22 guessing is limited, answers unknown names alike, and does not lock the owner out', async ({
  join,
  open,
  workspace,
}) => {
  const { page, ...owner } = await join('Gerda Guessed');
  await page.goto(`/w/${workspace.slug}`);
  const stranger = await open();
  for (const { username } of [owner, newPerson('Nobody')]) {
    // The browser gets one token for all, else the tries at once would each come with another's.
    await stranger.request.get('/api/auth/csrf');
    const tries = Array.from({ length: 12 }, (_, i) =>
      trySignIn(stranger.request, { username, password: `guess number ${i}` }),
    );
    const answers = (await Promise.all(tries)).map((answer) => answer?.replace(/^Too many.*/, 'Too many'));
    expect(answers.filter((answer) => answer === 'CredentialsSignin')).toHaveLength(10);
    expect(answers.filter((answer) => answer === 'Too many')).toHaveLength(2);
  }
  expect(await trySignIn(stranger.request, owner)).toMatch(/^Too many/);
  await page.getByRole('button', { name: 'Account: Gerda Guessed' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await new SignInPage(page).signIn(owner);
  await expect(page.getByRole('button', { name: 'Account: Gerda Guessed' })).toBeVisible();
});
