import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, test } from '../fixtures.ts';
import { JoinPage } from '../pages/account-pages.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { GroupPage, MembersPage, WorkspacePage } from '../pages/workspace-pages.ts';

type Join = (name: string, role?: 'reader' | 'editor') => Promise<Person>;

/** Somebody who speaks for a new group of that name, by the link that an alliance has sent. */
async function comeInAsGroup(page: Page, { url, group }: { url: string; group: string }): Promise<Person> {
  const person = newPerson(`${group} speaker`);
  await page.goto(url);
  await new JoinPage(page).makeAccount(person);
  await page.getByLabel('Name of the group').fill(group);
  await page.getByRole('button', { name: 'Join as a group' }).click();
  await page.waitForURL(/\/w\//);
  return { ...person, page };
}

/** Opens somebody's group by the list of their groups. */
async function openGroup(page: Page, name: string): Promise<GroupPage> {
  await page.goto('/groups');
  await page.getByRole('main').getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  return new GroupPage(page);
}

test('ALLY-10 three groups form an alliance, one leaves, and its people see nothing of it any more', async ({
  owner,
  open,
  workspace,
}) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const [forest, river, city] = [
    await comeInAsGroup(await open(), { url: await members.inviteGroup('Editor'), group: 'Forest' }),
    await comeInAsGroup(await open(), { url: await members.inviteGroup('Editor'), group: 'River' }),
    await comeInAsGroup(await open(), { url: await members.inviteGroup('Reader'), group: 'City' }),
  ];
  await members.open(workspace.slug);
  for (const group of ['Forest', 'River', 'City'])
    await expect(members.group(group)).toContainText('1 person');
  // A group that hides its people shows their number to the others, and their names to its own.
  await expect(members.group('Forest')).not.toContainText('Forest speaker');

  // Another of the forest comes into the group, and thereby into the alliance.
  const ranger = newPerson('Forest ranger');
  const rangerPage = await open();
  const group = await openGroup(forest.page, 'Forest');
  await new JoinPage(rangerPage).joinGroup(await group.invite(), ranger);
  await rangerPage.goto(`/w/${workspace.slug}`);
  const agenda = await new WorkspacePage(rangerPage).makeAgenda();
  await agenda.append('What the forest brings.');
  await expect(agenda.saved).toBeVisible();
  const address = rangerPage.url();
  await river.page.goto(address);
  await new DocumentPage(river.page).append('The river answers.');
  await city.page.goto(address);
  await expect(city.page.getByText('The river answers.')).toBeVisible();

  // The forest leaves: its people are cut off at once, where they are.
  await (await openGroup(forest.page, 'Forest')).leave(workspace.name);
  await expect(rangerPage.getByText('This document is no longer here')).toBeVisible();
  for (const page of [forest.page, rangerPage]) {
    for (const path of [address, `/w/${workspace.slug}`, `/w/${workspace.slug}/members`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: /nothing here|not found/i })).toBeVisible();
    }
  }
  // What it brought stays, for the others as before.
  await expect(new DocumentPage(river.page).text.getByText('What the forest brings.')).toBeVisible();
  await expect(city.page.getByText('What the forest brings.')).toBeVisible();
  await members.open(workspace.slug);
  await expect(members.group('River')).toBeVisible();
  await expect(members.group('Forest')).toHaveCount(0);
});

test('ALLY-1 a group chooses its delegates, and only they see the alliance', async ({
  owner,
  open,
  workspace,
}) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const speaker = await comeInAsGroup(await open(), {
    url: await members.inviteGroup('Editor'),
    group: 'Council',
  });
  const group = await openGroup(speaker.page, 'Council');
  const page = await open();
  await new JoinPage(page).joinGroup(await group.invite(), newPerson('Council member'));
  await page.goto(`/w/${workspace.slug}`);
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await (await openGroup(speaker.page, 'Council')).page
    .getByText('Everybody in the group acts for it')
    .click();
  await speaker.page.getByLabel(/Who acts for the group/).selectOption('delegates');
  await speaker.page.getByRole('checkbox', { name: 'Council speaker' }).check();
  await speaker.page.getByRole('button', { name: 'Save' }).first().click();
  await expect(speaker.page.getByText('1 delegate acts for it')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: /nothing here|not found/i })).toBeVisible();
  await speaker.page.goto(`/w/${workspace.slug}`);
  await expect(speaker.page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
});

test('ALLY-8 expelling a group waits for an admin of a second one', async ({ owner, open, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  await comeInAsGroup(await open(), { url: await members.inviteGroup('Editor'), group: 'Loud' });
  const ally = await comeInAsGroup(await open(), { url: await members.inviteGroup('Admin'), group: 'Ally' });
  await members.open(workspace.slug);
  await confirm(owner.page, { button: 'Expel Loud', answer: 'Move to expel' });
  await expect(owner.page.getByText('waits for an admin of another group')).toBeVisible();
  await expect(members.group('Loud')).toBeVisible();
  const second = new MembersPage(ally.page);
  await second.open(workspace.slug);
  await confirm(ally.page, { button: 'Confirm: “Loud” is to leave', answer: 'Yes, do it now' });
  await expect(second.group('Loud')).toHaveCount(0);
  await ally.page.goto(`/w/${workspace.slug}/settings/log`);
  await expect(ally.page.getByText('The group Loud was expelled')).toBeVisible();
});

test('RULE-1 a restricted document is there only for those who are named', async ({
  owner,
  join,
  workspace,
}) => {
  const [named, other] = await both(join);
  await owner.page.goto(`/w/${workspace.slug}`);
  const document = await new WorkspacePage(owner.page).makeAgenda();
  const address = owner.page.url();
  await named.page.goto(address);
  await new DocumentPage(named.page).untilWritable();
  await other.page.goto(address);
  await new DocumentPage(other.page).untilWritable();
  await document.append('Only for some.');
  await owner.page.goto(`${address}/access`);
  await confirm(owner.page, { button: 'Restrict to some', answer: 'Restrict' });
  // Whoever is not named loses it where they are.
  await expect(other.page.getByText('This document is no longer here')).toBeVisible();
  await owner.page
    .getByLabel('Who', { exact: true })
    .selectOption({ label: `Nora Named (${named.username})` });
  await owner.page.getByRole('button', { name: 'Give access' }).click();
  await expect(owner.page.getByRole('listitem').filter({ hasText: 'Nora Named' })).toContainText(
    'named here',
  );
  await named.page.goto(address);
  await expect(new DocumentPage(named.page).text.getByText('Only for some.')).toBeVisible();
  await other.page.goto(`/w/${workspace.slug}`);
  await expect(other.page.getByText('No documents yet')).toBeVisible();
  // What each of them sees can be looked at.
  await owner.page
    .getByRole('listitem')
    .filter({ hasText: 'Nora Named' })
    .getByRole('link', { name: 'View as' })
    .click();
  await expect(owner.page.getByText('Nora Named sees this. Role: Editor.')).toBeVisible();
  await expect(owner.page.getByText('Only for some.')).toBeVisible();
});

async function both(join: Join): Promise<[Person, Person]> {
  return [await join('Nora Named'), await join('Otto Other')];
}
