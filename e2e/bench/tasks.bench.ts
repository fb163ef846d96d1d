import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Times that each is measured; the median counts. */
const ROUNDS = 5;

for (const count of [50, 5_000]) {
  test(`a list of ${count} tasks`, async ({ open, founder, makeDocument }) => {
    const id = await makeDocument({ kind: 'tasks', title: 'Long' });
    const writer = await open({ storageState: founder.state });
    await writer.goto(`/d/${id}`);
    const field = writer.getByRole('textbox', { name: 'Add a task' });
    await field.waitFor();
    await field.evaluate((input, lines) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', lines);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, titles(count));
    await expect(writer.getByText('Saved', { exact: true })).toBeVisible({ timeout: 120_000 });
    await writer.close();

    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await open({ storageState: founder.state });
      rounds.push({ open: await timeOfOpening(page, `/d/${id}`), ...(await timeOfMoving(page)) });
      await page.close();
    }
    const figures = {
      'from the address to the first box that can be ticked, ms': median(rounds.map((one) => one.open)),
      'from a drop to the list drawn anew, ms': median(rounds.map(({ drop }) => drop)),
      'from a key that moves a task to the list drawn anew, ms': median(rounds.map(({ key }) => key)),
      'from a tick to the list drawn anew, ms': median(rounds.map(({ tick }) => tick)),
    };
    console.log(`\n${count} tasks, median of ${ROUNDS}`);
    for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${Math.round(figure)}`);
    expect(Object.values(figures).every((figure) => figure > 0)).toBe(true);
  });
}

function titles(count: number): string {
  return Array.from({ length: count }, (_, i) => `${i + 1}: ask who brings the tables to the hall`).join(
    '\n',
  );
}

async function timeOfOpening(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(
    () => document.querySelector('[data-task]') !== null && performance.now(),
  );
  return Number(await seen.jsonValue());
}

/** Milliseconds from an input until the browser has drawn what it did, in an open list. */
async function timeOfMoving(page: Page): Promise<{ drop: number; key: number; tick: number }> {
  const tasks = page.locator('[data-task]');
  await measure(page, ['drop', 'keydown', 'change']);
  await tasks.nth(6).dragTo(tasks.nth(2));
  await tasks.nth(4).press('Alt+ArrowUp');
  await page.getByRole('checkbox').nth(3).check();
  const durations = await page.waitForFunction(() => {
    const { durations } = window as unknown as { durations: Record<string, number> };
    return durations.drop && durations.keydown && durations.change ? durations : false;
  });
  const { drop = 0, keydown = 0, change = 0 } = (await durations.jsonValue()) || {};
  return { drop, key: keydown, tick: change };
}

async function measure(page: Page, types: readonly string[]): Promise<void> {
  await page.evaluate((names) => {
    const durations: Record<string, number> = {};
    Object.assign(window, { durations });
    for (const name of names) {
      addEventListener(
        name,
        ({ timeStamp }) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              durations[name] = performance.now() - timeStamp;
            };
            port2.postMessage(null);
          });
        },
        { capture: true },
      );
    }
  }, types);
}

function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
