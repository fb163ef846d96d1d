import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openForFirstKey, WRITABLE_TEXT } from '../weight.ts';

/** Keys that are typed, and milliseconds between two. */
const KEYS = 200;
const PACE = 60;

/** Times that a document is opened; the median counts. */
const ROUNDS = 3;

for (const paragraphs of [200, 20_000]) {
  test(`a document of ${paragraphs} paragraphs`, async ({ open, founder, workspace, api }) => {
    const words = 'What a group has agreed on stands here, in a sentence of usual length.';
    const markdown = Array.from({ length: paragraphs }, (_, i) => `${i + 1}. ${words}`.replace('. ', ': '));
    const made = await api.post(`workspaces/${workspace.id}/documents`, {
      data: { kind: 'pad', title: 'Long', markdown: markdown.join('\n\n') },
      timeout: 120_000,
    });
    expect(made.status()).toBe(201);
    const { id } = await made.json();
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await open({ storageState: founder.state });
      rounds.push(await openAndType(page, { path: `/d/${id}`, letter: 'ABC'.charAt(round) }));
      await page.close();
    }
    const bare = await open();
    await bare.setContent(
      `<div contenteditable="true">${markdown.map((line) => `<p>${line}</p>`).join('')}</div>`,
    );
    await bare.locator('p').first().click();
    const floor = await typeOn(bare);
    const figures = {
      'first keystroke, ms': median(rounds.map(({ first }) => first)),
      'keystroke p50, ms': median(rounds.map(({ p50 }) => p50)),
      'keystroke p95, ms': median(rounds.map(({ p95 }) => p95)),
      'keystroke p50 in a page without script, ms': floor.p50,
      'keystroke p95 in a page without script, ms': floor.p95,
      'script before the first keystroke, kB': median(rounds.map(({ script }) => script)),
      'all before the first keystroke, kB': median(rounds.map(({ all }) => all)),
    };
    console.log(`\n${paragraphs} paragraphs, median of ${ROUNDS}`);
    for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${Math.round(figure)}`);
    expect(Object.values(figures).every((figure) => figure > 0)).toBe(true);
  });
}

/** Opens a document with an empty cache, writes its first letter as soon as that is possible, and goes on writing. */
async function openAndType(page: Page, { path, letter }: { path: string; letter: string }) {
  const { script, all } = await openForFirstKey(page, path);
  await page.keyboard.press(letter);
  const seen = await page.waitForFunction(
    ([text, begun]) =>
      document.querySelector(`${text} p`)?.textContent.startsWith(begun) && performance.now(),
    [WRITABLE_TEXT, letter] as const,
  );
  const first = Number(await seen.jsonValue());
  return { first, ...(await typeOn(page)), script, all };
}

/** Goes on writing at the cursor. @returns how long keys took, in ms */
async function typeOn(page: Page): Promise<{ p50: number; p95: number }> {
  await measureKeys(page);
  await page.keyboard.type('x'.repeat(KEYS), { delay: PACE });
  const durations = await page.evaluate(() => (window as unknown as { durations: number[] }).durations);
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Notes for each key the milliseconds from its press until the browser has drawn what it did. */
async function measureKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const durations: number[] = [];
    Object.assign(window, { durations });
    addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => durations.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    });
  });
}

function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
