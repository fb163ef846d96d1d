import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

// The founder comes first: an instance without an account asks whoever comes to set it up.
test.beforeAll(({ instance, founder }) => {
  expect(founder.token).not.toBe('');
  instance.run(['instance', 'settings', '--guest-pads', 'yes']);
});

test('PAD-1, PAD-4, PAD-5 a pad is started without an account, written and read by its links, and taken into a workspace', async ({
  owner,
  open,
  workspace,
}) => {
  const page = await open();
  await page.goto('/');
  await page.getByRole('link', { name: 'Start a pad without an account' }).click();
  await page.getByLabel('Title').fill('Blockade on Friday');
  await page.getByRole('button', { name: 'Start the pad' }).click();
  await expect(page.getByRole('heading', { name: 'Blockade on Friday' })).toBeVisible();
  await expect(
    page.getByText('It is deleted when nobody has opened or changed it for 30 days.'),
  ).toBeVisible();
  const writing = await page.getByRole('textbox', { name: 'Link for writing' }).inputValue();
  const reading = await page.getByRole('textbox', { name: 'Link for reading' }).inputValue();

  await page.getByRole('link', { name: 'Open the pad' }).click();
  const pad = new DocumentPage(page);
  await pad.untilWritable();
  await pad.append('We meet at nine.');
  await expect(pad.saved).toBeVisible();
  const reader = await open();
  await reader.goto(reading);
  await expect(reader.getByText('We meet at nine.')).toBeVisible();
  await pad.append('Bring tea.');
  await expect(reader.getByText('Bring tea.')).toBeVisible();
  await reader.goto(`${reading}/pad`);
  await expect(reader.getByText('Link for writing')).toHaveCount(0);
  await expect(reader.getByText('Bring tea.')).toBeVisible();

  await page.getByRole('link', { name: 'Links' }).click();
  await expect(page.getByText('sign in, then come back here')).toBeVisible();
  await owner.page.goto(`${writing}/pad`);
  await owner.page.getByRole('combobox', { name: 'Workspace' }).selectOption({ label: workspace.name });
  await owner.page.getByRole('button', { name: 'Take it there' }).click();
  const taken = new DocumentPage(owner.page);
  await taken.untilWritable();
  await expect(taken.text.getByText('Bring tea.')).toBeVisible();
  await owner.page.goto(`/w/${workspace.slug}`);
  await expect(owner.page.getByRole('link', { name: 'Blockade on Friday' })).toBeVisible();
  // Its links go on, and it is no pad without an account any more.
  await page.goto(writing);
  await pad.untilWritable();
  await expect(page.getByRole('link', { name: 'Links' })).toHaveCount(0);
});

test('PAD-4, PAD-5 a pad is started without scripting, its links are there, and it is taken', async ({
  open,
  founder,
  workspace,
}) => {
  const page = await open({ javaScriptEnabled: false, storageState: founder.state });
  await page.goto('/new-pad');
  await page.getByRole('button', { name: 'Start the pad' }).click();
  await expect(page.getByRole('heading', { name: 'Untitled' })).toBeVisible();
  const writing = page.getByRole('textbox', { name: 'Link for writing' });
  await expect(writing).toHaveValue(/\/s\/[\w-]{20,}$/);
  await page.getByRole('combobox', { name: 'Workspace' }).selectOption({ label: workspace.name });
  await page.getByRole('button', { name: 'Take it there' }).click();
  await expect(page).toHaveURL(/\/d\//);
  await expect(page.getByRole('heading', { name: 'Untitled' })).toBeVisible();
});

test('PAD-2 where the instance has no pads, nothing offers one', async ({ instance, open }) => {
  instance.run(['instance', 'settings', '--guest-pads', 'no']);
  const page = await open();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Start a pad without an account' })).toHaveCount(0);
  await page.goto('/new-pad');
  await expect(page.getByText('Here a pad needs an account.')).toBeVisible();
});
