import type { Locator } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { widerThanScreen } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';

const APPEARANCES = [
  { colorScheme: 'light', viewport: { width: 1280, height: 720 }, locale: 'en-GB' },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'de-DE' },
] as const;

const EVERY_PART = `[TOC]

## Garden

See [the rules](https://example.org/rules).

> [!WARNING]
> The gate sticks.

<details>
<summary>What we bought</summary>

- Seeds

</details>

It costs $x^2$ euros.[^1]

- [x] Keys

\`\`\`math
\\sum_{i=1}^n i
\`\`\`

\`\`\`js
const rows = 12; // twelve
\`\`\`

| Who | What |
| - | - |
| Anna | Beds |

> Quoted words

---

Last line

[^1]: Each.
`;

for (const appearance of APPEARANCES) {
  const { colorScheme, viewport, locale } = appearance;
  const isWide = viewport.width > 1000;

  test(`SCREEN-1 SCREEN-2 axe finds nothing in the states of a document and its lists, and all fit, ${colorScheme}, ${viewport.width} pixels wide, ${locale}`, async ({
    api,
    open,
    join,
    founder,
    workspace,
  }) => {
    const make = async (path: string, data: object) => (await api.post(path, { data })).json();
    const document = { kind: 'pad', title: 'Plan', markdown: EVERY_PART };
    const { id } = await make(`workspaces/${workspace.id}/documents`, document);
    await make(`workspaces/${workspace.id}/templates`, { documentId: id, title: 'Our plan' });
    const { id: thrownAway } = await make(`workspaces/${workspace.id}/documents`, {
      ...document,
      title: 'Old',
    });
    await api.delete(`documents/${thrownAway}`);

    const page = await open({ ...appearance, storageState: founder.state });
    const other = await join('Mira Member');
    await Promise.all([page.goto(`/d/${id}`), other.page.goto(`/d/${id}`)]);
    const theirs = new DocumentPage(other.page);
    const text = page.getByRole('textbox', { name: /^(Document text|Text des Dokuments)$/ });
    await theirs.untilWritable();
    await theirs.writeAfter('Anna', ' and Mira');
    await expect(text.getByText('and Mira')).toBeVisible();
    const look = async (shown: Locator) => {
      await expect(shown).toBeVisible();
      await expectAccessible(page);
      expect(await widerThanScreen(page)).toBe(false);
    };
    const button = (name: RegExp) => page.getByRole('button', { name }).first();
    const menu = (name: RegExp) => page.getByRole('group', { name }).filter({ visible: true });

    await expect(text.locator('.hljs-keyword')).toBeVisible();
    await expect(text.locator('.formula-drawn').first()).toBeVisible();
    await button(/^(More|Mehr)$/).click();
    await look(menu(/^(More|Mehr)$/));
    await button(/^(Show who wrote what|Zeigen, wer was geschrieben hat)$/).click();
    const legend = page.getByRole('region', { name: /^(Who wrote what|Wer was geschrieben hat)$/ });
    await look(legend.getByText('Mira Member'));

    // What stands beside the cursor, and what opens from it.
    await text.getByText('The gate sticks.').click();
    await look(page.getByRole('combobox', { name: /^(Kind|Art)$/ }));
    await text.getByText('the rules').click();
    await look(page.getByRole('toolbar', { name: 'Link' }));
    await text.getByText('Beds').click();
    await button(/^(Table|Tabelle)$/).click();
    await look(menu(/^(Table|Tabelle)$/));
    await page.keyboard.press('Escape');
    await text.getByText('Last line').click({ clickCount: 3 });
    await button(/^(More formatting|Mehr Formatierung)$/).click();
    await look(menu(/^(More formatting|Mehr Formatierung)$/));
    await page.keyboard.press('Escape');
    if (isWide) await text.getByText('Last line').hover();
    await button(isWide ? /^Drag to move/ : /^Block$/).click();
    await look(menu(/^Block$/));
    await page.keyboard.press('Escape');
    await text.getByText('Last line').click({ clickCount: 3 });
    await page.keyboard.press('Control+k');
    await look(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await text.getByText('Last line').click();
    await expect(page.getByRole('toolbar', { name: 'Link' })).toHaveCount(0);
    // So few that the list need not scroll: axe does not see that the arrow keys, pressed in the text, scroll it.
    await text.press('End');
    await text.pressSequentially(isWide ? ' /head' : ' /über');
    await look(page.getByRole('listbox', { name: /^(Blocks|Blöcke)$/ }));
    await page.keyboard.press('Escape');

    await text.getByText('Quoted words').click({ clickCount: 3 });
    await page.keyboard.press('Control+Alt+m');
    const panel = page.getByRole('complementary', { name: /^(Comments|Kommentare)$/ });
    await panel.getByLabel(/^(Your comment|Dein Kommentar)$/).fill('Whose?');
    await look(panel.getByRole('button', { name: /^(Cancel|Abbrechen)$/ }));
    await panel.getByRole('button', { name: /^(Send|Senden)$/ }).click();
    await look(panel.getByText('Whose?'));
    await button(/^(Close comments|Kommentare schließen)$/).click();
    await expect(text).toBeFocused();
    await page.keyboard.press('Control+f');
    const search = page.getByRole('search');
    await search.getByLabel(/^(Find|Suchen)$/).fill('e');
    await expect(text.locator('.found-now')).toHaveCount(1);
    await look(search);
    await page.keyboard.press('Escape');

    await button(/^(Follow somebody|Jemandem folgen)$/).click();
    await look(menu(/^(Follow somebody|Jemandem folgen)$/));
    await button(/^(Follow Mira Member|Mira Member folgen)$/).click();
    await look(page.getByRole('status').getByText(/^(Following Mira Member|Du folgst Mira Member)/));
    await button(/^(Stop|Aufhören)$/).click();
    await text.evaluate((element) => {
      const clipboardData = new DataTransfer();
      const head = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      clipboardData.items.add(new File([head], 'broken.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    const refused = page
      .getByRole('list', { name: /^(Files on their way|Dateien unterwegs)$/ })
      .getByRole('alert');
    await expect(refused).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByRole('status').getByText(/^Offline/)).toBeAttached();
    await look(refused);
    await page.context().setOffline(false);

    await page.goto(`/d/${id}/history?at=1`);
    await look(button(/^(Play|Abspielen)$/));
    await page.goto(`/d/${id}/present`);
    await look(page.locator('#number'));
    await page.goto(`/w/${workspace.slug}/templates`);
    await look(page.getByRole('link', { name: 'Our plan' }));
    await page.goto(`/w/${workspace.slug}?choose=all`);
    await look(page.getByText(/^1 (chosen|ausgewählt)$/));
    await page.goto(`/w/${workspace.slug}/trash`);
    await look(page.getByText('Old', { exact: true }).first());
  });
}

test('SCREEN-3, EDIT-43 a line is written, formatted and commented on by keyboard alone, and the focus returns to what opened a menu', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const { keyboard } = page;
  await page.goto(`/w/${workspace.slug}`);
  await keyboard.press('Tab');
  await expectFocus(page.getByRole('link', { name: 'Skip to content' }));
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await expectFocus(page.getByRole('button', { name: 'New agenda' }).first());
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  const empty = page.getByRole('button', { name: 'Empty document' });
  await expect(empty).toBeVisible();
  await expect(async () => {
    await keyboard.press('Tab');
    await expect(empty).toBeFocused({ timeout: 200 });
  }).toPass();
  await keyboard.press('Enter');
  await page.waitForURL(/\/d\//);
  const document = new DocumentPage(page);
  await document.untilWritable();
  const { text } = document;
  await expect(text).toBeFocused();
  await keyboard.type('Agreed by all');
  await keyboard.press('Shift+Home');
  const bubble = page.getByRole('toolbar', { name: 'Format selection' });
  await expect(bubble).toBeVisible();
  await keyboard.press('Escape');
  const style = bubble.getByRole('button', { name: /^Text style/ });
  await expectFocus(style);
  await keyboard.press('ArrowRight');
  await expectFocus(bubble.getByRole('button', { name: /^Bold/ }));
  await keyboard.press('Enter');
  await expect(text.locator('strong')).toHaveText('Agreed by all');
  await expect(text).toBeFocused();

  // A menu that was opened gives the focus back, and the bubble gives it to the text.
  await keyboard.press('Escape');
  await keyboard.press('Home');
  await expectFocus(style);
  await keyboard.press('Enter');
  const styles = page.getByRole('group', { name: 'Text style' });
  await keyboard.press('Tab');
  await expectFocus(styles.getByRole('button', { name: 'Text' }));
  await keyboard.press('Escape');
  await expect(styles).toBeHidden();
  await expectFocus(style);
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(text.getByRole('heading', { name: 'Agreed by all', level: 1 })).toBeVisible();
  await expect(text).toBeFocused();
  // One that the mouse has opened, with the focus in the text, closes first too.
  await style.click();
  await expect(styles).toBeVisible();
  await keyboard.press('Escape');
  await expect(styles).toBeHidden();
  await expect(text).toBeFocused();

  await keyboard.press('Control+Alt+m');
  const panel = page.getByRole('complementary', { name: 'Comments' });
  const comment = panel.getByLabel('Your comment');
  await expectFocus(comment);
  await keyboard.type('Really?');
  await keyboard.press('Escape');
  await expect(text).toBeFocused();
  await keyboard.press('Control+Alt+m');
  await expect(comment).toHaveValue('Really?');
  await expectFocus(comment);
  await keyboard.press('Tab');
  await expectFocus(panel.getByRole('button', { name: 'Send' }));
  await keyboard.press('Enter');
  await expect(panel.getByText('Really?')).toBeVisible();
  await expect(text).toBeFocused();

  // A callout has nothing but a field beside it.
  await keyboard.press('End');
  await keyboard.press('Enter');
  await keyboard.type('/callout');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Kind')).toBeVisible();
  await keyboard.press('Escape');
  await expectFocus(page.getByLabel('Kind'));
  await keyboard.press('Escape');
  await expect(text).toBeFocused();
  await keyboard.press('Control+f');
  await expectFocus(page.getByLabel('Find', { exact: true }));
  await keyboard.press('Escape');
  await expect(text).toBeFocused();

  // And out by the way that one came.
  await keyboard.press('Shift+Tab');
  await expectFocus(document.title);
  for (const name of ['More', 'Share', 'Meeting', 'Chat', 'Comments, 1 open']) {
    await keyboard.press('Shift+Tab');
    await expectFocus(page.getByRole('button', { name, exact: true }));
  }
});

/** Something has the focus, and shows it. */
async function expectFocus(element: Locator): Promise<void> {
  await expect(element).toBeFocused();
  const outline = () => element.evaluate((shown) => getComputedStyle(shown).outlineStyle);
  await expect.poll(outline).toBe('solid');
}
