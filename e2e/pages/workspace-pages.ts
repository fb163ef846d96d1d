import type { Locator, Page } from '@playwright/test';
import { DocumentPage } from './document-page.ts';

/** A workspace's documents. */
export class WorkspacePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/w/${slug}`);
  }

  /** Makes a document from the template and opens it. */
  async makeAgenda(): Promise<DocumentPage> {
    await this.page.getByRole('button', { name: 'New agenda' }).first().click();
    return this.#opened();
  }

  async makeEmpty(): Promise<DocumentPage> {
    await this.page.getByRole('button', { name: 'Other kinds of document' }).click();
    await this.page.getByRole('button', { name: 'Empty document' }).click();
    return this.#opened();
  }

  document(title: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: title });
  }

  async #opened(): Promise<DocumentPage> {
    await this.page.waitForURL(/\/d\//);
    const document = new DocumentPage(this.page);
    await document.untilWritable();
    return document;
  }
}

/** Who is in a workspace, and the invitations to it. */
export class MembersPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/w/${slug}/members`);
  }

  /** Makes an invitation link and gives its address. */
  async invite(role: 'Reader' | 'Commenter' | 'Editor' | 'Admin'): Promise<string> {
    const choice = this.page.getByLabel('Role', { exact: true });
    const option = await choice.getByRole('option', { name: `${role}:` }).getAttribute('value');
    await choice.selectOption(option);
    const before = await this.invitations.count();
    await this.page.getByRole('button', { name: 'Make link' }).click();
    await this.invitations.nth(before).waitFor();
    return this.invitations.first().inputValue();
  }

  /** The addresses, the newest first. */
  get invitations(): Locator {
    return this.page.getByRole('textbox', { name: 'Invitation link' });
  }

  member(name: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  }
}
