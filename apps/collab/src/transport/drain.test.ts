import { once } from 'node:events';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { CLOSE } from '@plenum/protocol/close-codes';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { letType, lineTo, lock, newDatabase, newTypists, serve } from '../testing/fault-kit.ts';
import type { RunningCollab } from '../testing/running-collab.ts';
import { acknowledgedBy, allHeard, allSaved, expectNothingLost, storedWords } from '../testing/typists.ts';

/** Ends the server by SIGTERM: its exit code and the seconds that it took. */
async function terminate(server: RunningCollab): Promise<{ code: number | null; seconds: number }> {
  const began = performance.now();
  const code = await server.kill('SIGTERM');
  return { code, seconds: (performance.now() - began) / 1_000 };
}

function becomes(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  return vi.waitFor(async () => expect(await read()).toEqual(expected), { timeout: 20_000 });
}

/** One that has ended is not. */
async function isServing(server: RunningCollab): Promise<boolean> {
  const response = await fetch(`${server.url}/readyz`).catch(() => null);
  return response !== null && Object(await response.json()).parts.serving;
}

/** Lets so many milliseconds pass. */
function pass(milliseconds: number): Promise<void> {
  const began = performance.now();
  return vi.waitFor(() => expect(performance.now() - began).toBeGreaterThan(milliseconds), {
    timeout: 20_000,
  });
}

/** A server that says how many updates it has taken. */
async function serveWithMetrics(databaseUrl: string) {
  const port = await findFreePort();
  const server = await serve(databaseUrl, { METRICS_PORT: String(port) });
  const taken = async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(/^plenum_updates_received_total{outcome="taken"} (\d+)$/m.exec(text)?.[1]);
  };
  return { server, taken };
}

describe('SIGTERM', () => {
  test('FLT-3, COLLAB-26 while people type says restarting, and ends within ten seconds', async () => {
    const server = await serve(await newDatabase());
    const { clients } = await newTypists(server, 2);
    letType({ clients }, 0);
    await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(40), { timeout: 20_000 });
    const { code, seconds } = await terminate(server);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    expect(clients.map(({ closeCodes }) => closeCodes[0])).toEqual([CLOSE.restarting, CLOSE.restarting]);
  });

  test('FLT-3, COLLAB-26 takes nothing more, not even of who is read slowly for sending too much', async () => {
    const { server, taken } = await serveWithMetrics(await newDatabase());
    const { clients, documentId } = await newTypists(server, 1);
    const letGo = await lock(server, documentId);
    // Beyond the burst that is read at once.
    for (let n = 0; n < 5_000; n++) clients[0]?.type(`n${n}`);
    await vi.waitFor(async () => expect(await taken()).toBeGreaterThan(1_000), { timeout: 30_000 });
    const ended = terminate(server);
    await becomes(() => isServing(server), false);
    const before = await taken();
    // Longer than whoever is slowed down is left waiting.
    await pass(2_000);
    await letGo();
    const { code, seconds } = await ended;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    expect(await storedWords(server, documentId)).toHaveLength(before);
    await expectNothingLost(server, { clients, documentId });
  });

  test('FLT-3, COLLAB-26 with a slow database stores everything that was taken', async () => {
    const { server, taken } = await serveWithMetrics(await newDatabase());
    const { clients, documentId } = await newTypists(server, 2);
    const letGo = await lock(server, documentId);
    for (const [i, client] of clients.entries()) for (let n = 0; n < 50; n++) client.type(`c${i}n${n}`);
    await becomes(taken, 100);
    const ended = terminate(server);
    await becomes(() => isServing(server), false);
    // Not taken any more: it is for the next process.
    clients[0]?.type('late');
    // Longer than it takes to end when nothing is waited for.
    await pass(4_000);
    await letGo();
    const { code, seconds } = await ended;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    const stored = await storedWords(server, documentId);
    expect(stored).toHaveLength(100);
    expect(new Set(stored).size).toBe(100);
    expect(clients.map(({ closeCodes }) => closeCodes[0])).toEqual([CLOSE.restarting, CLOSE.restarting]);
    await expectNothingLost(server, { clients, documentId });
    await server.start();
    await allSaved(clients);
    expect(await storedWords(server, documentId)).toHaveLength(101);
  });

  test('FLT-3, COLLAB-26 with a document that stays locked ends within ten seconds, and nothing of it is acknowledged', async () => {
    const { server, taken } = await serveWithMetrics(await newDatabase());
    const [stuck, well] = [await newTypists(server, 1), await newTypists(server, 1)];
    const letGo = await lock(server, stuck.documentId);
    for (let n = 0; n < 20; n++) stuck.clients[0]?.type(`stuck${n}`);
    await becomes(taken, 20);
    for (let n = 0; n < 20; n++) well.clients[0]?.type(`well${n}`);
    await becomes(taken, 40);
    const { code, seconds } = await terminate(server);
    expect(code).toBe(1);
    expect(seconds).toBeLessThan(10);
    expect(stuck.clients[0]?.closeCodes[0]).toBe(CLOSE.restarting);
    expect(acknowledgedBy(stuck.clients)).toEqual([]);
    expect(await storedWords(server, stuck.documentId)).toEqual([]);
    expect(await storedWords(server, well.documentId)).toHaveLength(20);
    expect(server.output.join('')).toContain('"updates":20');
    await letGo();
    await server.start();
    await allSaved([...stuck.clients, ...well.clients]);
    expect(await storedWords(server, stuck.documentId)).toHaveLength(20);
  });

  test('FLT-3, COLLAB-26 with a database that has fallen silent ends within ten seconds, and nothing is acknowledged that is not stored', async () => {
    const line = await lineTo(await newDatabase());
    const server = await serve(line.url);
    const { clients, documentId } = await newTypists(server, 2);
    letType({ clients }, 0);
    await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(40), { timeout: 20_000 });
    line.hold();
    await allHeard(clients, 'silent');
    const { code, seconds } = await terminate(server);
    expect(code).toBe(1);
    expect(seconds).toBeLessThan(10);
    expect(clients.map(({ closeCodes }) => closeCodes[0])).toEqual([CLOSE.restarting, CLOSE.restarting]);
    // What the line has swallowed does not come after all.
    line.cut();
    line.restore();
    await vi.waitFor(() => expectNothingLost(server, { clients, documentId }), { timeout: 20_000 });
  });

  test('COLLAB-26 however a client answers, it ends as it should', async () => {
    const server = await serve(await newDatabase());
    const { credential, documentId } = await newTypists(server, 1);
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/collab/${documentId}`, credential);
    ws.on('error', () => {});
    await once(ws, 'open');
    const socket = Reflect.get(ws, '_socket');
    socket.prependListener('data', (chunk: Buffer) => {
      // Before the answer to the close frame that says 1012: a frame of an unknown kind.
      if (chunk.includes(Buffer.of(0x88, 2, 0x03, 0xf4))) socket.write(Buffer.of(0xf2, 0x80, 1, 2, 3, 4));
    });
    expect((await terminate(server)).code).toBe(0);
  });

  test('COLLAB-26, PROJ-17 with everything stored and a database that has fallen silent it ends as it should', async () => {
    const line = await lineTo(await newDatabase());
    const server = await serve(line.url);
    const { clients } = await newTypists(server, 1);
    clients[0]?.type('stored');
    await allSaved(clients);
    line.hold();
    // By then it wants to know whether the document is to be projected.
    await pass(4_000);
    const { code, seconds } = await terminate(server);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    line.restore();
  });

  test('COLLAB-50 while it stops a fresh request gets 503, and one under way is answered', async () => {
    const server = await serve(await newDatabase());
    const { clients, documentId } = await newTypists(server, 1);
    const letGo = await lock(server, documentId);
    clients[0]?.type('pending');
    const held = fetch(`${server.url}/held`);
    await vi.waitFor(() => expect(server.held).toHaveLength(1), { timeout: 20_000 });
    const ended = server.kill('SIGTERM');
    await vi.waitFor(
      async () => {
        const { status, headers } = await fetch(`${server.url}/healthz`);
        expect([status, headers.get('connection')]).toEqual([503, 'close']);
      },
      { timeout: 20_000 },
    );
    server.held[0]?.();
    expect((await held).status).toBe(200);
    await letGo();
    expect(await ended).toBe(0);
    expect((await server.stored(documentId)).text).toBe('pending ');
  });

  test('COLLAB-27 the server ends when its launcher does', async () => {
    const server = await serve(await newDatabase());
    expect(await server.disconnect()).toBe(0);
  });
});
