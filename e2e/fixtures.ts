import { randomUUID } from 'node:crypto';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  request,
  type TestInfo,
} from '@playwright/test';
import { Instance } from './instance.ts';
import { type Credentials, SetupPage } from './pages/account-pages.ts';
import { DocumentPage } from './pages/document-page.ts';
import { sendPlainForm } from './plain-form.ts';

/** Somebody with an account, in a browser of their own. */
export interface Person extends Credentials {
  page: Page;
}

interface Workspace {
  id: string;
  name: string;
  slug: string;
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

interface WorkerFixtures {
  /** One running Plenum for each worker, set up by its first visitor. */
  instance: Instance;
  founder: { credentials: Credentials; state: StorageState; token: string };
}

interface TestFixtures {
  /** Adds what the instance wrote during a failed test to its report. */
  instanceOutput: undefined;
  /** Opens a browser of its own, signed out; whatever it does is held against what holds for every page. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** The founder, in a browser of their own. */
  owner: Person;
  /** A workspace of this test's own, with the founder as its admin. */
  workspace: Workspace;
  /** Makes a document in that workspace by the API; gives its id. */
  makeDocument: (data?: {
    kind?: 'pad' | 'wiki' | 'tasks';
    title?: string;
    icon?: string;
    tags?: string[];
    markdown?: string;
    parentId?: string;
  }) => Promise<string>;
  /** Lets another person join that workspace by an invitation. */
  join: (name: string, role?: 'reader' | 'editor') => Promise<Person>;
  /** Lets another person join and write in a document that somebody has open. */
  writeAlong: (document: DocumentPage, name: string) => Promise<DocumentPage>;
  /** The HTTP API as the founder. */
  api: APIRequestContext;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  instance: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern
    async ({}, use) => {
      const instance = await Instance.create();
      try {
        await instance.start();
        await use(instance);
      } finally {
        await instance.destroy();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  founder: [
    async ({ instance, browser }, use) => {
      const credentials = newPerson('Frida Founder');
      const context = await browser.newContext({ baseURL: instance.url, locale: 'en-GB' });
      await new SetupPage(await context.newPage()).setUp(credentials, 'Founders');
      const state = await context.storageState();
      await context.close();
      const label = ['--username', credentials.username, '--name', 'end-to-end tests'];
      await use({ credentials, state, token: instance.run(['token', 'create', ...label]).trim() });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  instanceOutput: [
    async ({ instance }, use, testInfo) => {
      const before = instance.output.length;
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      await testInfo.attach('output of the instance', {
        body: instance.output.slice(before),
        contentType: 'text/plain',
      });
    },
    { auto: true },
  ],

  baseURL: async ({ instance }, use) => use(instance.url),

  open: async (
    { browser, baseURL, contextOptions, locale, serviceWorkers, timezoneId, viewport },
    use,
    testInfo,
  ) => {
    const watched: Watched[] = [];
    const inherited = { ...contextOptions, baseURL, locale, serviceWorkers, timezoneId, viewport };
    await use(async (options = {}) => {
      const one = await openWatched(browser, { ...inherited, ...options });
      watched.push(one);
      return one.page;
    });
    const problems = () => watched.flatMap((one) => one.problems);
    const isFailed = testInfo.status !== testInfo.expectedStatus || problems().length > 0;
    for (const { context } of watched) {
      if (isFailed) await attachPictures(testInfo, context);
      await context.close();
    }
    expect(problems()).toEqual([]);
  },

  owner: async ({ open, founder }, use) => {
    await use({ ...founder.credentials, page: await open({ storageState: founder.state }) });
  },

  api: async ({ instance, founder }, use) => {
    const extraHTTPHeaders = { Authorization: `Bearer ${founder.token}` };
    const api = await request.newContext({ baseURL: `${instance.url}/api/v1/`, extraHTTPHeaders });
    await use(api);
    await api.dispose();
  },

  workspace: async ({ api }, use) => {
    const response = await api.post('workspaces', { data: { name: `Group ${randomUUID().slice(0, 8)}` } });
    expect(response.status()).toBe(201);
    await use(await response.json());
  },

  makeDocument: async ({ api, workspace }, use) => {
    await use(async ({ kind = 'pad', title = 'Plan', ...more } = {}) => {
      const data = { kind, title, ...more };
      const response = await api.post(`workspaces/${workspace.id}/documents`, { data });
      expect(response.status()).toBe(201);
      return (await response.json()).id;
    });
  },

  join: async ({ open, api, workspace }, use) => {
    await use(async (name, role = 'editor') => {
      const invited = await api.post(`workspaces/${workspace.id}/invitations`, { data: { role, days: 1 } });
      const { url } = await invited.json();
      const credentials = newPerson(name);
      const page = await open();
      expect(await sendPlainForm(page.request, url, { ...credentials })).toContain('I have written it down');
      return { ...credentials, page };
    });
  },

  writeAlong: async ({ join }, use) => {
    await use(async (document, name) => {
      const { page } = await join(name);
      return DocumentPage.open(page, document.page.url());
    });
  },
});

export { expect };

/** What somebody's pages show. */
async function attachPictures(testInfo: TestInfo, context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const body = await page.screenshot({ timeout: 10_000 }).catch(() => null);
    if (body) await testInfo.attach('screenshot', { body, contentType: 'image/png' });
  }
}

export function newPerson(displayName: string): Credentials {
  const username = `p${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  return { username, displayName, password: `correct horse ${username}` };
}

/** A browser of somebody's own, and what it has done that no page may do. */
export interface Watched {
  context: BrowserContext;
  page: Page;
  problems: string[];
}

/** No page may ask another origin for anything, nor stumble over its own script. */
export async function openWatched(browser: Browser, options: BrowserContextOptions): Promise<Watched> {
  const context = await browser.newContext(options);
  const problems: string[] = [];
  const own = new URL(options.baseURL ?? '').host;
  const look = (url: string) => {
    const { protocol, host } = new URL(url);
    if (/^(http|ws)s?:$/.test(protocol) && host !== own) problems.push(`request to ${host}`);
  };
  context.on('request', (asked) => look(asked.url()));
  // Sockets are no requests of the context.
  context.on('page', (page) => page.on('websocket', (socket) => look(socket.url())));
  context.on('weberror', (error) =>
    problems.push(`uncaught: ${error.error().stack ?? error.error().message}`),
  );
  return { context, page: await context.newPage(), problems };
}
