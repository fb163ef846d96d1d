import { expect, type Locator, type Page } from '@playwright/test';
import { Device } from './device.ts';
import { ShareDialog } from './share-dialog.ts';

/** A document as somebody who is signed in sees it. */
export class DocumentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the document at an address, and waits until it can be written in. */
  static async open(page: Page, address: string): Promise<DocumentPage> {
    await page.goto(address);
    const document = new DocumentPage(page);
    await document.untilWritable();
    return document;
  }

  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Document text' });
  }

  get title(): Locator {
    return this.page.getByRole('textbox', { name: 'Title' });
  }

  /** The place in the bar that says how far the edits have come. */
  get saved(): Locator {
    return this.page.getByRole('status').getByText('Saved', { exact: true });
  }

  /** What the bar says while there is no network. */
  get offline(): Locator {
    return this.page.getByRole('status').getByText(/^Offline/);
  }

  /** Takes the network from its browser, and waits until the page has heard of it: what is written before may still go out. */
  async goOffline(): Promise<void> {
    await this.page.context().setOffline(true);
    await expect(this.offline).toBeAttached();
  }

  async goOnline(): Promise<void> {
    await this.page.context().setOffline(false);
  }

  /** Waits until this device has as many edits that the server does not have; the bar counts them before. */
  async untilKept(edits: number): Promise<void> {
    await expect.poll(() => this.editsOnDevice()).toBe(edits);
    await expect.poll(() => new Device(this.page).unsavedEdits()).toBe(edits);
  }

  /** The number of edits that the bar says are on this device. */
  async editsOnDevice(): Promise<number> {
    const kept = this.page.getByRole('status').getByText(/^Offline, [\d,]+ edits? kept on this device$/);
    return Number(((await kept.textContent()) ?? '').replace(/\D/g, ''));
  }

  /** Somebody else's caret with their name; hidden from the accessibility tree, hence no role. */
  caretOf(name: string): Locator {
    return this.text.locator('.caret').filter({ hasText: name });
  }

  /** Everybody who has it open, as one image with their names. */
  get people(): Locator {
    return this.page.getByRole('img', { name: /here: / });
  }

  /** What is written, without the names at other people's carets, which stand inside the text. */
  read(): Promise<string> {
    return this.text.evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('.caret')) caret.remove();
      return copy.textContent ?? '';
    });
  }

  async untilWritable(): Promise<void> {
    await expect(this.text).toBeEditable();
    await expect(this.saved).toBeVisible();
  }

  /** The block that the mouse is at has it beside it; a finger's long press opens the same menu. */
  get blockHandle(): Locator {
    return this.page.getByRole('button', { name: /^Drag to move/ });
  }

  /** What a mouse or a finger opens comes after what the first letter needs. */
  async untilHandled(): Promise<void> {
    await expect(
      this.page.getByRole('button', { name: /^Drag to move/, includeHidden: true }),
    ).toBeAttached();
  }

  /** Pastes at the cursor what a program puts on the clipboard. */
  async paste(clipboard: { html?: string; text?: string }): Promise<void> {
    await this.text.evaluate((element, { html, text: plain = '' }) => {
      const clipboardData = new DataTransfer();
      if (html !== undefined) clipboardData.setData('text/html', html);
      clipboardData.setData('text/plain', plain);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, clipboard);
  }

  /** Writes a paragraph at the end of the text. */
  async append(paragraph: string): Promise<void> {
    // An editor that gets the focus puts the cursor once more where it was, perhaps only after the key.
    await expect(async () => {
      await this.text.press('Control+End');
      expect(await this.text.evaluate(isCursorAtEnd)).toBe(true);
    }).toPass();
    await this.text.press('Enter');
    await this.text.pressSequentially(paragraph);
  }

  /** Takes back what was written here, step by step, until something is there again. */
  async undoUntil(back: Locator): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('ControlOrMeta+z');
      await expect(back).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  /** Writes at the end of the line that holds some words. */
  async writeAfter(words: string, text: string): Promise<void> {
    await this.text.getByText(words).first().click();
    await this.text.press('End');
    await this.text.pressSequentially(text);
  }

  /** Writes at the beginning of the line that holds some words. */
  async writeBefore(words: string, text: string): Promise<void> {
    await this.text.getByText(words).first().click();
    await this.text.press('Home');
    await this.text.pressSequentially(text);
  }

  async rename(title: string): Promise<void> {
    await this.title.fill(title);
    await expect(this.page.getByText('Title saved.')).toBeAttached();
  }

  async share(): Promise<ShareDialog> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = new ShareDialog(this.page);
    await expect(dialog.root).toBeVisible();
    return dialog;
  }
}

/** Whether no text comes after the cursor, once the page has heard where it is. */
async function isCursorAtEnd(text: Element): Promise<boolean> {
  for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
  const { focusNode, focusOffset } = getSelection() ?? {};
  if (!focusNode || !text.contains(focusNode)) return false;
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setStart(focusNode, focusOffset ?? 0);
  const rest = range.cloneContents();
  for (const caret of rest.querySelectorAll('.caret')) caret.remove();
  return rest.textContent?.trim() === '';
}
