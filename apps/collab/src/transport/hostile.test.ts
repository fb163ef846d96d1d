import { once } from 'node:events';
import net from 'node:net';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Client, type Credential, outcome } from '../testing/client.ts';
import { seeded } from '../testing/fakes.ts';
import { lineTo, serve } from '../testing/fault-kit.ts';
import { ORIGIN, RunningCollab } from '../testing/running-collab.ts';
import { soak } from '../testing/soak.ts';

const FRAMES = soak({ short: 126, full: 10_000 });

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
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
  ({ admin, documentId } = await server.place());
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

/** Also when it is reset. */
const closed = (socket: net.Socket) => new Promise((resolve) => socket.on('close', resolve));
const path = () => `/collab/${documentId}`;

describe('hostile clients', () => {
  test(`COLLAB-15, ATT-8 garbage closes the socket it came by and no other (${FRAMES} frames)`, {
    timeout: 60_000 + FRAMES * 50,
  }, async () => {
    const anna = await connectAs(admin);
    const credential = await server.cookieOf(admin);
    const seed = 20_261_122;
    const random = seeded(seed);
    const noise = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
    const frames: (Uint8Array | string)[] = [
      // A text whose bytes would be a question.
      '\u0003',
      new Uint8Array(),
      Uint8Array.of(0, 2, 200, 1),
      encodeMessage({ type: 'acknowledgement', frames: 9 }),
      encodeMessage({ type: 'access', access: 'write' }),
      encodeMessage({ type: 'update', update: new Uint8Array(20) }),
    ];
    while (frames.length < FRAMES)
      frames.push(
        Uint8Array.of(0, Math.floor(random() * 3), 20, ...noise(20)),
        noise(2 + (frames.length % 60)),
      );
    const outcomes: number[] = [];
    while (frames.length > 0) {
      const few = frames.splice(0, 10);
      const told = few.map((frame) => outcome(server, { path: path(), credential, frames: [frame] }));
      outcomes.push(...(await Promise.all(told)));
    }
    // Noise can be a legal question or leave out what it names; it never is anything worse.
    expect(outcomes.slice(0, 6)).toEqual([1008, 1008, 1008, 1008, 1008, 1008]);
    for (const code of outcomes) expect([1008, 0], `seed ${seed}`).toContain(code);
    anna.type('unharmed');
    await vi.waitFor(() => expect(anna.status).toBe('saved'), { timeout: 20_000 });
    expect(anna.closeCodes).toEqual([]);
    expect((await server.stored(documentId)).text).toBe('unharmed ');
  });

  test('COLLAB-16, ATT-8 broken WebSocket frames close the socket they came by and no other', async () => {
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
    await vi.waitFor(() => expect(anna.status).toBe('saved'), { timeout: 20_000 });
  });

  test('COLLAB-17 a message that is too large is refused for good', async () => {
    const credential = await server.cookieOf(admin);
    const update = encodeMessage({ type: 'update', update: new Uint8Array(9 * 1024 * 1024) });
    expect(await outcome(server, { path: path(), credential, frames: [update] })).toBe(CLOSE.tooLarge);
    const huge = new Uint8Array(17 * 1024 * 1024);
    expect(await outcome(server, { path: path(), credential, frames: [huge] })).toBe(CLOSE.tooLarge);
  });

  test('COLLAB-18, ATT-9 a handshake that does not come to an end is cut off within five seconds', async () => {
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`GET ${path()} HTTP/1.1\r\nHost: plenum.test\r\n`);
    const began = performance.now();
    socket.resume();
    await closed(socket);
    expect(performance.now() - began).toBeLessThan(7_000);
  });

  test('COLLAB-19, ATT-9 before the decision nothing of what is sent is taken in', async () => {
    const line = await lineTo(database.url);
    const slow = await serve(line.url);
    const { Cookie } = (await slow.cookieOf(admin)).headers;
    line.hold();
    const began = performance.now();
    const socket = net.connect(slow.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `GET ${path()} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: ${ORIGIN}\r\nCookie: ${Cookie}\r\n\r\n`,
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
    line.restore();
    // All of that while it was undecided.
    expect(performance.now() - began).toBeGreaterThan(4_000);
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
