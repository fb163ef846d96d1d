import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { encodeMessage } from '@plenum/protocol/messages';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Client, type Credential, outcome } from '../testing/client.ts';
import { documentWith } from '../testing/hostile.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let documentId: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  ({ admin, workspaceId, documentId } = await server.place());
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(credential: Credential, id = documentId): Promise<Client> {
  const client = new Client(server, { documentId: id, credential });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 20_000 });
  return client;
}

async function connectAs(member: Member): Promise<Client> {
  return connect(await server.cookieOf(member));
}

const path = () => `/collab/${documentId}`;

describe('a document that was put back to an earlier state', () => {
  test('EPOCH-1, EPOCH-2, FLT-11 takes nothing of copies of its old epoch, and tells its new one', async () => {
    const anna = await connectAs(admin);
    anna.type('before');
    await vi.waitFor(() => expect([anna.status, anna.epoch]).toEqual(['saved', expect.any(String)]));
    const old = { epoch: anna.epoch ?? '' };
    const { headers } = await server.cookieOf(admin);
    expect(await outcome(server, { path: path(), credential: { headers, params: old } })).toBe(0);
    anna.destroy();
    await server.db.pool.query('UPDATE document SET epoch = gen_random_uuid() WHERE id = $1', [documentId]);
    const stale = { path: path(), credential: { headers, params: old } };
    await vi.waitFor(async () => expect(await outcome(server, stale)).toBe(4410), { timeout: 20_000 });
    const update = Y.encodeStateAsUpdate(documentWith('stale', 9));
    const frames = [encodeMessage({ type: 'step2', update })];
    expect(await outcome(server, { ...stale, frames })).toBe(4410);
    const bert = await connectAs(admin);
    await vi.waitFor(() => expect(bert.epoch).not.toBeNull());
    expect(bert.epoch).not.toBe(old.epoch);
    expect(bert.text).toBe('before ');
  });
});

describe('two real clients', () => {
  test('COLLAB-1 converge, and an edit is acknowledged once it is stored', async () => {
    const [anna, bert] = [await connectAs(admin), await connect(await server.tokenOf(admin))];
    anna.type('hello');
    bert.type('there');
    await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']), {
      timeout: 20_000,
    });
    const { text } = await server.stored(documentId);
    expect(text.split(' ').sort()).toEqual(['', 'hello', 'there']);
    await vi.waitFor(() => expect([anna.text, bert.text]).toEqual([text, text]), { timeout: 20_000 });
  });

  test('COLLAB-2 see who is there, by the name that the server knows', async () => {
    const bert = await server.member(workspaceId, 'editor');
    const [one, two] = [await connectAs(admin), await connectAs(bert)];
    two.provider.awareness.setLocalState({ user: { name: 'The Boss' }, place: 1 });
    const seen = () => one.provider.awareness.getStates().get(two.doc.clientID);
    await vi.waitFor(() => expect(seen()).toMatchObject({ place: 1, user: { id: bert.personId } }), {
      timeout: 20_000,
    });
    expect(seen()).not.toMatchObject({ user: { name: 'The Boss' } });
    two.provider.disconnect();
    await vi.waitFor(() => expect(seen()).toBeUndefined(), { timeout: 20_000 });
  });

  test('COLLAB-43 who do nothing leave the line quiet, though they send back what they hear', async () => {
    const [one, two] = [await connectAs(admin), await connectAs(await server.member(workspaceId, 'editor'))];
    let heardAt = performance.now();
    for (const { provider } of [one, two])
      provider.awareness.on('update', () => (heardAt = performance.now()));
    one.provider.awareness.setLocalStateField('place', 1);
    const seen = () => two.provider.awareness.getStates().get(one.doc.clientID);
    await vi.waitFor(() => expect(seen()).toMatchObject({ place: 1 }), { timeout: 20_000 });
    // Ten of the windows in which awareness is sent.
    await vi.waitFor(() => expect(performance.now() - heardAt).toBeGreaterThan(500), { timeout: 30_000 });
  });

  test('COLLAB-3 what another process appends reaches them', async () => {
    const anna = await connectAs(admin);
    const update = Y.encodeStateAsUpdate(documentWith('imported', 5));
    const log = postgresLog(server.db.pool);
    const [seq] = await log.append([{ documentId, author: { kind: 'system', id: null }, update }]);
    await server.db.bus.publish({ type: 'rows', documentId, seq: Number(seq) });
    await vi.waitFor(() => expect(anna.text).toBe('imported'), { timeout: 20_000 });
  });

  test('COLLAB-4, FLT-7 of which one comes back after an hour of 2,000 edits each: the union', async () => {
    const [anna, bert] = [await connectAs(admin), await connectAs(admin)];
    bert.provider.disconnect();
    await vi.waitFor(() => expect(bert.status).toBe('offline'), { timeout: 20_000 });
    for (let i = 0; i < 2_000; i++) {
      anna.type(`a${i}`);
      bert.type(`b${i}`);
    }
    bert.provider.connect();
    await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']), {
      timeout: 15_000,
    });
    await vi.waitFor(() => expect(anna.text).toBe(bert.text), { timeout: 20_000 });
    const words = (await server.stored(documentId)).text.trim().split(' ');
    expect(new Set(words).size).toBe(4_000);
    expect(words).toHaveLength(4_000);
  });
});

describe('who may only read', () => {
  test('COLLAB-9, ATT-1 writes nothing, by membership or by link', async () => {
    const anna = await connectAs(admin);
    anna.type('hello');
    const reader = await connectAs(await server.member(workspaceId, 'reader'));
    const guest = await connect((await server.linkTo(documentId, { by: admin, role: 'reader' })).credential);
    const all = () => [reader.text, guest.text, anna.status];
    await vi.waitFor(() => expect(all()).toEqual(['hello ', 'hello ', 'saved']), { timeout: 20_000 });
    reader.type('evil');
    guest.type('evil');
    guest.doc.getText('content').delete(0, 3);
    anna.type('world');
    await vi.waitFor(() => expect(anna.status).toBe('saved'), { timeout: 20_000 });
    await vi.waitFor(() => expect(reader.text).toContain('world'), { timeout: 20_000 });
    expect(anna.text).toBe('hello world ');
    expect((await server.stored(documentId)).text).toBe('hello world ');
    expect(reader.acknowledged.size + guest.acknowledged.size).toBe(0);
  });

  test('COLLAB-10, ATT-26 a link’s reader never gets text that was deleted before', async () => {
    const anna = await connectAs(admin);
    anna.type('confidential');
    anna.doc.getText('content').delete(0, 13);
    anna.type('public');
    await vi.waitFor(() => expect(anna.status).toBe('saved'), { timeout: 20_000 });
    const { credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    const received: Buffer[] = [];
    const query = new URLSearchParams(credential.params);
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path()}?${query}`);
    ws.on('message', (data: Buffer) => received.push(data));
    await once(ws, 'open');
    ws.send(encodeMessage({ type: 'step1', vector: Uint8Array.of(0) }));
    await vi.waitFor(() => expect(Buffer.concat(received).toString('latin1')).toContain('public'), {
      timeout: 20_000,
    });
    ws.close();
    expect(Buffer.concat(received).toString('latin1')).not.toContain('confidential');
  });
});

describe('the public port', () => {
  const ask = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/some/page?q=1`, { headers });
    const { url, headers: seen } = Object(await response.json());
    return { url, seen };
  };

  test('COLLAB-21, ATT-21 hands everything else to web, which sees host and scheme of the public address', async () => {
    const { url, seen } = await ask({
      'X-Forwarded-Host': 'evil.test',
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Proto': 'http',
      'X-Real-IP': '6.6.6.6',
      'CF-Connecting-IP': '6.6.6.6',
      Forwarded: 'for=6.6.6.6',
      'X-Middleware-Subrequest': 'middleware',
    });
    expect(url).toBe('/some/page?q=1');
    expect(seen).toMatchObject({
      host: 'plenum.test',
      'x-forwarded-host': 'plenum.test',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '127.0.0.1',
    });
    expect(JSON.stringify(seen)).not.toMatch(/6\.6\.6\.6|evil|middleware/);
  });

  test('COLLAB-55 where people come by HTTPS, every answer says that they do so for a year', async () => {
    for (const where of ['/healthz', '/some/page']) {
      const { headers } = await fetch(`${server.url}${where}`);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });

  test('COLLAB-22 other sockets than those of documents are not taken', async () => {
    expect(await outcome(server, { path: '/_next/webpack-hmr', credential: { headers: {} } })).toBe(404);
    expect((await fetch(`${server.url}${path()}`)).status).toBe(426);
  });

  test('COLLAB-49 a request that offers another protocol is served as it is; with a body it is told that it is not', async () => {
    const offer = async (method: string, headers: Record<string, string> = {}) => {
      const all = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABk' };
      const req = request(`${server.url}/some/page?q=2`, { method, headers: { ...all, ...headers } });
      req.end(method === 'POST' ? 'body' : undefined);
      const [res] = await once(req, 'response');
      return { status: res.statusCode, body: Buffer.concat(await res.toArray()).toString() };
    };
    const { status, body } = await offer('GET');
    expect([status, JSON.parse(body).url]).toEqual([200, '/some/page?q=2']);
    expect(body).not.toContain('h2c');
    expect((await offer('POST', { 'Content-Length': '4' })).status).toBe(501);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('COLLAB-23 it is healthy while database and web answer, and says so kindly when web does not', async () => {
    const own = await new RunningCollab({ databaseUrl: database.url }).start();
    try {
      expect((await fetch(`${own.url}/healthz`)).status).toBe(200);
      await own.stopWeb();
      await vi.waitFor(async () => expect((await fetch(`${own.url}/healthz`)).status).toBe(503), {
        timeout: 20_000,
      });
      const page = await fetch(`${own.url}/`, {
        headers: { Accept: 'text/html', 'Accept-Language': 'de-DE' },
      });
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '3']);
      expect(await page.text()).toContain('lang="de"');
      const api = await fetch(`${own.url}/api/v1/me`);
      const { title, detail } = Object(await api.json());
      expect([title, detail].every((text) => typeof text === 'string' && text !== '')).toBe(true);
      expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    } finally {
      await own.close();
    }
  });
});

test('COLLAB-57 a connection may rest longer than proxies let one', async () => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.url}/healthz`, { agent: new Agent({ keepAlive: true }) }, resolve).on('error', reject);
  });
  answer.resume();
  expect(answer.headers['keep-alive']).toBe('timeout=75');
  answer.socket.destroy();
});
