import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Times that each is measured; the median counts. */
const ROUNDS = 5;

for (const count of [50, 5_000]) {
  test(`a list of ${count} tasks`, async ({ open, founder, workspace, api }) => {
    const made = await api.post(`workspaces/${workspace.id}/tasks/import`, {
      headers: { 'content-type': 'text/csv' },
      data: Buffer.from(table(count)),
      timeout: 120_000,
    });
    expect(made.status()).toBe(201);
    const id: string = (await made.json()).documents[0].id;

    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await open({ storageState: founder.state });
      rounds.push({
        open: await timeOfOpening(page, `/d/${id}`),
        ...(await timeOfMoving(page)),
        ...(await timeOfDays(page, `/d/${id}`)),
      });
      await page.close();
    }
    const figures = {
      'from the address to the first box that can be ticked, ms': median(rounds.map((one) => one.open)),
      'from a drop to the list drawn anew, ms': median(rounds.map(({ drop }) => drop)),
      'from a key that moves a task to the list drawn anew, ms': median(rounds.map(({ key }) => key)),
      'from a tick to the list drawn anew, ms': median(rounds.map(({ tick }) => tick)),
      'from a drop to the calendar drawn anew, ms': median(rounds.map(({ dropOnDay }) => dropOnDay)),
      'from a key that moves a task to the timeline drawn anew, ms': median(rounds.map(({ bar }) => bar)),
    };
    console.log(`\n${count} tasks, median of ${ROUNDS}`);
    for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${Math.round(figure)}`);
    expect(Object.values(figures).every((figure) => figure > 0)).toBe(true);
  });
}

/** Tasks that are due in the month around today, as a table (CSV). */
function table(count: number): string {
  const dayOf = (i: number) => new Date(Date.now() + ((i % 30) - 15) * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: count }, (_, i) => `${i + 1}: ask who brings the tables,${dayOf(i)}`);
  return ['title,due', ...lines].join('\n');
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
  return {
    drop: await durationOf(page, 'drop'),
    key: await durationOf(page, 'keydown'),
    tick: await durationOf(page, 'change'),
  };
}

/** The same in the views by days. */
async function timeOfDays(page: Page, path: string): Promise<{ dropOnDay: number; bar: number }> {
  await page.goto(`${path}?view=calendar`);
  await page.locator('.task-chip').first().waitFor();
  await measure(page, ['drop']);
  await page.locator('.task-chip').first().dragTo(page.locator('.task-day').nth(20));
  const dropOnDay = await durationOf(page, 'drop');
  await page.goto(`${path}?view=timeline`);
  await page.locator('[data-bar]').first().waitFor();
  await measure(page, ['keydown']);
  await page.locator('[data-task]').nth(3).press('Shift+ArrowRight');
  return { dropOnDay, bar: await durationOf(page, 'keydown') };
}

async function durationOf(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction(
    (one) => (window as unknown as { durations: Record<string, number> }).durations[one] ?? false,
    name,
  );
  return Number(await found.jsonValue());
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
