import { startThrowAwayPostgres } from '@plenum/database/embedded/throw-away';
import { openPool } from '@plenum/database/pool';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { test as base, expect } from '../fixtures.ts';
import { Instance } from '../instance.ts';
import { Mailbox } from '../mailbox.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { sendPlainForm } from '../plain-form.ts';

interface Post {
  mailbox: Mailbox;
  /** Turns the clock of all letters to tomorrow: what is due then is due now. */
  tomorrow: () => Promise<void>;
}

const test = base.extend<{ post: Post }, { mail: Post & { instance: Instance } }>({
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern
    async ({}, use) => {
      const postgres = await startThrowAwayPostgres();
      const pool = openPool(postgres.url);
      const mailbox = new Mailbox();
      const instance = await Instance.create({
        DATABASE_URL: postgres.url,
        SMTP_URL: await mailbox.listen(),
        SMTP_FROM: 'plenum@example.org',
      });
      const tomorrow = async () => {
        await pool.query('UPDATE inbox_mail SET due_at = now()');
      };
      try {
        await instance.start();
        await use({ instance, mailbox, tomorrow });
      } finally {
        await pool.end();
        await instance.destroy();
        await postgres.stop();
        await mailbox.close();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  instance: [async ({ mail }, use) => use(mail.instance), { scope: 'worker' }],
  post: async ({ mail }, use) => use(mail),
});

/** Where a letter is agreed to or refused. */
function pageOf(text: string | undefined): string {
  return /^http:\S+\/inbox\/mail\/\S+$/m.exec(text ?? '')?.[0] ?? '';
}

/** A courier looks every five seconds. */
const SOON = { timeout: 60_000 };

test('MAIL-8, MAIL-1, MAIL-2 an address is given and confirmed from its letter, what is new comes there, and one click ends it', async ({
  join,
  makeDocument,
  api,
  request,
  post: { mailbox, tomorrow },
}) => {
  const id = await makeDocument({ kind: 'wiki', title: 'Berries', markdown: 'Red' });
  const { page } = await join('Ana', 'editor');
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('link', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'This document' }).click();
  await expect(page.getByRole('button', { name: 'This document' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/inbox/watched');
  const main = page.getByRole('main');
  await expectAccessible(page);
  await main.getByLabel('E-mail address').fill('ana@nowhere');
  await main.getByRole('button', { name: 'Send it to me' }).click();
  await expect(main.getByText('Use a whole e-mail address, such as name@example.org.')).toBeVisible();
  await main.getByLabel('E-mail address').fill('ana@example.org');
  await main.getByLabel('With titles').check();
  await main.getByRole('button', { name: 'Send it to me' }).click();
  await expect(main.getByText('A letter is on its way to ana@example.org.')).toBeVisible();
  await expectAccessible(page);
  await expect.poll(() => mailbox.lettersTo('ana@example.org').length, SOON).toBe(1);
  const [asking] = mailbox.lettersTo('ana@example.org');
  const address = pageOf(asking?.text);

  // Whoever has the letter needs no account here, and programs that open it change nothing.
  expect((await request.get(address)).status()).toBe(200);
  const reader = await page.context().browser()?.newPage({ javaScriptEnabled: false });
  if (!reader) throw new Error('There is no browser.');
  await reader.goto(address);
  await reader.getByRole('button', { name: 'Yes, send it' }).click();
  await expect(reader.getByRole('button', { name: 'Send nothing any more' })).toBeVisible();
  await reader.close();
  await page.reload();
  await expect(main.getByText('Goes to ana@example.org')).toBeVisible();

  const data = { markdown: 'Red and black' };
  expect((await api.put(`documents/${id}/text`, { data })).status()).toBe(204);
  await expect(async () => {
    await page.goto('/inbox');
    await expect(main.getByRole('listitem')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await tomorrow();
  await expect.poll(() => mailbox.lettersTo('ana@example.org').length, SOON).toBe(2);
  expect(mailbox.lettersTo('ana@example.org')[1]?.text).toContain(
    `- Berries\n  ${new URL(address).origin}/d/${id}`,
  );

  const stop =
    /^List-Unsubscribe: <(\S+)>/m.exec(mailbox.lettersTo('ana@example.org')[1]?.head ?? '')?.[1] ?? '';
  expect((await request.post(stop, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(204);
  await page.goto(address);
  await expect(page.getByText('Nothing is sent by this address any more.')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/inbox/watched');
  await expect(main.getByRole('button', { name: 'Send it to me' })).toBeVisible();
});

test('MAIL-9 whoever says no to a letter is asked by nobody again', async ({ join, post: { mailbox } }) => {
  const { page } = await join('Bea', 'editor');
  const main = page.getByRole('main');
  const ask = async (address: string) => {
    await page.goto('/inbox/watched');
    await main.getByLabel('E-mail address').fill(address);
    await main.getByRole('button', { name: 'Send it to me' }).click();
  };
  await ask('stranger@example.org');
  await expect.poll(() => mailbox.lettersTo('stranger@example.org').length, SOON).toBe(1);
  await page.goto(pageOf(mailbox.lettersTo('stranger@example.org')[0]?.text));
  await expect(page.getByText('nobody can ask here again for 90 days')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'No, send nothing' }).click();
  await expect(page.getByText('You said no: nothing is sent by this address')).toBeVisible();
  await expectAccessible(page);
  await ask('stranger+again@example.org');
  await expect(main.getByLabel('E-mail address')).toHaveAccessibleDescription(
    /No letters can be sent to this address. Use another one./,
  );
  await expectAccessible(page);
});

test('MAIL-9 whoever has said no takes it back on the same page, without scripting, on a phone and in German', async ({
  join,
  open,
  post: { mailbox },
}) => {
  const { page } = await join('Cem', 'editor');
  const main = page.getByRole('main');
  const ask = async () => {
    await page.goto('/inbox/watched');
    await main.getByLabel('E-mail address').fill('mistaken@example.org');
    await main.getByRole('button', { name: 'Send it to me' }).click();
  };
  await ask();
  await expect.poll(() => mailbox.lettersTo('mistaken@example.org').length, SOON).toBe(1);
  const phone = { viewport: { width: 390, height: 844 }, locale: 'de-DE', javaScriptEnabled: false };
  const reader = await open(phone);
  await reader.goto(pageOf(mailbox.lettersTo('mistaken@example.org')[0]?.text));
  await reader.getByRole('button', { name: 'Nein, nichts schicken' }).click();
  await expect(reader.getByText('Du hast Nein gesagt')).toBeVisible();
  await expectToFit(reader);
  await reader.getByRole('button', { name: 'Wieder fragen lassen' }).click();
  await expect(reader.getByText('Hier kann wieder gefragt werden.')).toBeVisible();
  await expectToFit(reader);
  // An axe needs scripting.
  await page.goto(reader.url());
  await expect(page.getByText('Letters can be asked for here again.')).toBeVisible();
  await expectAccessible(page);
  await ask();
  await expect(main.getByText('A letter is on its way to mistaken@example.org.')).toBeVisible();
});

test('MAIL-8 it works without scripting, on a phone, in the dark and in German', async ({
  founder,
  open,
  post: { mailbox },
}) => {
  const page = await open({
    storageState: founder.state,
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    locale: 'de-DE',
  });
  await page.goto('/inbox/watched');
  await expectToFit(page);
  await page.getByLabel('E-Mail-Adresse').fill('frida@example.org');
  await page.getByRole('button', { name: 'Schick es mir' }).click();
  await expect(page.getByText('Ein Brief an frida@example.org ist unterwegs.')).toBeVisible();
  await expectToFit(page);
  await expectAccessible(page);
  await expect.poll(() => mailbox.lettersTo('frida@example.org').length, SOON).toBe(1);
  const letter = mailbox.lettersTo('frida@example.org')[0];
  expect(letter?.text).toContain('Wenn du das bist, öffne diese Seite und stimme zu:');
  await page.goto(pageOf(letter?.text));
  await expectToFit(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ja, schick es' }).click();
  await expect(page.getByRole('button', { name: 'Nichts mehr schicken' })).toBeVisible();
  await sendPlainForm(page.request, new URL('/inbox/watched', page.url()).href, {
    address: 'frida@example.org',
    hour: '20',
  });
  await page.goto('/inbox/watched');
  await expect(page.getByLabel('Wann')).toHaveValue('20');
  await page.getByRole('button', { name: 'Nichts mehr schicken' }).click();
  await page.getByRole('group', { name: 'Nichts mehr schicken' }).getByRole('button').click();
  await expect(page.getByRole('button', { name: 'Schick es mir' })).toBeVisible();
});
