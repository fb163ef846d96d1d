import { once } from 'node:events';
import net from 'node:net';
import { authorize } from '@plenum/database/access/authorize';
import { endSession } from '@plenum/database/accounts/writes';
import { trashDocument } from '@plenum/database/documents/writes';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { revokeShareLink } from '@plenum/database/shares/writes';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { changeRole, removeMember } from '@plenum/database/workspaces/writes';
import type { Member } from '@plenum/domain/access/actor';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Client, type Credential, outcome } from '../testing/client.ts';
import { seeded } from '../testing/fakes.ts';
import { documentWith } from '../testing/hostile.ts';
import { ORIGIN, RunningCollab } from '../testing/running-collab.ts';

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
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 5_000 });
  return client;
}

async function connectAs(member: Member): Promise<Client> {
  return connect(await server.cookieOf(member));
}

/** Also when it is reset. */
const closed = (socket: net.Socket) => new Promise((resolve) => socket.on('close', resolve));
const path = () => `/collab/${documentId}`;

describe('two real clients', () => {
  test('COLLAB-1 converge, and an edit is acknowledged once it is stored', async () => {
    const [anna, bert] = [await connectAs(admin), await connect(await server.tokenOf(admin))];
    anna.type('hello');
    bert.type('there');
    await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']));
    const { text } = await server.stored(documentId);
    expect(text.split(' ').sort()).toEqual(['', 'hello', 'there']);
    await vi.waitFor(() => expect([anna.text, bert.text]).toEqual([text, text]));
  });

  test('COLLAB-2 see who is there, by the name that the server knows', async () => {
    const bert = await server.member(workspaceId, 'editor');
    const [one, two] = [await connectAs(admin), await connectAs(bert)];
    two.provider.awareness.setLocalState({ user: { name: 'The Boss' }, cursor: 1 });
    const seen = () => one.provider.awareness.getStates().get(two.doc.clientID);
    await vi.waitFor(() => expect(seen()).toMatchObject({ cursor: 1, user: { id: bert.personId } }));
    expect(seen()).not.toMatchObject({ user: { name: 'The Boss' } });
    two.provider.disconnect();
    await vi.waitFor(() => expect(seen()).toBeUndefined());
  });

  test('COLLAB-3 what another process appends reaches them', async () => {
    const anna = await connectAs(admin);
    const update = Y.encodeStateAsUpdate(documentWith('imported', 5));
    const log = postgresLog(server.db.pool);
    const [seq] = await log.append([{ documentId, author: { kind: 'system', id: null }, update }]);
    await server.db.bus.publish({ type: 'rows', documentId, seq: seq ?? 0 });
    await vi.waitFor(() => expect(anna.text).toBe('imported'));
  });

  test('COLLAB-4 of which one comes back after an hour of 2,000 edits each: the union (FLT-7)', async () => {
    const [anna, bert] = [await connectAs(admin), await connectAs(admin)];
    bert.provider.disconnect();
    await vi.waitFor(() => expect(bert.status).toBe('offline'));
    for (let i = 0; i < 2_000; i++) {
      anna.type(`a${i}`);
      bert.type(`b${i}`);
    }
    bert.provider.connect();
    await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']), {
      timeout: 15_000,
    });
    await vi.waitFor(() => expect(anna.text).toBe(bert.text));
    const words = (await server.stored(documentId)).text.trim().split(' ');
    expect(new Set(words).size).toBe(4_000);
    expect(words).toHaveLength(4_000);
  });
});

describe('who gets in', () => {
  test('COLLAB-5 nobody without a credential, or with a wrong one (ATT-13)', async () => {
    const wrong: Credential[] = [
      { headers: { Origin: ORIGIN } },
      { headers: { Cookie: '__Secure-next-auth.session-token=nonsense', Origin: ORIGIN } },
      { headers: { Cookie: '__Secure-next-auth.session-token=eyJhbGciOiJub25lIn0.e30.', Origin: ORIGIN } },
      { headers: { Authorization: 'Bearer nonsense' } },
    ];
    for (const credential of wrong)
      expect(await outcome(server, { path: path(), credential })).toBe(CLOSE.notSignedIn);
  });

  test('COLLAB-6 outsiders and unknown names get the same answer, and nothing is made (ATT-11)', async () => {
    const outsider = await server.cookieOf((await server.place()).admin);
    const names = [
      documentId,
      crypto.randomUUID(),
      '..%2f',
      '%00',
      '',
      'a/b',
      `${documentId.toUpperCase()}0`,
    ];
    const outcomes = await Promise.all(
      names.map((name) => outcome(server, { path: `/collab/${name}`, credential: outsider })),
    );
    expect(new Set(outcomes)).toEqual(new Set([CLOSE.notFound]));
    expect(await server.db.prisma.document.count({ where: { id: documentId } })).toBe(1);
  });

  test('COLLAB-7 a foreign origin is refused, and with a cookie a missing one (ATT-10)', async () => {
    const { headers } = await server.cookieOf(admin);
    const { Cookie = '' } = headers;
    const token = await server.tokenOf(admin);
    const attempts: Credential[] = [
      { headers: { Cookie } },
      { headers: { Cookie, Origin: 'https://evil.test' } },
      { headers: { Cookie, Origin: 'null' } },
      { headers: { Cookie, Origin: `${ORIGIN}.evil.test` } },
      { headers: { ...token.headers, Origin: 'https://evil.test' } },
    ];
    for (const credential of attempts) expect(await outcome(server, { path: path(), credential })).toBe(403);
  });

  test('COLLAB-8 a link’s holder to its document, and to no other (ATT-11)', async () => {
    const { credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    expect((await connect(credential)).access).toBe('read');
    const other = (await server.place()).documentId;
    expect(await outcome(server, { path: `/collab/${other}`, credential })).toBe(CLOSE.notFound);
    const guess: Credential = { headers: {}, params: { share: 'x'.repeat(32) } };
    expect(await outcome(server, { path: path(), credential: guess })).toBe(CLOSE.notFound);
  });
});

describe('who may only read', () => {
  test('COLLAB-9 writes nothing, by membership or by link (ATT-1)', async () => {
    const anna = await connectAs(admin);
    anna.type('hello');
    const reader = await connectAs(await server.member(workspaceId, 'reader'));
    const guest = await connect((await server.linkTo(documentId, { by: admin, role: 'reader' })).credential);
    await vi.waitFor(() =>
      expect([reader.text, guest.text, anna.status]).toEqual(['hello ', 'hello ', 'saved']),
    );
    reader.type('evil');
    guest.type('evil');
    guest.doc.getText('content').delete(0, 3);
    anna.type('world');
    await vi.waitFor(() => expect(anna.status).toBe('saved'));
    await vi.waitFor(() => expect(reader.text).toContain('world'));
    expect(anna.text).toBe('hello world ');
    expect((await server.stored(documentId)).text).toBe('hello world ');
    expect(reader.acknowledged.size + guest.acknowledged.size).toBe(0);
  });

  test('COLLAB-10 a link’s reader never gets text that was deleted before (ATT-26)', async () => {
    const anna = await connectAs(admin);
    anna.type('confidential');
    anna.doc.getText('content').delete(0, 13);
    anna.type('public');
    await vi.waitFor(() => expect(anna.status).toBe('saved'));
    const { credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    const received: Buffer[] = [];
    const query = new URLSearchParams(credential.params);
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path()}?${query}`);
    ws.on('message', (data: Buffer) => received.push(data));
    await once(ws, 'open');
    ws.send(encodeMessage({ type: 'step1', vector: Uint8Array.of(0) }));
    await vi.waitFor(() => expect(Buffer.concat(received).toString('latin1')).toContain('public'));
    ws.close();
    expect(Buffer.concat(received).toString('latin1')).not.toContain('confidential');
  });
});

describe('access in force', () => {
  const within = { timeout: 2_000, interval: 20 };

  test('COLLAB-11 a revoked link is cut off within two seconds (ATT-25)', async () => {
    const { id, credential } = await server.linkTo(documentId, { by: admin, role: 'editor' });
    const guest = await connect(credential);
    await revokeShareLink(await authorize(server.db, { actor: admin, action: 'shareLink.revoke', on: id }));
    await vi.waitFor(() => expect(guest.closeCodes).toEqual([CLOSE.notFound]), within);
  });

  test('COLLAB-12 whoever signs out or is removed is cut off within two seconds (ATT-12)', async () => {
    const [one, two] = [
      await server.member(workspaceId, 'editor'),
      await server.member(workspaceId, 'editor'),
    ];
    const [leaving, removed, staying] = [await connectAs(one), await connectAs(two), await connectAs(admin)];
    await endSession(await authorize(server.db, { actor: one, action: 'account.manage', on: one.personId }));
    const grant = await authorize(server.db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    await removeMember(grant, two.personId);
    await vi.waitFor(() => expect(leaving.closeCodes).toEqual([CLOSE.notSignedIn]), within);
    await vi.waitFor(() => expect(removed.closeCodes).toEqual([CLOSE.notFound]), within);
    expect(staying.closeCodes).toEqual([]);
  });

  test('COLLAB-13 a demoted member can only read within two seconds, and write again when promoted (ATT-12)', async () => {
    const member = await server.member(workspaceId, 'editor');
    const client = await connectAs(member);
    const grant = await authorize(server.db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    await changeRole(grant, { personId: member.personId, role: 'reader' });
    await vi.waitFor(() => expect(client.status).toBe('readOnly'), within);
    client.type('waiting');
    await changeRole(grant, { personId: member.personId, role: 'editor' });
    await vi.waitFor(() => expect(client.status).toBe('saved'), within);
    expect((await server.stored(documentId)).text).toBe('waiting ');
  });

  test('COLLAB-14 a document put into the trash ends its sockets', async () => {
    const client = await connectAs(admin);
    await trashDocument(
      await authorize(server.db, { actor: admin, action: 'document.organise', on: documentId }),
    );
    await vi.waitFor(() => expect(client.closeCodes).toEqual([CLOSE.notFound]), within);
  });
});

describe('hostile clients', () => {
  test('COLLAB-15 garbage closes the socket it came by and no other (ATT-8)', async () => {
    const anna = await connectAs(admin);
    const credential = await server.cookieOf(admin);
    const seed = 20_261_122;
    const random = seeded(seed);
    const noise = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
    const frames: (Uint8Array | string)[] = [
      'text',
      new Uint8Array(),
      Uint8Array.of(0, 2, 200, 1),
      encodeMessage({ type: 'acknowledgement', frames: 9 }),
      encodeMessage({ type: 'access', access: 'write' }),
      encodeMessage({ type: 'update', update: new Uint8Array(20) }),
      ...Array.from({ length: 60 }, () => Uint8Array.of(0, Math.floor(random() * 3), 20, ...noise(20))),
      ...Array.from({ length: 60 }, (_, i) => noise(i + 2)),
    ];
    const outcomes: number[] = [];
    for (const frame of frames)
      outcomes.push(await outcome(server, { path: path(), credential, frames: [frame] }));
    // Noise can be a legal question or leave out what it names; it never is anything worse.
    expect(outcomes.slice(0, 6)).toEqual([1008, 1008, 1008, 1008, 1008, 1008]);
    for (const code of outcomes) expect([1008, 0], `seed ${seed}`).toContain(code);
    anna.type('unharmed');
    await vi.waitFor(() => expect(anna.status).toBe('saved'));
    expect(anna.closeCodes).toEqual([]);
    expect((await server.stored(documentId)).text).toBe('unharmed ');
  });

  test('COLLAB-16 broken WebSocket frames close the socket they came by and no other (ATT-8)', async () => {
    const anna = await connectAs(admin);
    const { headers } = await server.cookieOf(admin);
    const breakages = [
      Buffer.from([0xf2, 0x80, 1, 2, 3, 4]),
      Buffer.from([0x82, 0x01, 0]),
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
    ];
    for (const bytes of breakages) {
      const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path()}`, { headers });
      await once(ws, 'open');
      Reflect.get(ws, '_socket').write(bytes);
      const [code] = await once(ws, 'close');
      expect(code).toBe(1002);
    }
    anna.type('unharmed');
    await vi.waitFor(() => expect(anna.status).toBe('saved'));
  });

  test('COLLAB-17 a message that is too large is refused for good', async () => {
    const credential = await server.cookieOf(admin);
    const update = encodeMessage({ type: 'update', update: new Uint8Array(9 * 1024 * 1024) });
    expect(await outcome(server, { path: path(), credential, frames: [update] })).toBe(CLOSE.tooLarge);
    const huge = new Uint8Array(17 * 1024 * 1024);
    expect(await outcome(server, { path: path(), credential, frames: [huge] })).toBe(1009);
  });

  test('COLLAB-18 a handshake that does not come to an end is cut off within five seconds (ATT-9)', async () => {
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`GET ${path()} HTTP/1.1\r\nHost: plenum.test\r\n`);
    const began = performance.now();
    socket.resume();
    await closed(socket);
    expect(performance.now() - began).toBeLessThan(7_000);
  });

  test('COLLAB-19 before the decision nothing of what is sent is taken in (ATT-9)', async () => {
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `GET ${path()} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: ${ORIGIN}\r\n\r\n`,
    );
    const chunk = Buffer.alloc(64 * 1024);
    let sent = 0;
    const pour = setInterval(() => {
      if (sent < 100 * 1024 * 1024 && socket.writable && !socket.writableNeedDrain) {
        sent += chunk.length;
        socket.write(chunk);
      }
    }, 0);
    socket.resume();
    await closed(socket);
    clearInterval(pour);
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  test('COLLAB-20 no token, cookie or address reaches the log', async () => {
    const { token, credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    await connect(credential);
    await outcome(server, { path: path(), credential: { headers: {}, params: { share: `${token}x` } } });
    const output = server.output.join('');
    expect(output).toContain('serving');
    for (const secret of [token, 'next-auth', '127.0.0.1']) expect(output).not.toContain(secret);
  });
});

describe('the public port', () => {
  const ask = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/some/page?q=1`, { headers });
    const { url, headers: seen } = await response.json();
    return { url, seen };
  };

  test('COLLAB-21 hands everything else to web, which sees host and scheme of the public address (ATT-21)', async () => {
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

  test('COLLAB-22 other sockets than those of documents are not taken', async () => {
    expect(await outcome(server, { path: '/_next/webpack-hmr', credential: { headers: {} } })).toBe(404);
    expect((await fetch(`${server.url}${path()}`)).status).toBe(426);
  });

  test('COLLAB-23 it is healthy while database and web answer, and says so kindly when web does not', async () => {
    const own = await new RunningCollab({ databaseUrl: database.url }).start();
    try {
      expect((await fetch(`${own.url}/healthz`)).status).toBe(200);
      await own.stopWeb();
      await vi.waitFor(async () => expect((await fetch(`${own.url}/healthz`)).status).toBe(503));
      const page = await fetch(`${own.url}/`, {
        headers: { Accept: 'text/html', 'Accept-Language': 'de-DE' },
      });
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '3']);
      expect(await page.text()).toContain('lang="de"');
      const api = await fetch(`${own.url}/api/v1/me`);
      expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    } finally {
      await own.close();
    }
  });
});
