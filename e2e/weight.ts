import type { Page } from '@playwright/test';

/** The text when it can be written in, by selectors that cost nothing: Playwright's roles and expectations read the whole page. */
export const WRITABLE_TEXT = '.ProseMirror[contenteditable="true"]';

/** The kB of the answers' bodies as they went over the wire, of script and in all. */
interface Weight {
  script: number;
  all: number;
}

/** Opens a document with an empty cache and puts the cursor before its text, where the next key is its first; what came until then. */
export async function openForFirstKey(page: Page, path: string): Promise<Weight> {
  const loaded = await weigh(page);
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator(WRITABLE_TEXT).waitFor();
  // Playwright's own click would look through all of a long text.
  const { x, y } = await page.evaluate((text) => {
    const { left, top, height } =
      document.querySelector(`${text} p`)?.getBoundingClientRect() ?? new DOMRect();
    return { x: left + 10, y: top + height / 2 };
  }, WRITABLE_TEXT);
  await page.mouse.click(x, y);
  await page.keyboard.press('Control+Home');
  return { ...loaded };
}

/** What comes from now on; goes on counting. */
async function weigh(page: Page): Promise<Weight> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  const weight = { script: 0, all: 0 };
  const scripts = new Set<string>();
  client.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  client.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    weight.all += encodedDataLength / 1000;
    if (scripts.has(requestId)) weight.script += encodedDataLength / 1000;
  });
  return weight;
}
