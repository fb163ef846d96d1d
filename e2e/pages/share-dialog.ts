import { expect, type Locator, type Page } from '@playwright/test';

/** The window in which a document's share links are made and revoked. */
export class ShareDialog {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get root(): Locator {
    return this.page.getByRole('dialog', { name: 'Share' });
  }

  get links(): Locator {
    return this.root.getByRole('textbox', { name: 'Link', exact: true });
  }

  /** Makes a link, read-only unless told otherwise, and gives its address. */
  async makeLink(options: { password?: string; role?: 'reader' | 'editor' } = {}): Promise<string> {
    const before = await this.links.count();
    if (options.role) await this.root.getByLabel('Whoever has it can').selectOption(options.role);
    if (options.password !== undefined) {
      await this.root.getByText('Name, address, password, expiry').click();
      await this.root.getByLabel('Password', { exact: true }).fill(options.password);
    }
    await this.root.getByRole('button', { name: 'Make a link' }).click();
    await expect(this.links).toHaveCount(before + 1);
    return this.links.first().inputValue();
  }

  /** Revokes the newest link. */
  async revoke(): Promise<void> {
    const before = await this.links.count();
    await this.root.getByRole('button', { name: 'Revoke this link' }).first().press('Enter');
    await this.page.getByRole('button', { name: 'Revoke link', exact: true }).first().press('Enter');
    await expect(this.links).toHaveCount(before - 1);
  }
}
