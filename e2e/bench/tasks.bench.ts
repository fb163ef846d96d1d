import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Times that each is measured; the median counts. */
const ROUNDS = 5;

/** Ticks that are followed to another browser. */
const TICKS = 20;

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
        ...(await timeOfOpening(page, `/d/${id}`)),
        again: await timeOfOpeningAgain(page, `/d/${id}`),
        ...(await timeOfFollowing(page, { from: `/w/${workspace.slug}/tasks`, to: `/d/${id}` })),
        ...(await timeOfMoving(page)),
        ...(await timeOfDays(page, `/d/${id}`)),
      });
      await page.close();
    }
    const figures = {
      'from the address to the first tasks, as the server read them, ms': median(
        rounds.map(({ read }) => read),
      ),
      'from the address to the first box that can be ticked, ms': median(rounds.map(({ live }) => live)),
      'the same for who had opened it before, ms': median(rounds.map(({ again }) => again.live)),
      'from a press on its link to the first tasks, as the server read them, ms': median(
        rounds.map(({ readThere }) => readThere),
      ),
      'from a press on its link to the first box that can be ticked, ms': median(
        rounds.map(({ liveThere }) => liveThere),
      ),
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

test('a tick in minutes, seen in an open list in another browser', async ({
  open,
  founder,
  makeDocument,
}) => {
  const markdown = Array.from({ length: TICKS }, (_, i) => `- [ ] Ring number ${i}`).join('\n');
  const minutes = await makeDocument({ title: 'Minutes', markdown });
  const list = await makeDocument({ kind: 'tasks', title: 'What was decided' });
  const [writing, watching] = [
    await open({ storageState: founder.state }),
    await open({ storageState: founder.state }),
  ];
  await watching.goto(`/d/${list}`);
  await watching.getByRole('button', { name: 'Show tasks of other texts' }).click();
  await watching.getByLabel('All texts of this workspace').check();
  await watching.keyboard.press('Escape');
  await watching.getByRole('button', { name: 'Done: Ring number 0' }).waitFor();
  await writing.goto(`/d/${minutes}`);
  const boxes = writing.locator('.ProseMirror').getByRole('checkbox');
  await boxes.nth(TICKS - 1).waitFor();
  const times: number[] = [];
  for (let i = 0; i < TICKS; i += 1) {
    const seen = watching.evaluate(timeOfPress, `Done: Ring number ${i}`);
    await writing.evaluate(() => {
      addEventListener('change', () => Object.assign(window, { ticked: Date.now() }), {
        capture: true,
        once: true,
      });
    });
    await boxes.nth(i).check();
    const ticked = await writing.evaluate(() => Number(Reflect.get(window, 'ticked')));
    times.push((await seen) - ticked);
    // Of several ticks in a row a browser waits a moment to read the later ones.
    await watching.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  }
  const [shortest, longest] = [Math.min(...times), Math.max(...times)];
  console.log(
    `\n${TICKS} ticks in minutes that were just opened, until another browser's list shows them, ms`,
  );
  console.log(`  the first ${times[0]}; median ${median(times)}, from ${shortest} to ${longest}`);
  expect(shortest).toBeGreaterThan(0);
});

/** When a button that can be pressed is shown as pressed, in milliseconds since 1970. */
function timeOfPress(name: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const pressed = document.querySelector(`button[aria-label="${name}"][aria-pressed="true"]`);
      if (!pressed) return;
      watch.disconnect();
      requestAnimationFrame(() => resolve(Date.now()));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** Tasks that are due in the month around today, as a table (CSV). */
function table(count: number): string {
  const dayOf = (i: number) => new Date(Date.now() + ((i % 30) - 15) * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: count }, (_, i) => `${i + 1}: ask who brings the tables,${dayOf(i)}`);
  return ['title,due', ...lines].join('\n');
}

async function timeOfOpening(page: Page, path: string): Promise<{ read: number; live: number }> {
  await page.goto(path, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(
    () => document.querySelector('[data-task]') !== null && performance.now(),
  );
  const live = Number(await seen.jsonValue());
  const read = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  );
  return { read, live };
}

/** The same once the browser has kept what it keeps, without a service worker. */
async function timeOfOpeningAgain(page: Page, path: string): Promise<{ read: number; live: number }> {
  await atRest(page);
  await page.goto('about:blank');
  return timeOfOpening(page, path);
}

/** The same within the application, from the page that a link to the list stands on. */
async function timeOfFollowing(
  page: Page,
  { from, to }: { from: string; to: string },
): Promise<{ readThere: number; liveThere: number }> {
  await page.goto(from);
  const link = page.locator(`main a[href="${to}"]`).first();
  await link.waitFor();
  await atRest(page);
  await page.evaluate(() => {
    const see = ({ timeStamp }: Event) => Object.assign(window, { pressed: timeStamp });
    addEventListener('click', see, { capture: true, once: true });
  });
  await link.click();
  const since = async (selector: string): Promise<number> => {
    const there = await page.waitForFunction(
      (one) =>
        document.querySelector(one) !== null && performance.now() - Number(Reflect.get(window, 'pressed')),
      selector,
    );
    return Number(await there.jsonValue());
  };
  const readThere = await since('main .prose li:nth-child(40), [data-task]');
  return { readThere, liveThere: await since('[data-task]') };
}

/** Until the page has come to rest: people press on what they see. */
async function atRest(page: Page): Promise<void> {
  await page.waitForLoadState();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Milliseconds from an input until the browser has drawn what it did, in an open list. */
async function timeOfMoving(page: Page): Promise<{ drop: number; key: number; tick: number }> {
  const rows = page.locator('.task-row[draggable="true"]');
  await rows.nth(6).waitFor();
  await atRest(page);
  await measure(page, ['drop', 'keydown', 'change']);
  await rows.nth(6).dragTo(rows.nth(2));
  await page.locator('[data-task]').nth(4).press('Alt+ArrowUp');
  await page.getByRole('checkbox', { checked: false }).nth(3).check();
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
