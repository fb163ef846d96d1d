import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { sendPlainForm } from '../plain-form.ts';

const PHONE = { width: 390, height: 844 };

/** The chat beside the text, opened by its button. */
async function openChat(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Chat/ }).click();
  return page.getByRole('complementary', { name: 'Chat' });
}

/** Says something in an open chat, and waits until it is sent. */
async function say(chat: Locator, text: string): Promise<void> {
  const field = chat.getByLabel('Your message');
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await expect(chat.getByText('Sending…')).toHaveCount(0);
}

test('CHAT-1, CHAT-2, CHAT-4, CHAT-8, CHAT-9, CHAT-10, CHAT-11, CHAT-14 two people and a guest chat beside the text', async ({
  owner,
  join,
  open,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const link = await api.post(`documents/${id}/share-links`, { data: { role: 'editor' } });
  const { url } = await link.json();
  await DocumentPage.open(page, `/d/${id}`);
  const chat = await openChat(page);
  await expect(chat.getByText('Nobody has said anything yet.')).toBeVisible();
  await expectAccessible(page);

  const field = chat.getByLabel('Your message');
  await field.pressSequentially('Hello all,');
  await field.press('Shift+Enter');
  await field.pressSequentially('see https://example.org/plan. Not javascript:alert(1)');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  const log = chat.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Hello all,\nsee', { exact: false })).toBeVisible();
  await expect(log.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(log.getByText(/^\d\d?:\d\d/)).toBeVisible();
  const address = log.getByRole('link');
  await expect(address).toHaveText('https://example.org/plan');
  await expect(address).toHaveAttribute('rel', 'noopener noreferrer');

  const member = await join('Mira Member');
  await DocumentPage.open(member.page, `/d/${id}`);
  await expect(member.page.getByRole('button', { name: 'Chat, 1 unread' })).toBeVisible();
  const theirs = await openChat(member.page);
  await expect(theirs.getByText('Frida Founder')).toBeVisible();
  await expect(member.page.getByRole('button', { name: 'Chat', exact: true })).toBeVisible();
  await say(theirs, 'Good morning');
  await expect(log.getByText('Good morning')).toBeVisible();
  await expect(log.getByText('Mira Member')).toBeVisible();

  // A guest, under a name of their own.
  const outside = await open();
  await outside.goto(url);
  await outside.getByRole('button', { name: 'Your name?' }).press('Enter');
  await outside.getByLabel('Name', { exact: true }).fill('Gerd Guest');
  await outside.getByRole('button', { name: 'Use this name' }).press('Enter');
  await expect(outside.getByRole('button', { name: 'Gerd Guest' })).toBeVisible();
  await new DocumentPage(outside).untilWritable();
  await expect(outside.getByRole('button', { name: 'Chat, 2 unread' })).toBeVisible();
  const guests = await openChat(outside);
  await say(guests, 'مرحبا from outside');
  for (const others of [log, theirs]) {
    await expect(others.getByText('مرحبا from outside')).toBeVisible();
    await expect(others.getByText('Gerd Guest')).toBeVisible();
    await expect(others.getByText('Guest', { exact: true })).toBeVisible();
  }
  await outside.setViewportSize(PHONE);
  await expectAccessible(outside);
  await expectToFit(outside);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await expectToFit(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  // One panel at a time; what is half written stays.
  await field.fill('But wait');
  await page.getByRole('button', { name: 'Comments' }).click();
  await expect(page.getByRole('complementary', { name: 'Comments' })).toBeVisible();
  await expect(chat).toBeHidden();
  await say(guests, 'Anybody there?');
  await page.getByRole('button', { name: 'Chat, 1 unread' }).click();
  await expect(page.getByRole('complementary', { name: 'Comments' })).toBeHidden();
  await expect(field).toHaveValue('But wait');
  await field.press('Escape');
  await expect(new DocumentPage(page).text).toBeFocused();
});

test('CHAT-3, CHAT-8 what one said is deleted for everybody, and what is unread is known over a reload', async ({
  owner,
  join,
  makeDocument,
}) => {
  const { page } = owner;
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  await DocumentPage.open(page, `/d/${id}`);
  const member = await join('Mira Member');
  await DocumentPage.open(member.page, `/d/${id}`);
  const chat = await openChat(page);
  const theirs = await openChat(member.page);
  for (const text of ['One', 'Two', 'Three']) await say(chat, text);
  await expect(theirs.getByText('Three')).toBeVisible();
  await page.getByRole('button', { name: 'Close chat' }).click();
  await expect(chat).toBeHidden();
  await say(theirs, 'Four');
  await expect(page.getByRole('button', { name: 'Chat, 1 unread' })).toBeVisible();
  await page.reload();
  await new DocumentPage(page).untilWritable();
  await expect(page.getByRole('button', { name: 'Chat, 1 unread' })).toBeVisible();
  await openChat(page);
  await expect(page.getByRole('button', { name: 'Chat', exact: true })).toBeVisible();

  const second = theirs.getByRole('listitem').filter({ hasText: 'Two' });
  await second.getByRole('button', { name: 'Delete the message of Frida Founder' }).press('Enter');
  await second.getByRole('button', { name: 'Delete message' }).press('Enter');
  await expect(theirs.getByText('Two')).toHaveCount(0);
  await expect(chat.getByText('Two')).toHaveCount(0);
  await expect(chat.getByText('Three')).toBeVisible();
  await confirm(member.page, { button: 'Delete the message of Mira Member', answer: 'Delete message' });
  await expect(chat.getByText('Four')).toHaveCount(0);
});

test('CHAT-11 what could not be sent stays, says why and is sent again; without a connection it stays in the field', async ({
  join,
  api,
  workspace,
  makeDocument,
}) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const { page, username } = await join('Mira Member');
  const { items } = await (await api.get(`workspaces/${workspace.id}/members`)).json();
  const { id: personId } = items.find((one: { username: string }) => one.username === username);
  const become = (role: string) =>
    api.patch(`workspaces/${workspace.id}/members/${personId}`, { data: { role } });
  await become('commenter');
  await page.goto(`/d/${id}`);
  await expect(page.getByRole('document', { name: 'Document text' })).toBeVisible();
  const chat = await openChat(page);
  await say(chat, 'Hello');
  await become('reader');
  await say(chat, 'May I still?');
  await expect(chat.getByText('Not sent. You may not do this here.')).toBeVisible();
  await expect(chat.getByText('May I still?')).toBeVisible();
  await expectAccessible(page);
  await become('commenter');
  await chat.getByRole('button', { name: 'Try again' }).click();
  await expect(chat.getByText('Not sent.')).toHaveCount(0);
  await expect(chat.getByText('Sending…')).toHaveCount(0);
  const said = await (await api.get(`documents/${id}/chat`)).json();
  expect(said.items.map(({ body }: { body: string }) => body)).toEqual(['May I still?', 'Hello']);

  await page.context().setOffline(true);
  await expect(chat.getByText('You are not connected.')).toBeVisible();
  await chat.getByLabel('Your message').fill('Later');
  await chat.getByLabel('Your message').press('Enter');
  await expect(chat.getByLabel('Your message')).toHaveValue('Later');
  await expectAccessible(page);
  await api.post(`documents/${id}/chat`, { data: { body: 'Meanwhile' } });
  await page.context().setOffline(false);
  await expect(chat.getByText('Meanwhile')).toBeVisible();
  await chat.getByLabel('Your message').press('Enter');
  await expect(chat.getByLabel('Your message')).toHaveValue('');
  await expect(chat.getByText('Later')).toBeVisible();
});

test('CHAT-5, CHAT-1 what was said before is read page by page, also by a reader, who says nothing', async ({
  instance,
  join,
  makeDocument,
  playwright,
}) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const talker = await join('Tala Talker');
  const token = instance.run(['token', 'create', '--username', talker.username, '--name', 'talk']).trim();
  const extraHTTPHeaders = { Authorization: `Bearer ${token}` };
  const api = await playwright.request.newContext({ baseURL: `${instance.url}/api/v1/`, extraHTTPHeaders });
  for (let i = 1; i <= 55; i += 1) await api.post(`documents/${id}/chat`, { data: { body: `No. ${i};` } });
  const { page } = await join('Rea Reader', 'reader');
  await page.goto(`/d/${id}`);
  await expect(page.getByRole('button', { name: 'Chat, 50 unread' })).toBeVisible();
  const chat = await openChat(page);
  await expect(chat.getByText('No. 55;')).toBeInViewport();
  await expect(chat.getByText('You may read this chat.')).toBeVisible();
  await expect(chat.getByLabel('Your message')).toHaveCount(0);
  await expect(chat.getByText('No. 5;')).toHaveCount(0);
  await chat.getByRole('button', { name: 'Earlier messages' }).click();
  await expect(chat.getByText('No. 1;')).toBeVisible();
  await expect(chat.getByRole('button', { name: 'Earlier messages' })).toHaveCount(0);

  // What comes while one reads what was said before does not take one away from it.
  await chat.getByText('No. 1;').scrollIntoViewIfNeeded();
  await api.post(`documents/${id}/chat`, { data: { body: 'No. 56;' } });
  await expect(chat.getByRole('button', { name: 'New messages' })).toBeVisible();
  await expect(chat.getByText('No. 1;')).toBeInViewport();
  await expectAccessible(page);
  await chat.getByRole('button', { name: 'New messages' }).click();
  await expect(chat.getByText('No. 56;')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Chat', exact: true })).toBeVisible();
  await api.dispose();
});

test('CHAT-6 an admin says for how long chats keep what was said', async ({ owner, workspace }) => {
  const { page } = owner;
  await page.goto(`/w/${workspace.slug}/settings`);
  const field = page.getByLabel('Chats keep what is said for');
  await expect(field).toHaveValue('30');
  for (const [label, value] of [
    ['7 days', '7'],
    ['as long as the document', ''],
  ] as const) {
    await field.selectOption({ label });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(field).toHaveValue(value);
  }
  await expectAccessible(page);
});

test('CHAT-12 the chat is read and written without scripting, by members and guests', async ({
  owner,
  open,
  founder,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const link = await api.post(`documents/${id}/share-links`, { data: { role: 'editor' } });
  const { url } = await link.json();
  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/d/${id}/chat`);
  await expect(plain.getByText('Nobody has said anything yet.')).toBeVisible();
  await sendPlainForm(plain.request, plain.url(), { body: 'By hand.' });
  await plain.reload();
  await expect(plain.getByText('By hand.')).toBeVisible();
  await expect(plain.getByText('UTC')).toBeVisible();

  const outside = await open({ javaScriptEnabled: false });
  await outside.goto(url);
  await outside.getByRole('link', { name: 'Chat' }).click();
  await expect(outside.getByText('By hand.')).toBeVisible();
  await sendPlainForm(outside.request, outside.url(), { name: 'Paula Plain' });
  await sendPlainForm(outside.request, outside.url(), { body: 'From outside.' });
  await outside.reload();
  await expect(outside.getByText('From outside.')).toBeVisible();
  await DocumentPage.open(owner.page, `/d/${id}`);
  const chat = await openChat(owner.page);
  await expect(chat.getByText('From outside.')).toBeVisible();
  await expect(chat.getByText('Paula Plain')).toBeVisible();

  // The same pages with scripting.
  await owner.page.goto(`/d/${id}/chat`);
  await expectAccessible(owner.page);
  await expectToFit(owner.page);
  const scripted = await open({ viewport: PHONE });
  await scripted.goto(outside.url());
  await expect(scripted.getByRole('heading', { level: 1, name: 'Chat about' })).toBeVisible();
  await expectAccessible(scripted);
  await expectToFit(scripted);

  // A link for less leads to no chat.
  const less = await api.post(`documents/${id}/share-links`, { data: { role: 'commenter' } });
  const commenter = await open();
  await commenter.goto((await less.json()).url);
  await expect(commenter.getByRole('button', { name: 'Comments' })).toBeVisible();
  await expect(commenter.getByRole('button', { name: 'Chat' })).toHaveCount(0);
});

test('CHAT-1, SCREEN-18 the chat in German, dark and on a phone', async ({ open, founder, makeDocument }) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const page = await open({
    storageState: founder.state,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: PHONE,
  });
  await page.goto(`/d/${id}`);
  await expect(page.getByRole('textbox', { name: 'Text des Dokuments' })).toBeEditable();
  await page.getByRole('button', { name: 'Neben dem Text' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Chat' }).click();
  const chat = page.getByRole('complementary', { name: 'Chat' });
  await chat.getByLabel('Deine Nachricht').fill('Guten Morgen');
  await chat.getByRole('button', { name: 'Senden' }).click();
  await expect(chat.getByRole('heading', { name: 'Heute' })).toBeVisible();
  await expect(chat.getByText('Guten Morgen')).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
});
