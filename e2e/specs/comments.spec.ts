import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { sendPlainForm } from '../plain-form.ts';

/** The text that is marked as commented on, which somebody's caret may part. */
async function expectMarked(document: DocumentPage, text: string): Promise<void> {
  const marked = document.text.locator('.commented');
  await expect.poll(async () => (await marked.allTextContents()).join('')).toBe(text);
}

test('COMM-10, COMM-9, COMM-7, COMM-13 two talk about a place in the text, which is changed and deleted meanwhile', async ({
  owner,
  join,
  makeDocument,
}) => {
  const { page } = owner;
  const markdown = 'First line.\n\nWe meet on Monday at noon.\n\nLast line.';
  const id = await makeDocument({ markdown });
  const host = await DocumentPage.open(page, `/d/${id}`);
  const other = await join('Mira Member');
  await other.page.goto(`/d/${id}`);
  const guest = new DocumentPage(other.page);
  await guest.untilWritable();

  await host.text.getByText('We meet on Monday at noon.').click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(page.getByRole('toolbar', { name: 'Format selection' })).toBeVisible();
  await page.keyboard.press('Control+Alt+m');
  const panel = page.getByRole('complementary', { name: 'Comments' });
  await panel.getByLabel('Your comment').fill('Can it be Tuesday?');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.getByText('Can it be Tuesday?')).toBeVisible();
  await expectMarked(host, 'We meet on Monday at noon.');
  await expectAccessible(page);

  // It comes to others by itself, and they answer.
  const theirs = other.page.getByRole('complementary', { name: 'Comments' });
  await expect(other.page.getByRole('button', { name: 'Comments, 1 open' })).toBeVisible();
  await guest.text.locator('.commented').first().click();
  await expect(theirs.getByText('Can it be Tuesday?')).toBeVisible();
  await theirs.getByLabel('Reply').fill('It can. ');
  await theirs.getByLabel('Reply').pressSequentially('@fri');
  await expect(theirs.getByRole('option', { name: 'Frida Founder' })).toBeVisible();
  await other.page.keyboard.press('Enter');
  await expect(theirs.getByLabel('Reply')).toHaveValue(/^It can\. @\S+ $/);
  await theirs.getByRole('button', { name: 'Send' }).click();
  await expect(panel.getByText('It can. @Frida Founder')).toBeVisible();
  await other.page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(other.page);
  await expectToFit(other.page);
  await other.page.setViewportSize({ width: 1280, height: 720 });

  // The text goes on; the thread goes with it.
  await guest.writeBefore('First line.', 'Before it. ');
  await guest.writeAfter('We meet on Monday', ' Or later.');
  await expectMarked(host, 'We meet on Monday at noon.');
  await host.text.getByText('We meet on Monday').click();
  await page.keyboard.press('Control+Alt+2');
  await expect(
    host.text.getByRole('heading', { name: 'We meet on Monday at noon. Or later.' }),
  ).toBeVisible();
  await expectMarked(guest, 'We meet on Monday at noon.');
  await guest.text.getByRole('heading').click({ clickCount: 3 });
  await other.page.keyboard.press('Delete');
  await expect(panel.getByText('The text that this is about is gone.')).toBeVisible();
  await expect(host.text.locator('.commented')).toHaveCount(0);

  // What is half written outlives that the thread is settled, and that the panel is closed.
  await theirs.getByLabel('Reply').fill('But wait');
  await other.page.getByRole('button', { name: 'Close comments' }).click();
  await panel.getByRole('button', { name: 'Resolve' }).click();
  await other.page.getByRole('button', { name: 'Comments', exact: true }).click();
  await expect(theirs.getByText('No comments yet.')).toBeVisible();
  await expect(theirs.getByText('Resolved by Frida Founder')).toBeVisible();
  await panel.getByText('Resolved by Frida Founder').click();
  await theirs.getByText('Resolved by Frida Founder').click();
  await expect(theirs.getByLabel('Reply')).toHaveValue('But wait');
  await confirm(page, { button: 'Delete the comment of Frida Founder', answer: 'Delete comment' });
  await expect(theirs.getByText('Can it be Tuesday?')).toHaveCount(0);
});

test('COMM-1 the keys that begin a comment do so from the first moment, also where the panel has to come first', async ({
  owner,
  makeDocument,
}) => {
  const { page } = owner;
  await page.goto(`/d/${await makeDocument({ markdown: 'We meet on Monday.' })}`);
  const { text } = new DocumentPage(page);
  await expect(text).toBeEditable();
  await text.press('Control+a');
  await page.keyboard.press('Control+Alt+m');
  const panel = page.getByRole('complementary', { name: 'Comments' });
  await expect(panel.getByText('We meet on Monday.')).toBeVisible();
  await expect(panel.getByLabel('Your comment')).toBeVisible();
});

test('COMM-12, COMM-11 other words are suggested, and accepted or declined by who may write', async ({
  owner,
  join,
  workspace,
  api,
  makeDocument,
}) => {
  const { page } = owner;
  const markdown = 'We meet on **Monday**.\n\nBring a cake.\n\nAnd a chair.';
  const id = await makeDocument({ markdown });
  const { page: theirs, username } = await join('Cora Commenter');
  const { items } = await (await api.get(`workspaces/${workspace.id}/members`)).json();
  const member = items.find((one: { username: string }) => one.username === username);
  await api.patch(`workspaces/${workspace.id}/members/${member.id}`, { data: { role: 'commenter' } });
  await theirs.goto(`/d/${id}`);
  const text = theirs.getByRole('document', { name: 'Document text' });
  const suggest = async (words: string, instead: string) => {
    await text.getByText(words).click({ clickCount: 3 });
    await theirs.getByRole('button', { name: 'Comment on the selected text' }).click();
    await theirs.getByLabel('Suggest other words').check();
    await theirs.getByLabel('Instead').fill(instead);
    await theirs.getByRole('button', { name: 'Send' }).first().click();
    await expect(theirs.getByLabel('Instead')).toHaveCount(0);
  };
  await expect(text).toBeVisible();
  await theirs.getByRole('button', { name: /^Comments/ }).click();
  await expect(theirs.getByRole('complementary', { name: 'Comments' })).toBeVisible();
  await suggest('Bring a cake.', 'Bring a pie.');
  await suggest('And a chair.', '');
  await expect(theirs.getByRole('button', { name: 'Accept' })).toHaveCount(0);

  const document = await DocumentPage.open(page, `/d/${id}`);
  await page.getByRole('button', { name: 'Comments, 2 open' }).click();
  await expect(page.getByRole('deletion')).toHaveText(['And a chair.', 'Bring a cake.']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Accept all 2 suggestions' }).click();
  await expect.poll(() => document.read()).toBe('We meet on Monday.Bring a pie.');
  await expect(text).toContainText('Bring a pie.');
  await expect(page.getByText('Resolved by Frida Founder')).toHaveCount(2);

  await suggest('We meet on', 'We meet on Friday.');
  await document.text.getByText('We meet on').click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Hm: ');
  await page.keyboard.press('End');
  await page.keyboard.type(' Sure.');
  await expect(text.getByText('Sure.')).toBeVisible();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect.poll(() => document.read()).toBe('Hm: We meet on Friday. Sure.Bring a pie.');

  await suggest('Bring a pie.', 'Bring nothing.');
  await document.writeAfter('Bring a pie', ' And cream.');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('x');
  await expect(page.getByText('The text is not what it was when this was suggested.')).toBeVisible();
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Resolved by Frida Founder')).toHaveCount(4);
});

test('COMM-10, COMM-3 comments are read and answered without scripting, and written by guests', async ({
  owner,
  open,
  founder,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.' });
  const { url } = await (await api.post(`documents/${id}/share-links`, { data: { role: 'editor' } })).json();
  const page = await open();
  await page.goto(url);
  const guest = new DocumentPage(page);
  await guest.untilWritable();
  await guest.text.getByText('We meet on Monday.').click({ clickCount: 3 });
  await page.getByRole('button', { name: 'Comments' }).click();
  await page.getByRole('button', { name: 'Comment on the selected text' }).click();
  await page.getByLabel('Your comment').fill('Where?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expectMarked(guest, 'We meet on Monday.');

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/d/${id}/comments`);
  await expect(plain.getByText('Where?')).toBeVisible();
  await sendPlainForm(plain.request, plain.url(), { body: 'At the café.' });
  await plain.reload();
  await expect(plain.getByText('At the café.')).toBeVisible();
  await expect(page.getByText('At the café.')).toBeVisible();
  await owner.page.goto(`/d/${id}/comments`);
  await expectAccessible(owner.page);
});

test('COMM-17 a guest comments and suggests by a link for it beside the live text, and without scripting, and writes nothing', async ({
  open,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ markdown: 'We meet on Monday.\n\nBring a pie.' });
  const link = await api.post(`documents/${id}/share-links`, { data: { role: 'commenter' } });
  const { url } = await link.json();
  const page = await open();
  await page.goto(url);
  const text = page.getByRole('document', { name: 'Document text' });
  await page.getByRole('button', { name: 'Your name?' }).press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Gerd Guest');
  await page.getByRole('button', { name: 'Use this name' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Gerd Guest' })).toBeVisible();
  await text.getByText('We meet on Monday.').click({ clickCount: 3 });
  await page.keyboard.type('x');
  await expect(text).toHaveText('We meet on Monday.Bring a pie.');
  await text.getByText('We meet on Monday.').click({ clickCount: 3 });
  await page.getByRole('button', { name: 'Comments' }).click();
  const panel = page.getByRole('complementary', { name: 'Comments' });
  await panel.getByRole('button', { name: 'Comment on the selected text' }).click();
  await panel.getByLabel('Suggest other words').check();
  await panel.getByLabel('Instead').fill('We meet on Friday.');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.getByText('Gerd Guest')).toBeVisible();
  await expect(text.locator('.commented')).toHaveText('We meet on Monday.');
  await expect(panel.getByRole('button', { name: 'Accept' })).toHaveCount(0);
  await expectAccessible(page);

  // Others answer, and the text goes on.
  const { items } = await (await api.get(`documents/${id}/threads`)).json();
  const threadId = items[0].id;
  await api.post(`documents/${id}/threads/${threadId}/comments`, { data: { body: 'Friday is fine.' } });
  await expect(panel.getByText('Friday is fine.')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await expectToFit(page);

  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(url);
  await expect(plain.getByText('Bring a pie.')).toBeVisible();
  await plain.getByRole('link', { name: 'Comments' }).click();
  await expect(plain.getByText('Friday is fine.')).toBeVisible();
  await sendPlainForm(plain.request, plain.url(), { name: 'Paula Plain' });
  await sendPlainForm(plain.request, plain.url(), { threadId, body: 'I can come.' });
  await plain.reload();
  await expect(plain.getByText('I can come.')).toBeVisible();
  await expect(plain.getByText('Paula Plain')).toHaveCount(2);
  await expect(panel.getByText('I can come.')).toBeVisible();
  await page.goto(plain.url());
  await expect(page.getByRole('heading', { level: 1, name: 'Comments on' })).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
});
