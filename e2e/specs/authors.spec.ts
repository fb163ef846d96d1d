import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('WHO-4, WHO-5, WHO-6 the text shows who wrote what, also of a guest, through a crash, and until a name is forgotten', async ({
  owner,
  open,
  workspace,
  writeAlong,
  instance,
}) => {
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const host = await new WorkspacePage(page).makeEmpty();
  await host.append('The host wrote this.');
  const other = await writeAlong(host, 'Mira Member');
  await other.append('Mira added that.');
  await expect(other.saved).toBeVisible();
  const dialog = await host.share();
  const url = await dialog.makeLink({ role: 'editor' });
  await page.keyboard.press('Escape');
  const guest = new DocumentPage(await open());
  await guest.page.goto(url);
  await guest.untilWritable();
  await guest.append('A guest went on.');
  await expect(guest.saved).toBeVisible();
  await expect(guest.page.getByRole('button', { name: 'More' })).toHaveCount(0);

  const more = async (item: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByText(item, { exact: true }).click();
  };
  const written = (words: string) => host.text.locator('.written', { hasText: words });
  await more('Show who wrote what');
  await expect(written('The host wrote this.')).toHaveAttribute('title', /^Frida Founder, /);
  await expect(written('Mira added that.')).toHaveAttribute('title', /^Mira Member, /);
  await expect(written('A guest went on.')).toHaveAttribute('title', /^Guest, /);
  const legend = page.getByRole('region', { name: 'Who wrote what' });
  await expect(legend.getByRole('listitem')).toHaveText(['Frida Founder', 'Mira Member', 'Guest']);
  await host.text.getByText('Mira added that.').click();
  await expect(legend.getByText(/^Before the cursor: Mira Member, /)).toBeVisible();

  // What is written while it is shown has its colour too, before it is on record and after.
  await other.append('Mira again.');
  await expect(written('Mira again.')).toHaveAttribute('title', 'Mira Member, just now');
  await expectAccessible(page);
  await instance.kill('collab');
  await instance.untilHealthy();
  await host.untilWritable();
  await page.reload();
  await host.untilWritable();
  await more('Show who wrote what');
  await expect(written('Mira again.')).toHaveAttribute('title', /^Mira Member, .*\d/);

  await legend.getByRole('link', { name: 'How much is whose' }).click();
  const mira = page.getByRole('listitem').filter({ hasText: 'Mira Member' });
  await expect(mira).toContainText('27 characters');
  await confirm(page, { button: 'Forget who wrote this: Mira Member', answer: 'Forget the name' });
  await expect(mira).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'somebody without a name' })).toContainText(
    '27 characters',
  );
  await page.goBack();
  await host.untilWritable();
  await more('Show who wrote what');
  await expect(written('Mira added that.')).toHaveAttribute('title', /^somebody without a name, /);
});
