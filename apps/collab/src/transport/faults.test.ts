import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPostgres, startPostgres } from '@plenum/database/embedded/start-postgres';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { CLOSE } from '@plenum/protocol/close-codes';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');
/** Short here; at full length in a soak run. */
const ROUNDS = Number(process.env.PLENUM_ROUNDS ?? 2);

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function onSharedPostgres(): Promise<RunningCollab> {
  const database = await createTestDatabase();
  cleanUp.push(() => database.drop());
  return serve(database.url);
}

async function serve(databaseUrl: string): Promise<RunningCollab> {
  const server = new RunningCollab({ databaseUrl });
  cleanUp.push(() => server.close());
  return server.start();
}

async function typists(
  server: RunningCollab,
  count: number,
): Promise<{ clients: Client[]; documentId: string }> {
  const { admin, documentId } = await server.place();
  const credential = await server.cookieOf(admin);
  const clients = Array.from({ length: count }, () => new Client(server, { documentId, credential }));
  cleanUp.push(() => {
    for (const client of clients) client.destroy();
  });
  await allSaved(clients);
  return { clients, documentId };
}

function allSaved(clients: Client[]): Promise<void> {
  const saved = () => expect(clients.map(({ status }) => status)).toEqual(clients.map(() => 'saved'));
  return vi.waitFor(saved, { timeout: 15_000 });
}

/** Types a word every few milliseconds until stopped, each word once. */
function startTyping(clients: Client[], round: number): () => void {
  let n = 0;
  const timer = setInterval(() => {
    for (const [i, client] of clients.entries()) client.type(`r${round}c${i}n${n}`);
    n += 1;
  }, 4);
  cleanUp.push(() => clearInterval(timer));
  return () => clearInterval(timer);
}

const acknowledgedBy = (clients: Client[]) => clients.flatMap(({ acknowledged }) => [...acknowledged]);
const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** Everything acknowledged is stored, and nothing twice. */
async function expectNothingLost(
  server: RunningCollab,
  { clients, documentId }: { clients: Client[]; documentId: string },
) {
  const acknowledged = acknowledgedBy(clients);
  const stored = words((await server.stored(documentId)).text);
  expect(new Set(stored).size).toBe(stored.length);
  const kept = new Set(stored);
  expect(acknowledged.filter((word) => !kept.has(word))).toEqual([]);
}

describe('faults', () => {
  test('FLT-1, COLLAB-24 kill -9 of the server while five clients type loses no acknowledged edit', {
    timeout: 60_000,
  }, async () => {
    const server = await onSharedPostgres();
    const { clients, documentId } = await typists(server, 5);
    for (let round = 0; round < ROUNDS; round++) {
      const before = acknowledgedBy(clients).length;
      const stop = startTyping(clients, round);
      await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(before + 100), {
        timeout: 30_000,
      });
      await server.kill('SIGKILL');
      await expectNothingLost(server, { clients, documentId });
      stop();
      await server.start();
      await allSaved(clients);
      await expectNothingLost(server, { clients, documentId });
    }
    const [first] = clients;
    await vi.waitFor(() => expect(new Set(clients.map(({ text }) => text)).size).toBe(1), {
      timeout: 20_000,
    });
    const stored = words((await server.stored(documentId)).text);
    expect(stored.toSorted()).toEqual(acknowledgedBy(clients).toSorted());
    expect(words(first?.text ?? '').toSorted()).toEqual(stored.toSorted());
  });

  test('FLT-2, FLT-4, COLLAB-25 kill -9 of PostgreSQL: typing goes on, nothing is acknowledged, all is stored afterwards', {
    timeout: 90_000,
  }, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-fault-'));
    chmodSync(folder, 0o711);
    let postgres: RunningPostgres = await startPostgres({ folder });
    cleanUp.push(async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    await applyMigrations(postgres.url, MIGRATIONS);
    const server = await serve(postgres.url);
    const { clients, documentId } = await typists(server, 3);
    for (let round = 0; round < ROUNDS; round++) {
      const before = acknowledgedBy(clients).length;
      const stop = startTyping(clients, round);
      await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(before + 60), {
        timeout: 30_000,
      });
      const { pid, port } = postgres;
      const ended = new Promise((resolve) => postgres.onExit(resolve));
      process.kill(pid, 'SIGKILL');
      await ended;
      // Sessions of the killed server live on for a moment, and may finish a commit.
      const health = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(503);
      await vi.waitFor(health, { timeout: 20_000 });
      const typed = () => clients.reduce((sum, { unacknowledged }) => sum + unacknowledged.size, 0);
      const pending = typed();
      const known = acknowledgedBy(clients).length;
      await vi.waitFor(() => expect(typed()).toBeGreaterThan(pending + 50), { timeout: 20_000 });
      expect(acknowledgedBy(clients)).toHaveLength(known);
      expect(clients.map(({ status }) => status)).toEqual(['saving', 'saving', 'saving']);
      stop();
      postgres = await startPostgres({ folder, port });
      await allSaved(clients);
      await expectNothingLost(server, { clients, documentId });
    }
    expect(clients.flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
    const stored = words((await server.stored(documentId)).text);
    expect(stored.toSorted()).toEqual(acknowledgedBy(clients).toSorted());
  });

  test('FLT-3, COLLAB-26 SIGTERM with edits pending stores them, says restarting, and ends within ten seconds', async () => {
    const server = await onSharedPostgres();
    const { clients, documentId } = await typists(server, 2);
    const stop = startTyping(clients, 0);
    await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(40), { timeout: 20_000 });
    const began = performance.now();
    expect(await server.kill('SIGTERM')).toBe(0);
    stop();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(clients.map(({ closeCodes }) => closeCodes[0])).toEqual([CLOSE.restarting, CLOSE.restarting]);
    await expectNothingLost(server, { clients, documentId });
  });

  test('COLLAB-50 while it stops a fresh request gets 503, and one under way is answered', async () => {
    const server = await onSharedPostgres();
    const { clients, documentId } = await typists(server, 1);
    const lock = await server.db.pool.connect();
    cleanUp.push(() => lock.release());
    await lock.query('BEGIN');
    await lock.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [documentId]);
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
    await lock.query('COMMIT');
    expect(await ended).toBe(0);
    expect((await server.stored(documentId)).text).toBe('pending ');
  });

  test('COLLAB-27 the server ends when its launcher does', async () => {
    const server = await onSharedPostgres();
    expect(await server.disconnect()).toBe(0);
  });
});
