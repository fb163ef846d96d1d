import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, type Person, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

/** A document of its own that a link lets guests write in. */
async function forGuests({ page }: Person, { slug }: { slug: string }, words: string) {
  await new WorkspacePage(page).open(slug);
  const host = await new WorkspacePage(page).makeEmpty();
  await host.append(words);
  await expect(host.saved).toBeVisible();
  const url = await (await host.share()).makeLink({ role: 'editor' });
  return { host, url };
}

test('GUEST-5, UNDO-1 a guest writes by a link under a name, is removed, and their edits are undone', async ({
  owner,
  open,
  workspace,
}) => {
  const { host, url } = await forGuests(owner, workspace, 'The host was here before.');
  await owner.page.keyboard.press('Escape');

  const page = await open();
  await page.goto(url);
  const guest = new DocumentPage(page);
  await guest.untilWritable();
  await page.getByRole('button', { name: 'Your name?' }).press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Gerd Guest');
  await page.getByRole('button', { name: 'Use this name' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Gerd Guest' })).toBeVisible();
  await guest.untilWritable();
  await guest.append('Rubbish of the guest.');
  await expect(host.caretOf('Gerd Guest')).toBeVisible();
  await host.append('The host goes on.');
  await expect(guest.text.getByText('The host goes on.')).toBeVisible();
  await expect(guest.saved).toBeVisible();

  await host.share();
  await confirm(owner.page, {
    button: 'Remove Gerd Guest and undo their edits',
    answer: 'Remove and undo',
  });
  await expect(page.getByText('This document is no longer here')).toBeVisible();
  await owner.page.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(host.text.getByText('Rubbish of the guest.')).toHaveCount(0);
  expect(await host.read()).toMatch(/The host was here before\.\s*The host goes on\./);
  // In this browser the guest is nobody any more.
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('GUEST-6 a locked document is read only for guests, where they are', async ({
  owner,
  open,
  workspace,
}) => {
  const { url } = await forGuests(owner, workspace, 'Words.');
  const page = await open();
  await page.goto(url);
  await new DocumentPage(page).untilWritable();
  await owner.page.getByRole('button', { name: 'Lock for guests' }).click();
  await expect(owner.page.getByText('Locked: guests read only.')).toBeVisible();
  await expect(page.getByRole('status').getByText('Read-only')).toBeVisible();
  await page.goto(url);
  await expect(page.getByText('Follows the live text')).toBeVisible();
});

test('GUEST-8 a guest who came back while only reading writes again among the others, with what was not saved', async ({
  owner,
  open,
  workspace,
}) => {
  const { host, url } = await forGuests(owner, workspace, 'Words.');
  const page = await open();
  await page.goto(url);
  const guest = new DocumentPage(page);
  await guest.untilWritable();
  await guest.goOffline();
  await guest.append('Written on the way.');
  await owner.page.getByRole('button', { name: 'Lock for guests' }).click();
  await expect(owner.page.getByText('Locked: guests read only.')).toBeVisible();
  await guest.goOnline();
  await expect(page.getByRole('status').getByText('Read-only')).toBeVisible();
  await owner.page.getByRole('button', { name: 'Unlock' }).click();
  await owner.page.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(host.text.getByText('Written on the way.')).toBeVisible();
  await expect(guest.people).toHaveAccessibleName(/Frida Founder/);
  await guest.untilWritable();
  await guest.append('And here.');
  await expect(host.caretOf('Guest')).toBeVisible();
  await expect(guest.text).toHaveText(/^Words\.Written on the way\.And here\.$/);
});

test('GUEST-7 without scripting what a guest could write in can be read', async ({
  owner,
  open,
  workspace,
}) => {
  const { url } = await forGuests(owner, workspace, 'To be read.');
  const page = await open({ javaScriptEnabled: false });
  await page.goto(url);
  await expect(page.getByText('To be read.')).toBeVisible();
});

test('EPOCH-5 what a guest has not saved of a document that was put back stays, to be taken along or discarded', async ({
  owner,
  open,
  workspace,
}) => {
  const { url } = await forGuests(owner, workspace, 'Words.');
  const page = await open();
  let network: 'there' | 'swallows' | 'put back' = 'there';
  let cut = () => {};
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (network === 'put back') {
      void socket.close({ code: 4410 });
      return;
    }
    const server = socket.connectToServer();
    socket.onMessage((message) => network === 'there' && server.send(message));
    server.onMessage((message) => network === 'there' && socket.send(message));
    cut = () => void socket.close({ code: 1012 });
  });
  await page.goto(url);
  const guest = new DocumentPage(page);
  await guest.untilWritable();
  network = 'swallows';
  await guest.text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' The guest alone.');
  network = 'put back';
  cut();
  const notice = page.getByText('This document was put back to an earlier state');
  await expect(notice).toBeVisible();
  await expect(page.getByText('that the server does not have')).toBeVisible();
  await expect(page.locator('.ProseMirror')).toContainText('The guest alone.');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await expectAccessible(page);
  network = 'there';
  await page.getByRole('button', { name: 'Discard my copy' }).click();
  await guest.untilWritable();
  await expect(guest.text).toHaveText('Words.');
});
