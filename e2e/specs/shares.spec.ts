import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('SHARE-8 a shared page reads without JavaScript', async ({ owner, open, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeAgenda();
  await document.append('Open to the public');
  await expect(document.saved).toBeVisible();
  const url = await (await document.share()).makeLink();
  const page = await open({ javaScriptEnabled: false });
  const response = await page.goto(url);
  expect(response?.status()).toBe(200);
  await expect(page.getByText('Open to the public')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('SHARE-9 a shared page follows the live text', async ({ owner, open, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  const dialog = await document.share();
  const url = await dialog.makeLink();
  await owner.page.keyboard.press('Escape');
  const page = await open();
  await page.goto(url);
  await expect(page.getByRole('status')).toHaveText('Follows the live text');
  await document.append('Said just now.');
  await expect(page.getByText('Said just now.')).toBeVisible();
});

test('SHARE-2 revoking a link takes the text from an open page', async ({ owner, open, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.append('Between us.');
  await expect(document.saved).toBeVisible();
  const dialog = await document.share();
  const url = await dialog.makeLink();
  const page = await open();
  await page.goto(url);
  await expect(page.getByText('Follows the live text')).toBeVisible();
  await expect(page.getByText('Between us.')).toBeVisible();
  await dialog.revoke();
  await expect(page.getByText('This link is no longer valid.')).toBeVisible();
  await expect(page.getByText('Between us.')).toHaveCount(0);
  expect((await page.goto(url))?.status()).toBe(404);
});

test('SHARE-4 a link with a password opens for whoever gives it', async ({ owner, open, workspace }) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.append('Behind a password.');
  await expect(document.saved).toBeVisible();
  const url = await (await document.share()).makeLink({ password: 'open sesame' });
  const page = await open({ javaScriptEnabled: false });
  expect((await page.goto(url))?.status()).toBe(401);
  await expect(page.getByText('Behind a password.')).toHaveCount(0);
  await page.getByLabel('Password').fill('wrong guess');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toHaveText(/This is not the password/);
  await page.getByLabel('Password').fill('open sesame');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('Behind a password.')).toBeVisible();
});

test('ATT-24 a locked link gives neither socket nor text, export or metadata', async ({
  owner,
  open,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.rename('Locked away');
  await document.append('Behind a password.');
  await expect(document.saved).toBeVisible();
  const id = new URL(owner.page.url()).pathname.split('/').at(-1) ?? '';
  const url = await (await document.share()).makeLink({ password: 'open sesame' });
  const token = new URL(url).pathname.split('/').at(-1) ?? '';
  const page = await open();
  expect((await page.goto(url))?.status()).toBe(401);
  const close = (address: string) =>
    page.evaluate(
      (path) =>
        new Promise<number>((closed) => {
          const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')));
          socket.onclose = ({ code }) => closed(code);
        }),
      address,
    );
  expect(await close(`/collab/${id}?share=${token}`)).toBe(4401);
  const asked = [
    `/s/${token}`,
    `/s/${token}?part=text`,
    `/d/${id}?share=${token}`,
    `/api/v1/documents/${id}?share=${token}`,
    `/api/v1/documents/${id}/export?format=text&share=${token}`,
  ];
  for (const path of asked) {
    for (const headers of [undefined, { Authorization: `Bearer ${token}` }]) {
      const answer = await page.request.get(path, { ...(headers && { headers }), maxRedirects: 0 });
      expect(answer.status(), path).not.toBe(200);
      expect(await answer.text(), path).not.toMatch(/Locked away|Behind a password/);
    }
  }
});

test('ATT-27 a shared page sends no referrer, asks no other origin, and its token is in no log', async ({
  owner,
  open,
  instance,
  workspace,
}) => {
  const list = new WorkspacePage(owner.page);
  await list.open(workspace.slug);
  const document = await list.makeEmpty();
  await document.append(`See ${instance.url}/healthz for more.`);
  await document.text.press('Enter');
  await expect(document.saved).toBeVisible();
  const url = await (await document.share()).makeLink();
  const page = await open();
  const response = await page.goto(url);
  const headers = response?.headers() ?? {};
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-robots-tag']).toContain('noindex');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/healthz')),
    page.evaluate((address) => location.assign(address), `${instance.url}/healthz`),
  ]);
  expect(await asked.headerValue('referer')).toBeNull();
  const token = new URL(url).pathname.split('/').at(-1) ?? '';
  expect(token.length).toBeGreaterThan(15);
  expect(instance.logs()).not.toContain(token);
});

test('SHARE-13, SHARE-17 a link to a branch leads from page to page, and is told beside each of them', async ({
  owner,
  api,
  open,
  workspace,
}) => {
  const make = async (data: object) =>
    (await api.post(`workspaces/${workspace.id}/documents`, { data: { kind: 'wiki', ...data } })).json();
  const root = await make({ title: 'Handbook', markdown: 'Begin here.' });
  const facts = await make({ title: 'Key facts', markdown: 'Facts of the matter.', parentId: root.id });
  const link = await api.post(`documents/${root.id}/share-links`, {
    data: { role: 'reader', covers: 'branch' },
  });
  const page = await open({ javaScriptEnabled: false });
  await page.goto((await link.json()).url);
  await expect(page.getByText('Begin here.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Key facts' }).click();
  await expect(page.getByText('Facts of the matter.')).toBeVisible();
  await page.getByRole('link', { name: 'Handbook' }).click();
  await expect(page.getByText('Begin here.')).toBeVisible();

  await owner.page.goto(`/d/${facts.id}/access`);
  const told = owner.page.getByRole('listitem').filter({ hasText: 'Leads to all below Handbook' });
  await expect(told).toContainText('Whoever has the link');
  await expectAccessible(owner.page);
  await told.getByRole('link', { name: 'Handbook' }).click();
  await expect(owner.page).toHaveURL(`/d/${root.id}`);
});
