import type { APIRequestContext, Page } from '@playwright/test';
import { expect, newPerson, type Person, test } from '../fixtures.ts';
import { JoinPage } from '../pages/account-pages.ts';
import { MembersPage, WorkspacePage } from '../pages/workspace-pages.ts';

test('WS-9 a new workspace is empty and offers an agenda', async ({ owner }) => {
  const { page } = owner;
  await page.goto('/new-workspace');
  await page.getByLabel('Name', { exact: true }).fill('Garden group');
  await page.getByRole('button', { name: 'Make workspace' }).click();
  await expect(page).toHaveURL(/\/w\/garden-group/);
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible();
  await new WorkspacePage(page).makeAgenda();
});

test('WS-3 an invitation makes its reader a member with its role', async ({ owner, open, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const page = await open();
  await new JoinPage(page).join(await members.invite('Reader'), newPerson('Rita Reader'));
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New agenda' })).toHaveCount(0);
  await members.open(workspace.slug);
  await expect(members.member('Rita Reader').getByRole('combobox')).toHaveValue('reader');
});

test('WS-4 a revoked invitation lets nobody in', async ({ owner, open, workspace }) => {
  const members = new MembersPage(owner.page);
  await members.open(workspace.slug);
  const url = await members.invite('Editor');
  await owner.page.getByRole('button', { name: 'Revoke this invitation' }).click();
  await owner.page.getByRole('button', { name: 'Revoke invitation', exact: true }).click();
  await expect(members.invitations).toHaveCount(0);
  const page = await open();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'This invitation is not valid' })).toBeVisible();
});

test('WS-10 somebody with an account joins by one press', async ({ owner, join, api }) => {
  const { page } = await join('Mia Member');
  const second = await (await api.post('workspaces', { data: { name: 'Second group' } })).json();
  const members = new MembersPage(owner.page);
  await members.open(second.slug);
  const url = await members.invite('Editor');
  await page.goto(url);
  await page.getByRole('button', { name: 'Join as Mia Member' }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${second.slug}`));
});

/** Somebody with an account here, in a workspace of another group. */
async function anOutsider({
  open,
  owner,
  api,
}: {
  open: () => Promise<Page>;
  owner: Person;
  api: APIRequestContext;
}): Promise<Page> {
  const other = await (await api.post('workspaces', { data: { name: 'Elsewhere' } })).json();
  const members = new MembersPage(owner.page);
  await members.open(other.slug);
  const url = await members.invite('Editor');
  const page = await open();
  await new JoinPage(page).join(url, newPerson('Otto Outsider'));
  return page;
}

test('ACCESS-3 a workspace that is not one’s own looks like none', async ({
  open,
  owner,
  api,
  workspace,
}) => {
  const page = await anOutsider({ open, owner, api });
  for (const slug of [
    workspace.slug,
    'no-such-workspace',
    '%00',
    `${workspace.slug}%00`,
    '%25',
    '%ff',
    '%2e%2e%2f',
  ]) {
    const response = await page.goto(`/w/${slug}`);
    expect(response?.status(), slug).toBe(404);
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  }
});

/** Other ways to write a path. */
const DISGUISES: ((path: string) => string)[] = [
  (path) => path,
  (path) => path.replace(/^\/(.)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/[^/]$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
  (path) => path.replaceAll('/', '%2f').replace('%2f', '/'),
  (path) => path.toUpperCase(),
  (path) => path.replace(/^\/(\w)/, (start) => start.toUpperCase()),
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}.rsc`,
  (path) => `${path}.json`,
  (path) => `${path}.segments/_tree.segment.rsc`,
  (path) => `${path}%00`,
  (path) => `${path};x=/_next/static/y`,
  (path) => `/_next/data/build${path}.json`,
  (path) => `/_next/static/..%2f..${path}`,
  (path) => `/_next/image?w=64&q=75&url=${encodeURIComponent(path)}`,
  (path) => `${path}?_rsc=1a2b3`,
  (path) => `/?nextInternalLocale=en&url=${encodeURIComponent(path)}`,
];

/** What the framework sends itself, and what proxies say. */
const HEADERS: Record<string, string>[] = [
  { RSC: '1' },
  { RSC: '1', 'Next-Router-Prefetch': '1' },
  { RSC: '1', 'Next-Router-Prefetch': '2', 'Next-Router-Segment-Prefetch': '/_tree' },
  { RSC: '1', 'Next-Router-State-Tree': encodeURIComponent('["",{},null,"refetch"]') },
  { 'x-middleware-subrequest': Array(5).fill('src/proxy').join(':') },
  { 'x-middleware-subrequest': Array(5).fill('proxy').join(':') },
  { 'x-middleware-prefetch': '1', Purpose: 'prefetch' },
  { 'x-nextjs-data': '1' },
  { 'x-invoke-status': '200', 'x-invoke-path': '/' },
  { 'x-original-url': '/', 'x-rewrite-url': '/' },
  { 'x-http-method-override': 'GET' },
  { Authorization: 'Bearer undefined' },
];

test('ATT-20 no other way to write an address, and no header, leads past the gate', async ({
  open,
  owner,
  api,
  instance,
  workspace,
}) => {
  const title = `Title of ${workspace.slug}`;
  const data = { kind: 'pad', title, markdown: 'Between us alone' };
  const { id } = await (await api.post(`workspaces/${workspace.id}/documents`, { data })).json();
  const outsider = await anOutsider({ open, owner, api });
  const nobody = await open();
  const paths = [
    `/d/${id}`,
    `/w/${workspace.slug}/members`,
    `/api/v1/documents/${id}/export?format=text`,
    `/api/v1/workspaces/${workspace.id}/documents`,
  ];
  const secret = new RegExp(`${title}|Between us alone|${workspace.name}`);
  const ask = async ({ request }: Page, path: string, headers: Record<string, string> = {}) => {
    // A connection that was kept may be closed just when it is used again, which says nothing about the gate.
    const options = { headers, maxRedirects: 0, maxRetries: 2 };
    const answer = await request.get(`${instance.url}${path}`, options);
    const said = `${path} with ${JSON.stringify(headers)}`;
    expect(answer.status(), said).toBeLessThan(500);
    expect(await answer.text(), said).not.toMatch(secret);
  };
  for (const path of paths) {
    for (const page of [outsider, nobody]) {
      await Promise.all([
        ...DISGUISES.map((disguise) => ask(page, disguise(path))),
        ...HEADERS.map((headers) => ask(page, path, headers)),
      ]);
    }
  }
  // Whoever may read it gets it by these very requests, so it is the gate that the others met.
  for (const headers of [undefined, { RSC: '1' }]) {
    const text = await (await owner.page.request.get(`/d/${id}`, headers && { headers })).text();
    expect(text).toContain('Between us alone');
  }
});
