import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { Cluster } from '../cluster.ts';
import { newPerson, openWatched, type Watched } from '../fixtures.ts';
import { JoinPage, SetupPage } from '../pages/account-pages.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { MembersPage } from '../pages/workspace-pages.ts';

interface Fixtures {
  withRedis: boolean;
  cluster: Cluster;
  /** Opens a browser of its own on one of the nodes, 0 or 1. */
  openOn: (node: number) => Promise<Page>;
}

const test = base.extend<Fixtures>({
  withRedis: [false, { option: true }],

  cluster: [
    async ({ withRedis }, use, testInfo) => {
      const cluster = await Cluster.start({ withRedis });
      await use(cluster);
      if (testInfo.status !== testInfo.expectedStatus) {
        const body = cluster.output;
        await testInfo.attach('output of the nodes', { body, contentType: 'text/plain' });
      }
      await cluster.destroy();
    },
    { timeout: 240_000 },
  ],

  openOn: async ({ browser, cluster, contextOptions, locale, timezoneId, viewport }, use) => {
    const watched: Watched[] = [];
    const options: BrowserContextOptions = {
      ...contextOptions,
      baseURL: cluster.url,
      locale,
      timezoneId,
      viewport,
    };
    await use(async (node) => {
      const one = await openWatched(browser, options);
      await one.context.addCookies([{ name: 'node', value: String(node), url: cluster.url }]);
      watched.push(one);
      return one.page;
    });
    for (const { context } of watched) await context.close();
    expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
  },
});

for (const withRedis of [false, true]) {
  test.describe(withRedis ? 'with Redis' : 'with PostgreSQL alone', () => {
    test.use({ withRedis });

    test(`NODE-18 two nodes ${withRedis ? 'with Redis' : 'with PostgreSQL alone'} are one Plenum to the people on them`, async ({
      cluster,
      openOn,
    }) => {
      const [frida, ines] = [newPerson('Frida First'), newPerson('Ines Second')];
      const first = await openOn(0);
      await new SetupPage(first).setUp(frida, 'Alliance');
      const here = new DocumentPage(first);
      await here.untilWritable();
      const address = first.url();
      const members = new MembersPage(await first.context().newPage());
      await members.open('alliance');
      const invitation = await members.invite('Editor');

      const second = await openOn(1);
      await new JoinPage(second).join(invitation, ines);
      await second.goto(address);
      const there = new DocumentPage(second);
      await there.untilWritable();

      // They write to each other, and see each other.
      await here.append('Written on the first node.');
      await expect(there.text.getByText('Written on the first node.')).toBeVisible();
      await there.append('Written on the second node.');
      await expect(here.text.getByText('Written on the second node.')).toBeVisible();
      await expect(here.caretOf('Ines Second')).toBeVisible();
      await expect(there.caretOf('Frida First')).toBeVisible();

      // What one withdraws is withdrawn on both.
      const dialog = await here.share();
      const link = await dialog.makeLink();
      const reader = await openOn(1);
      await reader.goto(link);
      await expect(reader.getByText('Follows the live text')).toBeVisible();
      await expect(reader.getByText('Written on the first node.')).toBeVisible();
      await dialog.revoke();
      await expect(reader.getByText('This link is no longer valid.')).toBeVisible();
      await first.keyboard.press('Escape');

      // A node that dies takes nothing with it, and its people go on where the others are.
      await there.append('Saved on the second node.');
      await expect(there.saved).toBeVisible();
      await cluster.nodes[1].killAll();
      await expect(here.text.getByText('Saved on the second node.')).toBeVisible();
      await there.append('Written while it was away.');
      await expect(here.text.getByText('Written while it was away.')).toBeVisible({ timeout: 60_000 });
      await expect(there.saved).toBeVisible({ timeout: 60_000 });
      expect(await here.read()).toBe(await there.read());
    });
  });
}
