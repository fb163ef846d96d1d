import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';
import { sendPlainForm } from '../plain-form.ts';

test('MEET-12, MEET-2, MEET-3, MEET-4, MEET-7, MEET-10, MEET-11, DECIDE-3, DECIDE-6 five browsers hold a meeting, from the template to closed minutes and the next agenda', async ({
  owner,
  open,
  join,
  api,
  workspace,
}) => {
  test.setTimeout(240_000);
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const host = await new WorkspacePage(page).makeAgenda();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { text } = host;
  await expect(text.locator('h3[data-minutes]')).toHaveCount(6);

  // Four others are there: two who write, one who reads, and a guest by a link.
  const writers = [await join('Mira Member'), await join('Ben Member')];
  const [mira, ben] = writers.map(({ page: theirs }) => new DocumentPage(theirs));
  if (!mira || !ben) throw new Error('Two people join.');
  const reader = (await join('Rosa Reader', 'reader')).page;
  for (const one of [mira, ben]) {
    await one.page.goto(`/d/${id}`);
    await one.untilWritable();
  }
  await reader.goto(`/d/${id}`);
  const link = await api.post(`documents/${id}/share-links`, {
    data: { role: 'editor', name: 'Neighbours' },
  });
  const guest = new DocumentPage(await open());
  await guest.page.goto((await link.json()).url);
  await guest.untilWritable();
  await expect(host.people).toHaveAccessibleName(/Rosa Reader/);

  // An item that takes as long as somebody thinks, chosen while writing.
  await text.getByRole('heading', { name: 'Kept for later' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('/agenda');
  await expect(page.getByRole('option').first()).toContainText('Agenda item');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The roof');
  await page.getByRole('spinbutton', { name: 'Minutes' }).fill('25');
  await page.keyboard.press('Enter');
  await expect(text.locator('h2[data-minutes="25"]')).toHaveText('The roof');

  const panelOf = (one: DocumentPage['page']) => one.getByRole('complementary', { name: 'Meeting' });
  for (const one of [page, mira.page, ben.page, reader, guest.page]) {
    await one.getByRole('button', { name: 'Meeting', exact: true }).click();
    await expect(panelOf(one).getByText('The meeting has not begun.')).toBeVisible();
  }
  const panel = panelOf(page);
  await expect(panelOf(reader).getByRole('button', { name: 'Start the meeting' })).toHaveCount(0);
  await expectAccessible(page);
  await expect
    .poll(async () => (await (await api.get(`documents/${id}/meeting`)).json()).here.length, {
      timeout: 20_000,
    })
    .toBe(5);
  await panel.getByRole('button', { name: 'Start the meeting' }).click();

  // All five are on the list, which is corrected: one is not there, and somebody in the room is.
  await expect(panel.getByRole('heading', { name: 'Present (5)' })).toBeVisible();
  const rosa = panel.getByRole('checkbox', { name: 'Rosa Reader is present' });
  await rosa.click();
  await expect(rosa).not.toBeChecked();
  const attendance = panel.getByRole('region', { name: /^Present/ });
  await attendance.getByLabel('Name of somebody in the room').fill('Ida from next door');
  await attendance.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panelOf(reader).getByRole('heading', { name: 'Present (5)' })).toBeVisible();
  await expect(panelOf(reader).getByText('Ida from next door')).toBeVisible();

  // The time of an item runs for everybody, stands still, and goes on to the next.
  await panel.getByRole('button', { name: /^Begin with “Arriving/ }).click();
  for (const one of [page, mira.page, reader, guest.page]) {
    await expect(panelOf(one).getByRole('timer')).toHaveText(/^9:\d\d left$/);
  }
  await panel.getByRole('button', { name: 'Pause' }).click();
  await expect(panelOf(reader).getByRole('timer')).toHaveText(/^9:\d\d left, paused$/);
  await panel.getByRole('button', { name: 'Go on' }).click();
  await panel.getByRole('button', { name: 'Next item' }).click();
  await expect(panelOf(guest.page).getByRole('timer')).toHaveText(/^4:\d\d left$/);
  await expect(panel.getByRole('checkbox', { name: /^“Arriving.* is done$/ })).toBeChecked();

  // Hands are raised by whoever writes, a guest too, and heard in their order.
  await mira.page.getByRole('button', { name: 'Raise hand' }).press('Enter');
  await expect(panel.getByRole('listitem').filter({ hasText: 'Mira Member' }).first()).toContainText(
    'first time',
  );
  await guest.page.getByRole('button', { name: 'Raise hand' }).press('Enter');
  await expect(panelOf(reader).getByRole('button', { name: 'Raise hand' })).toHaveCount(0);
  const queue = panel.getByRole('region', { name: 'Speakers' }).getByRole('listitem');
  await expect(queue).toHaveText([/^Mira Member/, /^Guest/]);
  await panel.getByRole('button', { name: 'Next speaker' }).click();
  await expect(queue.first()).toContainText('speaks');
  await expect(mira.page.getByRole('button', { name: 'Done speaking' })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Next speaker' }).click();
  await expect(queue).toHaveText([/^Guestspeaks/]);
  await guest.page.getByRole('button', { name: 'Done speaking' }).click();
  await expect(queue).toHaveCount(0);

  // Two decisions: the one of the template, and another that somebody else writes.
  await text.getByText('We decide that …').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' we buy twelve tables');
  await page.getByRole('combobox', { name: 'Result' }).selectOption('accepted');
  await page.getByRole('spinbutton', { name: 'yes' }).fill('7');
  await page.getByRole('spinbutton', { name: 'no', exact: true }).fill('1');
  await page.getByRole('spinbutton', { name: 'abstaining' }).fill('2');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(text.locator('.decision')).toHaveAttribute(
    'data-title',
    'Decision: accepted (7 yes, 1 no, 2 abstaining)',
  );
  await expect(mira.text.locator('.decision')).toHaveAttribute('data-title', /2 abstaining/);
  await mira.text.getByRole('heading', { name: 'The roof' }).click();
  await mira.page.keyboard.press('End');
  await mira.page.keyboard.press('Enter');
  await mira.page.keyboard.type('/decis');
  await expect(mira.page.getByRole('option').first()).toContainText('Decision');
  await mira.page.keyboard.press('Enter');
  await mira.page.keyboard.type('The roof is mended');
  await expect(text.locator('.decision[data-result="open"]')).toContainText('The roof is mended');
  await expect(panel.getByRole('button', { name: /The roof is mended/ })).toContainText('open');

  // Three tasks: two with somebody and a day, one done.
  const tasks = text.getByRole('checkbox');
  await text.locator('p', { hasText: 'Send the minutes to everyone' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' @mira');
  await expect(page.getByRole('option', { name: /Mira Member/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' //tomorrow');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /Send the minutes/ })).toContainText(/Mira Member · until/);
  await tasks.last().check();
  await expect(tasks).toHaveCount(3);
  await expect(host.saved).toBeVisible();
  await expect(mira.saved).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  // Closed: a version has its name, nobody writes any more, and whoever was there stands in the minutes.
  await panel.getByRole('link', { name: 'Close meeting' }).click();
  await expect(page.getByRole('heading', { name: 'Close meeting', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Write who was there into the minutes').check();
  await page.getByLabel('Title of the next agenda').fill('Plenary in January');
  await page.getByRole('checkbox', { name: /^Next meeting and closing round/ }).uncheck();
  await page.getByRole('button', { name: 'Close meeting' }).click();
  await expect(page.getByText('These minutes are closed')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Present' })).toBeVisible();
  await expect(page.getByText('Ida from next door')).toBeVisible();
  await expect(page.getByRole('document', { name: 'Document text' })).toBeVisible();
  for (const one of [mira.page, ben.page])
    await expect(one.getByText('These minutes are closed')).toBeVisible();
  await expect(guest.page.getByRole('textbox', { name: 'Document text' })).toHaveCount(0);
  await expectAccessible(page);
  const { items: versions } = await (await api.get(`documents/${id}/versions`)).json();
  expect(versions).toHaveLength(1);
  expect((await api.put(`documents/${id}/text`, { data: { markdown: 'x' } })).status()).toBe(403);

  // The next agenda has what is open, and leads back.
  await page.getByRole('link', { name: 'Next agenda: Plenary in January' }).click();
  const next = new DocumentPage(page);
  await next.untilWritable();
  await expect(next.text.getByRole('heading', { name: 'Left over' })).toBeVisible();
  await expect(next.text.getByRole('heading', { name: 'The roof' })).toHaveCount(1);
  await expect(next.text.locator('.decision').first()).toHaveText('The roof is mended');
  const carried = next.text.getByRole('listitem').filter({ hasText: 'Send the minutes to everyone' });
  await expect(carried.filter({ hasText: '@Mira Member' })).toHaveCount(1);
  await expect(next.text.getByText('We decide that … we buy twelve tables')).toHaveCount(0);
  await page.getByRole('button', { name: 'Meeting', exact: true }).click();
  await expect(panel.getByRole('link', { name: 'Last minutes' })).toBeVisible();

  // The register finds the decision, and leads to the exact place.
  await page.getByRole('link', { name: 'Decisions', exact: true }).click();
  await expect(page.getByText('we buy twelve tables')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('textbox', { name: 'Words' }).fill('TWÉLVE');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/words=/);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('main')).toContainText('7 yes, 1 no, 2 abstaining');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole('main').getByRole('link', { name: /^In “/ }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${id}#block-`));
  await expect(page.getByText('we buy twelve tables')).toBeInViewport();

  // Opened again, people write in them.
  await page.getByRole('button', { name: 'Open again' }).click();
  await new DocumentPage(page).untilWritable();
  await ben.untilWritable();
});

test('EDIT-48 on a device that draws late a page in which nobody might write any more is written in again', async ({
  owner,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Plenary', markdown: 'Twelve tables' });
  const { page } = owner;
  // React draws what is not urgent after a message to itself.
  await page.addInitScript(() => {
    const post = MessagePort.prototype.postMessage;
    Object.defineProperty(MessagePort.prototype, 'postMessage', {
      value(...sent: unknown[]) {
        setTimeout(() => Reflect.apply(post, this, sent), 400);
      },
    });
  });
  const document = await DocumentPage.open(page, `/d/${id}`);
  expect((await api.post(`documents/${id}/meeting/close`, { data: { version: 'May' } })).status()).toBe(200);
  await expect(page.getByText('These minutes are closed')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Open again' }).click();
  await document.untilWritable();
  await document.append('And chairs');
  await expect(document.saved).toBeVisible();
  await expect(document.text).toHaveText(/Twelve tables.*And chairs/);
});

test('MEET-13, DECIDE-6 without scripting a meeting is closed and its decisions are found', async ({
  owner,
  open,
  founder,
  api,
  workspace,
  makeDocument,
}) => {
  const markdown =
    '## Tables (10 min)\n\n> **Decision: accepted (3 yes)**\n>\n> Zwölf Tische\n\n- [ ] Order them';
  const id = await makeDocument({ title: 'Plenary', markdown });
  const plain = await open({ storageState: founder.state, javaScriptEnabled: false });
  await plain.goto(`/d/${id}`);
  await expect(plain.locator('.decision')).toContainText('Decision: accepted (3 yes)');
  await plain.goto(`/d/${id}/close`);
  await expect(plain.getByRole('checkbox', { name: 'Order them' })).toBeChecked();
  await plain.getByLabel('Title of the next agenda').fill('The next one');
  await plain.getByRole('button', { name: 'Close meeting' }).click();
  await expect(plain.getByText('These minutes are closed')).toBeVisible();
  await plain.getByRole('link', { name: 'Next agenda: The next one' }).click();
  await expect(plain.getByText('Order them')).toBeVisible();
  await expect(async () => {
    await plain.goto(`/w/${workspace.slug}/decisions?words=zwolf`);
    await expect(plain.getByText('Zwölf Tische')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(plain.getByRole('link', { name: 'In “Plenary”' })).toHaveAttribute(
    'href',
    new RegExp(`^/d/${id}#block-`),
  );
  const { items } = await (await api.get(`workspaces/${workspace.id}/decisions?result=accepted`)).json();
  expect(items).toMatchObject([{ documentId: id, text: 'Zwölf Tische', yes: 3, no: null, title: 'Plenary' }]);

  const german = await open({
    storageState: founder.state,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await german.goto(`/w/${workspace.slug}/decisions`);
  await expect(german.getByRole('heading', { name: 'Beschlüsse', level: 1 })).toBeVisible();
  await expect(german.getByRole('main')).toContainText('angenommen');
  await expectToFit(german);
  await expectAccessible(german);
  await german.goto(`/d/${id}/close`);
  await expect(german.getByRole('button', { name: 'Wieder öffnen' })).toBeVisible();
  await expectToFit(german);
  await expectAccessible(german);
  await sendPlainForm(owner.page.request, german.url(), { documentId: id });
  await german.goto(`/d/${id}`);
  await expect(german.getByRole('textbox', { name: 'Text des Dokuments' })).toBeEditable();
  await german.getByRole('button', { name: 'Neben dem Text' }).click();
  await german.getByRole('button', { name: 'Treffen', exact: true }).click();
  await expect(german.getByRole('complementary', { name: 'Treffen' })).toContainText(
    'Das Treffen hat noch nicht begonnen.',
  );
  await expectToFit(german);
  await expectAccessible(german);
});
