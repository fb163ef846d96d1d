import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { test as base, expect } from '../fixtures.ts';

interface Programs {
  /** A program with a token of somebody new, which takes two starts of the command line. */
  stranger: APIRequestContext;
  /** A program that has no account here. */
  nobody: APIRequestContext;
}

const test = base.extend<Programs>({
  // The founder comes first: an instance that has an account cannot be set up any more.
  stranger: async ({ instance, founder, playwright }, use) => {
    expect(founder.token).not.toBe('');
    const username = `str${randomBytes(5).toString('hex')}`;
    instance.run(['user', 'create', '--username', username, '--password-stdin'], 'correct horse battery');
    const token = instance.run(['token', 'create', '--username', username, '--name', 'test']).trim();
    const stranger = await playwright.request.newContext({
      baseURL: `${instance.url}/api/v1/`,
      extraHTTPHeaders: { Authorization: `Bearer ${token}` },
    });
    await use(stranger);
    await stranger.dispose();
  },
  nobody: async ({ instance, playwright }, use) => {
    const nobody = await playwright.request.newContext({ baseURL: `${instance.url}/api/v1/` });
    await use(nobody);
    await nobody.dispose();
  },
});

const MARKDOWN = `# Küfa

- [x] rice
- [ ] *lentils* & <b>salt</b>

| a | b |
| - | - |
| 1 | 2 |
`;

async function aWorkspace(api: APIRequestContext) {
  const answer = await api.post('workspaces', { data: { name: 'Forest alliance' } });
  expect(answer.status()).toBe(201);
  return answer.json();
}

async function aDocument(api: APIRequestContext) {
  const workspace = await aWorkspace(api);
  const data = { kind: 'pad', title: 'Plenum «March»', markdown: MARKDOWN };
  const answer = await api.post(`workspaces/${workspace.id}/documents`, { data });
  expect(answer.status()).toBe(201);
  return { workspace, document: await answer.json(), etag: answer.headers().etag ?? '' };
}

test('API-3 a program finds out for whom it acts', async ({ stranger }) => {
  expect(await (await stranger.get('me')).json()).toEqual({
    id: expect.any(String),
    username: expect.stringMatching(/^str/),
    displayName: expect.any(String),
  });
});

test('API-4 documents are made from Markdown, listed, and had back in every format', async ({
  api,
  instance,
}) => {
  const { workspace, document } = await aDocument(api);
  expect(document).toMatchObject({
    kind: 'pad',
    title: 'Plenum «March»',
    workspaceId: workspace.id,
    parentId: null,
  });
  expect(document.url).toBe(`${instance.url}/d/${document.id}`);
  expect(document.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const list = await (await api.get(`workspaces/${workspace.id}/documents`)).json();
  expect(list).toEqual({ items: [document], next: null });

  const file = async (format: string) => {
    const answer = await api.get(`documents/${document.id}/export?format=${format}`);
    expect(answer.headers()['content-disposition']).toContain("filename*=UTF-8''Plenum%20%C2%ABMarch%C2%BB.");
    return answer.text();
  };
  expect(await file('markdown')).toContain('# Küfa');
  expect(await file('markdown')).toMatch(/\[x\] rice/);
  expect(await file('text')).toContain('lentils & <b>salt</b>');
  expect(await file('html')).toContain('&lt;b&gt;salt');
  expect(JSON.parse(await file('json'))).toMatchObject({ title: document.title, content: { type: 'doc' } });
});

test('API-5, API-12 a document is changed, guarded by If-Match, and put into the trash', async ({ api }) => {
  const { document, etag } = await aDocument(api);
  const renamed = await api.patch(`documents/${document.id}`, {
    data: { title: 'Minutes' },
    headers: { 'If-Match': etag },
  });
  expect(await renamed.json()).toMatchObject({ id: document.id, title: 'Minutes' });
  const list = await api.patch(`documents/${document.id}`, {
    data: { title: 'Minutes of March' },
    headers: { 'If-Match': `${etag}, ${renamed.headers().etag}` },
  });
  expect(list.status()).toBe(200);
  const stale = await api.patch(`documents/${document.id}`, {
    data: { title: 'Lost' },
    headers: { 'If-Match': etag },
  });
  expect(stale.status()).toBe(412);
  expect(await stale.json()).toMatchObject({ code: 'precondition_failed', status: 412 });
  expect((await api.delete(`documents/${document.id}`)).status()).toBe(204);
  expect((await api.get(`documents/${document.id}`)).status()).toBe(404);
});

test('API-6 share links are made, listed and revoked', async ({ api, nobody, instance }) => {
  const { document } = await aDocument(api);
  const made = await api.post(`documents/${document.id}/share-links`, {
    data: { role: 'reader', name: 'Press' },
  });
  expect(made.status()).toBe(201);
  const link = await made.json();
  expect(link).toEqual({
    id: expect.any(String),
    role: 'reader',
    covers: 'document',
    shows: 'live',
    name: 'Press',
    url: `${instance.url}/s/${link.token}`,
    token: expect.stringMatching(/^[\w-]{32}$/),
    expiresAt: null,
    hasPassword: false,
    lastUsedOn: null,
  });
  expect(await (await api.get(`documents/${document.id}/share-links`)).json()).toEqual({
    items: [link],
    next: null,
  });
  expect(await (await nobody.get(link.url)).text()).toContain('Küfa');
  expect((await api.delete(`share-links/${link.id}`)).status()).toBe(204);
  expect((await nobody.get(link.url)).status()).toBe(404);
});

test('API-7 what may not be read, what is not there and what cannot be an id are the same 404', async ({
  api,
  stranger,
}) => {
  const { document, workspace } = await aDocument(api);
  const missing = await (await stranger.get('documents/018f0000-0000-7000-8000-000000000000')).json();
  expect(missing).toMatchObject({ status: 404, code: 'not_found' });
  for (const path of [
    `documents/${document.id}`,
    `documents/${document.id}/export?format=text`,
    `documents/${document.id}/share-links`,
    `workspaces/${workspace.id}/documents`,
    'documents/nonsense',
    'documents/..%2fme',
    'no/such/route',
  ]) {
    const answer = await stranger.get(path);
    expect(answer.headers()['content-type'], path).toBe('application/problem+json');
    expect(await answer.json(), path).toEqual(missing);
  }
});

test('API-8 bad input is told in words, and bad credentials are nobody', async ({ api, nobody }) => {
  const workspace = await aWorkspace(api);
  const problems: [string, unknown][] = [
    [`workspaces/${workspace.id}/documents`, { kind: 'poem', title: '' }],
    ['workspaces', {}],
    ['workspaces', [1]],
  ];
  for (const [path, data] of problems) {
    const answer = await api.post(path, { data });
    expect(answer.status()).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', detail: expect.stringMatching(/\w/) });
  }
  const notJson = await api.post('workspaces', {
    data: 'x',
    headers: { 'Content-Type': 'application/json' },
  });
  expect(await notJson.json()).toMatchObject({ status: 400, code: 'invalid_input' });
  expect((await api.get('workspaces?limit=0')).status()).toBe(400);
  expect((await api.get('workspaces?cursor=x')).status()).toBe(400);
  const unknown = await nobody.get('me', { headers: { Authorization: 'Bearer nonsense' } });
  expect(unknown.status()).toBe(401);
  expect(unknown.headers()['www-authenticate']).toBe('Bearer');
  expect((await nobody.get('me')).status()).toBe(401);
  expect((await nobody.post('workspaces', { data: { name: 'x' } })).status()).toBe(401);
});

test('API-9 lists come a page at a time', async ({ stranger }) => {
  for (let i = 0; i < 3; i++) await aWorkspace(stranger);
  const first = await (await stranger.get('workspaces?limit=2')).json();
  expect(first.items).toHaveLength(2);
  const second = await (await stranger.get(`workspaces?limit=2&cursor=${first.next}`)).json();
  expect(second).toEqual({ items: [expect.any(Object)], next: null });
});

test('API-11 what a route does not do is answered by what it does, and every address below /api/v1 by JSON', async ({
  api,
  nobody,
}) => {
  const { document } = await aDocument(api);
  const refused: [string, string, string][] = [
    ['PUT', 'workspaces', 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', 'me', 'GET, HEAD, OPTIONS'],
    ['POST', `documents/${document.id}`, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['GET', `share-links/${document.id}`, 'PATCH, DELETE, OPTIONS'],
    ['POST', 'openapi.json', 'GET, HEAD, OPTIONS'],
  ];
  for (const [method, path, allow] of refused) {
    for (const asked of [api, nobody]) {
      const answer = await asked.fetch(path, { method });
      expect(answer.status(), path).toBe(405);
      expect(answer.headers()).toMatchObject({ allow, 'content-type': 'application/problem+json' });
      expect(await answer.json()).toMatchObject({ status: 405, code: 'method_not_allowed' });
    }
    expect((await api.fetch(path, { method: 'OPTIONS' })).headers().allow).toBe(allow);
  }
  expect((await api.fetch('me', { method: 'HEAD' })).status()).toBe(200);
  for (const path of ['', 'no', 'no/such/route', 'documents', '%00', 'documents/%00']) {
    for (const method of ['GET', 'POST', 'PUT']) {
      const answer = await api.fetch(path, { method });
      expect(answer.headers()['content-type'], `${method} ${path}`).toBe('application/problem+json');
      expect([404, 405], `${method} ${path}`).toContain(answer.status());
    }
  }
});

test('API-10 the description of the API is there for everybody', async ({ nobody, instance }) => {
  const description = await (await nobody.get('openapi.json')).json();
  expect(description).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${instance.url}/api/v1` }] });
});
