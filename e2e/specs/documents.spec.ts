import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('EDIT-1 two people write in one agenda at once and see each other’s text and carets', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeAgenda();
  const other = await writeAlong(first, 'Sam Second');

  await Promise.all([first.append('Welcome and minutes'), other.append('Report of the treasurer')]);
  for (const document of [first, other]) {
    await expect.poll(() => document.read()).toContain('Welcome and minutes');
    await expect.poll(() => document.read()).toContain('Report of the treasurer');
    await expect(document.saved).toBeVisible();
  }
  await expect(first.caretOf('Sam Second')).toBeVisible();
  await expect(other.caretOf('Frida Founder')).toBeVisible();
  await expect(first.people).toHaveAccessibleName(/Frida Founder.*Sam Second|Sam Second.*Frida Founder/);
});

test('EDIT-23 two people write at the beginning and the end of one line, and every letter stays in order', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('between');
  const other = await writeAlong(first, 'Lea Line');
  await Promise.all([
    first.writeAfter('between', ' the end of the line'),
    other.writeBefore('between', 'the beginning of it and '),
  ]);
  for (const document of [first, other]) {
    await expect.poll(() => document.read()).toBe('the beginning of it and between the end of the line');
  }
});

test('EDIT-47 what others write, and where they are, leaves the cursor where a key has just put it', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const { page } = owner;
  let isHeld = false;
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/collab\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (isHeld) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('one two');
  const other = await writeAlong(first, 'Lea Line');
  await first.writeAfter('one two', '.');
  await expect.poll(() => other.read()).toBe('one two.');

  // As a browser does it that has more to do: it tells late of a cursor that has moved.
  await page.evaluate(() =>
    window.addEventListener('selectionchange', (event) => event.stopImmediatePropagation(), true),
  );
  const moveDuring = async (key: 'Home' | 'End', act: () => Promise<void>, isThere: () => Promise<void>) => {
    isHeld = true;
    await act();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await first.text.press(key);
    isHeld = false;
    for (const send of held.splice(0)) send();
    await isThere();
    await page.keyboard.type(key === 'Home' ? '<' : '>');
  };
  await moveDuring(
    'Home',
    () => other.writeAfter('one two', ' Three.'),
    () => expect.poll(() => first.read()).toContain('Three.'),
  );
  await expect.poll(() => other.read()).toBe('<one two. Three.');
  /** How far the other's caret is from the beginning of its line, in pixels. */
  const caretLeft = () =>
    first.caretOf('Lea Line').evaluate((caret) => {
      const line = caret.closest('p')?.getBoundingClientRect().left ?? 0;
      return Math.abs(caret.getBoundingClientRect().left - line);
    });
  await moveDuring(
    'End',
    () => other.text.press('Home'),
    () => expect.poll(caretLeft).toBeLessThan(5),
  );
  await expect.poll(() => other.read()).toBe('<one two. Three.>');
});

test('EDIT-27 what is written without a network outlives that somebody else makes the line a heading', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await first.append('Report');
  const other = await writeAlong(first, 'Hedda Heading');
  await first.goOffline();
  await first.writeAfter('Report', ' of the treasurer');
  await other.writeBefore('Report', '## ');
  await expect(other.text.getByRole('heading', { name: 'Report', level: 2 })).toBeVisible();
  await expect(other.saved).toBeVisible();
  await first.goOnline();
  for (const { text } of [first, other]) {
    await expect(text.getByRole('heading', { name: 'Report of the treasurer', level: 2 })).toBeVisible();
  }
  await owner.page.keyboard.type(', and questions');
  await expect.poll(() => other.read()).toBe('Report of the treasurer, and questions');
});

test('EDIT-2 undo takes back one’s own writing and leaves the others’', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  const other = await writeAlong(first, 'Uwe Undo');
  await first.append('Mine stays.');
  await expect.poll(() => other.read()).toContain('Mine stays.');
  await other.append('Theirs goes.');
  await expect.poll(() => first.read()).toContain('Theirs goes.');
  // What was typed with pauses is undone piece by piece.
  await expect(async () => {
    await other.text.press('Control+z');
    expect(await first.read()).not.toContain('Theirs');
  }).toPass();
  await expect.poll(() => first.read()).toContain('Mine stays.');
  await expect(async () => {
    await other.text.press('Control+Shift+z');
    expect(await first.read()).toContain('Theirs goes.');
  }).toPass();
});

test('EDIT-3 Markdown becomes format while it is typed', async ({ owner, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const { page, text } = await list.makeEmpty();
  await text.press('Control+End');
  await text.pressSequentially('## Decisions\n- first\nsecond\n\n[ ] call the hall\n\n\n**bold** and `code`');
  await expect(text.getByRole('heading', { name: 'Decisions', level: 2 })).toBeVisible();
  await expect(text.getByRole('listitem').filter({ hasText: 'second' })).toBeVisible();
  await expect(text.getByRole('checkbox')).not.toBeChecked();
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('code')).toHaveText('code');
  await text.getByRole('checkbox').check();
  await expect(new DocumentPage(page).saved).toBeVisible();
  await page.reload();
  await expect(text.getByRole('checkbox')).toBeChecked();
});

test('EDIT-4 a new agenda is the template, with the cursor where writing begins', async ({
  owner,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const { page, text } = await list.makeAgenda();
  await expect(text.getByRole('heading').first()).toBeVisible();
  await expect(text).toBeFocused();
  await page.keyboard.type('Right here.');
  await expect(text).toContainText('Right here.');
});

test('DOCS-7 a new title reaches whoever has the document open, a reader of its link, and the list', async ({
  owner,
  open,
  api,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  const other = await writeAlong(first, 'Tina Title');
  await first.rename('General assembly');
  await expect(other.title).toHaveValue('General assembly');
  const reader = await open();
  await reader.goto(await (await first.share()).makeLink());
  await expect(reader.getByText('Follows the live text')).toBeVisible();
  const id = new URL(other.page.url()).pathname.split('/').at(-1);
  const answer = await api.patch(`documents/${id}`, { data: { title: 'Assembly of all' } });
  expect(answer.status()).toBe(200);
  await expect(other.title).toHaveValue('Assembly of all');
  await expect(reader.getByRole('heading', { name: 'Assembly of all' })).toBeVisible();
  await list.open(workspace.slug);
  await expect(list.document('Assembly of all')).toBeVisible();
});

test('DOCS-8 what is in the trash is gone from the list and for whoever has it open', async ({
  owner,
  writeAlong,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.rename('Old draft');
  const other = await writeAlong(document, 'Trudi Trash');
  await owner.page.getByRole('button', { name: 'More', exact: true }).click();
  await owner.page.getByRole('button', { name: 'Move to trash' }).click();
  await owner.page.getByRole('button', { name: 'Move to trash' }).last().click();
  await expect(owner.page).toHaveURL(new RegExp(`/w/${workspace.slug}$`));
  await expect(list.document('Old draft')).toHaveCount(0);
  await expect(other.page.getByText('This document is no longer here')).toBeVisible();
});

test('EDIT-5 a reader sees the live text and can change nothing', async ({ owner, join, workspace }) => {
  const reader = await join('Rosa Reader', 'reader');
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const first = await list.makeEmpty();
  await reader.page.goto(owner.page.url());
  const text = reader.page.getByRole('document', { name: 'Document text' });
  await expect(reader.page.getByRole('status').getByText('Read-only')).toBeVisible();
  await first.append('Only to be read.');
  await expect(text).toContainText('Only to be read.');
  await expect(text).toHaveAttribute('contenteditable', 'false');
  await expect(reader.page.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);
});

test('TRASH-5 a document is thrown away, found in the trash and taken out again', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.rename('Not rubbish');
  await document.append('Words to keep.');
  await expect(document.saved).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const more = page.getByRole('group', { name: 'More', exact: true });
  await more.getByRole('button', { name: 'Move to trash' }).click();
  await page
    .getByRole('group', { name: 'Move to trash' })
    .getByRole('button', { name: 'Move to trash' })
    .click();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Take out Not rubbish' }).click();
  await expect(page).toHaveURL(/\/d\//);
  await document.untilWritable();
  await expect(document.text.getByText('Words to keep.')).toBeVisible();
});

test('MOVE-4 a document is duplicated, and the copy moved into another workspace', async ({
  owner,
  workspace,
  api,
}) => {
  const elsewhere = await (await api.post('workspaces', { data: { name: 'Elsewhere' } })).json();
  const { page } = owner;
  const list = new WorkspacePage(page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.rename('Call');
  await document.append('Come at nine.');
  await expect(document.saved).toBeVisible();
  const original = page.url();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page).not.toHaveURL(original);
  await document.untilWritable();
  await expect(document.title).toHaveValue('Copy of Call');
  await expect(document.text.getByText('Come at nine.')).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('link', { name: 'Move to another workspace' }).click();
  await page.getByRole('combobox', { name: 'Workspace' }).selectOption({ value: elsewhere.id });
  await page.getByRole('button', { name: 'Move it there' }).click();
  await document.untilWritable();
  await expect(document.text.getByText('Come at nine.')).toBeVisible();
  await list.open(elsewhere.slug);
  await expect(page.getByRole('link', { name: 'Copy of Call' })).toBeVisible();
  await list.open(workspace.slug);
  await expect(page.getByRole('link', { name: 'Copy of Call' })).toHaveCount(0);
});
