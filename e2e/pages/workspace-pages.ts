import type { Locator, Page } from '@playwright/test';
import { confirm } from './confirm.ts';
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
  readonly groups: Locator;
  readonly #people: Locator;

  constructor(page: Page) {
    this.page = page;
    this.groups = page.getByRole('region', { name: 'Groups' });
    this.#people = page.getByRole('region', { name: 'Invite people' });
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/w/${slug}/members`);
  }

  /** Makes an invitation link and gives its address. */
  async invite(role: Role): Promise<string> {
    await choose(this.#people.getByLabel('Role', { exact: true }), `${role}:`);
    await this.#people.getByRole('button', { name: 'Make link' }).click();
    return newestLink(this.#people);
  }

  /** Makes a link for a group and gives its address. */
  async inviteGroup(role: Role): Promise<string> {
    await choose(this.groups.getByLabel('Role of the group'), `${role}:`);
    await this.groups.getByRole('button', { name: 'Make link for a group' }).click();
    return newestLink(this.groups);
  }

  /** The addresses of links for people, the newest first. */
  get invitations(): Locator {
    return linksIn(this.#people);
  }

  member(name: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  }

  group(name: string): Locator {
    return this.groups.getByRole('listitem').filter({ hasText: name });
  }
}

/** A group: who is in it, where it is, and who acts for it there. */
export class GroupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Makes a group and opens it. */
  async make(name: string): Promise<void> {
    await this.page.goto('/groups');
    await this.page.getByLabel('Name of the group').fill(name);
    await this.page.getByRole('button', { name: 'Make group' }).click();
    await this.page.waitForURL(/\/groups\/./);
  }

  /** Makes a link into the group and gives its address. */
  async invite(): Promise<string> {
    const place = this.page.getByRole('region', { name: 'Invite into the group' });
    await place.getByRole('button', { name: 'Make link' }).click();
    return newestLink(place);
  }

  /** Has the group leave a workspace at once. */
  async leave(workspace: string): Promise<void> {
    await confirm(this.page, { button: `Leave ${workspace} as a group`, answer: 'Leave as a group' });
    await this.page.getByText('This group is in no workspace yet.').waitFor();
  }
}

type Role = 'Reader' | 'Commenter' | 'Editor' | 'Admin';

async function choose(select: Locator, label: string): Promise<void> {
  await select.selectOption(await select.getByRole('option', { name: label }).getAttribute('value'));
}

function linksIn(place: Locator): Locator {
  return place.getByRole('textbox', { name: 'Invitation link' });
}

/** The address of the link that was just made, which has the focus. */
async function newestLink(place: Locator): Promise<string> {
  const newest = linksIn(place).and(place.page().locator(':focus'));
  await newest.waitFor();
  return newest.inputValue();
}
