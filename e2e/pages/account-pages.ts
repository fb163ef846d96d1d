import type { Page } from '@playwright/test';

/** What somebody types to get an account. */
export interface Credentials {
  username: string;
  displayName: string;
  password: string;
}

/** The first visit of an instance: its first account and workspace, and an agenda to begin with. */
export class SetupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async setUp(person: Credentials, workspace: string): Promise<void> {
    await this.page.goto('/');
    await fillAccount(this.page, person);
    await this.page.getByLabel('Name of your workspace').fill(workspace);
    await this.page.getByRole('button', { name: 'Get started' }).click();
    await leaveRecoveryCode(this.page, /\/d\//);
  }
}

/** What an invitation link opens. */
export class JoinPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Makes an account and joins; ends in the workspace. */
  async join(url: string, person: Credentials): Promise<void> {
    await this.page.goto(url);
    await this.makeAccount(person, /\/w\//);
  }

  /** Makes an account and joins a group; ends in the group. */
  async joinGroup(url: string, person: Credentials): Promise<void> {
    await this.page.goto(url);
    await this.makeAccount(person, /\/groups\//);
  }

  /** Makes an account by the invitation that is open; ends where that leads to, for a group at the invitation itself. */
  async makeAccount(person: Credentials, next = /\/join\//): Promise<void> {
    await fillAccount(this.page, person);
    await this.page.getByRole('button', { name: 'Make account and join' }).click();
    await leaveRecoveryCode(this.page, next);
  }
}

export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn({ username, password }: Pick<Credentials, 'username' | 'password'>): Promise<void> {
    await this.page.getByLabel('User name').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}

async function fillAccount(page: Page, { username, displayName, password }: Credentials): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Display name').fill(displayName);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

async function leaveRecoveryCode(page: Page, next: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'I have written it down' }).click();
  await page.waitForURL(next);
}
