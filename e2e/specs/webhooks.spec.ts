import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { test as base, expect } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { Receiver } from '../receiver.ts';

const test = base.extend<{ receiver: Receiver & { url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern
  receiver: async ({}, use) => {
    const receiver = new Receiver();
    const url = await receiver.listen();
    await use(Object.assign(receiver, { url }));
    receiver.close();
  },
});

/** A courier looks every two seconds, and waits for five before it tries again; on a busy machine for some more. */
const SOON = { timeout: 60_000 };

test('HOOK-13, HOOK-5 an admin makes a webhook, tests it, and sees what was sent and what came of it', async ({
  owner: { page },
  workspace,
  receiver,
  makeDocument,
  api,
}) => {
  await page.goto(`/w/${workspace.slug}/settings`);
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await expect(page.getByText('No other program is told anything.')).toBeVisible();
  // What leaves the workspace is said before the address is asked for.
  await expect(page.getByText('learns what happens here and when')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Address', { exact: true }).fill('https://127.0.0.1/hook');
  await page.getByRole('button', { name: 'Make webhook' }).click();
  await expect(page.getByText(/^This address leads to this machine or into a private network/)).toBeVisible();
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Address', { exact: true }).fill(receiver.url);
  await page.getByRole('button', { name: 'Make webhook' }).click();
  receiver.secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(receiver.secret).toMatch(/^whsec_/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open the webhook' }).click();
  await expect(page.getByText('Nothing was sent yet.')).toBeVisible();
  await expect(page.getByText(receiver.secret)).toHaveCount(0);

  const sent = page.getByRole('main').getByRole('listitem');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(sent).toHaveText([/Test.*Arrived, status 204 · 1 attempt/], SOON);
  expect(receiver.received).toMatchObject([{ type: 'webhook.test', data: { workspaceId: workspace.id } }]);

  // Of its text it is told a minute later.
  const made = sent.filter({ hasText: 'A document was made' });
  receiver.refusals = 1;
  const documentId = await makeDocument({ title: 'Plan B', markdown: 'Words that nobody else reads.' });
  await page.reload();
  await expect(made).toHaveText(/A document was made.*Arrived, status 204 · 2 attempts/, SOON);
  const [, first, again] = receiver.received;
  expect(first).toMatchObject({ type: 'document.created', data: { documentId, title: 'Plan B' } });
  // The same message, so that whoever has it already knows it.
  expect([again?.id, again?.text]).toEqual([first?.id, first?.text]);
  expect(first?.text).not.toMatch(/Words|Frida/);

  receiver.refusals = Number.POSITIVE_INFINITY;
  await api.delete(`documents/${documentId}`);
  await page.reload();
  const trashed = sent.filter({ hasText: 'A document was put into the trash' });
  await expect(trashed).toHaveText(/Not accepted, status 500 · \d attempts? · next one/, SOON);
  await page.reload();
  await expect(page.getByText(/^Nothing has arrived at this address since/)).toBeVisible();
  await expectAccessible(page);
  receiver.refusals = 0;

  await page.getByRole('button', { name: 'Make another secret' }).click();
  receiver.secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(sent.filter({ hasText: 'Test' }).first()).toHaveText(/Test.*Arrived/, SOON);
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('This webhook is switched off.')).toBeVisible();
  await expectAccessible(page);
  await confirm(page, { button: 'Delete', answer: 'Delete' });
  await expect(page.getByText('No other program is told anything.')).toBeVisible();
});

test('HOOK-13 without scripting a webhook is made and tested as well, on a phone, in the dark and in German', async ({
  open,
  founder,
  workspace,
  receiver,
}) => {
  const page = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await page.goto(`/w/${workspace.slug}/settings/webhooks`);
  await expectToFit(page);
  await page.getByLabel('Adresse', { exact: true }).fill('https://example.org:25/');
  await page.getByRole('button', { name: 'Webhook anlegen' }).click();
  await expect(page.getByText('Verwende Port 443 oder einen ab 1024.')).toBeVisible();
  await page.getByLabel('Adresse', { exact: true }).fill(`${receiver.url}?${'long'.repeat(60)}`);
  await page.getByRole('button', { name: 'Webhook anlegen' }).click();
  receiver.secret = await page.getByRole('textbox', { name: 'Geheimnis' }).inputValue();
  await expectToFit(page);
  await page.getByRole('link', { name: 'Webhook öffnen' }).click();
  await page.getByRole('button', { name: 'Test senden' }).click();
  const sent = page.getByRole('main').getByRole('listitem');
  await expect(async () => {
    await page.goto(page.url());
    await expect(sent).toHaveText([/Test.*Angekommen, Status 204 · 1 Versuch/], { timeout: 1_000 });
  }).toPass(SOON);
  await expectToFit(page);
  await page.goto(`/w/${workspace.slug}/settings/webhooks`);
  await expectToFit(page);
});

test('HOOK-1 whoever is no admin finds no webhooks', async ({ join, workspace }) => {
  const { page } = await join('Emil Editor', 'editor');
  await page.goto(`/w/${workspace.slug}/settings/webhooks`);
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
});
