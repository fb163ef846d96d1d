import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

test('FREEZE-3 a document that is closed for writing says so to all who have it open, and goes on when it is opened', async ({
  owner,
  join,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Statutes', markdown: 'We are many.' });
  const mine = await DocumentPage.open(owner.page, `/d/${id}`);
  const theirs = await DocumentPage.open((await join('Wanda Writer')).page, `/d/${id}`);
  const reader = (await join('Rosa Reader', 'reader')).page;
  await reader.goto(`/d/${id}`);
  await theirs.append('And more every day.');
  await expect(theirs.saved).toBeVisible();

  await mine.page.getByRole('button', { name: 'More', exact: true }).click();
  await mine.page.getByRole('button', { name: 'Close for writing' }).click();
  for (const page of [mine.page, theirs.page]) {
    const notice = page.getByRole('complementary', { name: 'This is closed for writing' });
    await expect(notice).toBeVisible();
    await expect(page.locator('.ProseMirror[contenteditable="true"]')).toHaveCount(0);
    await expect(page.getByText('And more every day.')).toBeVisible();
  }
  await expectAccessible(mine.page);
  await reader.reload();
  const told = reader.getByRole('complementary', { name: 'This is closed for writing' });
  await expect(told).toBeVisible();
  await expect(told.getByRole('button')).toHaveCount(0);

  await theirs.page.getByRole('button', { name: 'Open for writing' }).first().click();
  await expect(theirs.page.getByText('This is closed for writing')).toHaveCount(0);
  await mine.untilWritable();
  await mine.append('Now we go on.');
  await expect(theirs.text).toContainText('Now we go on.');
});

test('FREEZE-3 a document is closed and opened on a phone without scripting, in German', async ({
  open,
  founder,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Satzung', markdown: 'Wir sind viele.' });
  const page = await open({
    storageState: founder.state,
    javaScriptEnabled: false,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await page.goto(`/d/${id}`);
  await page.getByRole('button', { name: 'Mehr', exact: true }).click();
  await page.getByRole('button', { name: 'Zum Schreiben schließen' }).click();
  const notice = page.getByRole('complementary', { name: 'Hier ist das Schreiben geschlossen' });
  await expect(notice).toContainText('Lesen und Kommentieren gehen weiter, und Aufgaben');
  await expectToFit(page);
  await notice.getByRole('button', { name: 'Zum Schreiben öffnen' }).click();
  await expect(notice).toHaveCount(0);
});
