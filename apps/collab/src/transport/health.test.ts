import { openDatabase } from '@plenum/database/client';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
const ready = { serving: true, database: true, web: true, bus: true, access: true, log: true };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});
beforeEach(async () => {
  server = await new RunningCollab({ databaseUrl: database.url }).start();
  return () => server.close();
});

async function readiness(): Promise<{ status: number; parts: unknown; text: string }> {
  const response = await fetch(`${server.url}/readyz`);
  const text = await response.text();
  return { status: response.status, parts: JSON.parse(text).parts, text };
}

function becomes(parts: object): Promise<void> {
  const status = Object.values(parts).every(Boolean) ? 200 : 503;
  return vi.waitFor(async () => expect(await readiness()).toMatchObject({ status, parts }), {
    timeout: 30_000,
  });
}

const healthz = async () => (await fetch(`${server.url}/healthz`)).status;

/** Runs SQL elsewhere in the same cluster. */
async function operate(sql: string): Promise<void> {
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const db = openDatabase({
    url: url.href,
    dataDir: server.db.dataDir,
    secrets: server.db.secrets,
    publicUrl: server.db.publicUrl,
    s3: null,
  });
  await db.pool.query(sql.replaceAll('$name', name));
  await db.close();
}

/** Ends the database's sessions of whoever calls itself like that. */
const cut = (applicationName: string) =>
  operate(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '$name' AND application_name LIKE '${applicationName}'`);

describe('readiness', () => {
  test('HEALTH-2, HEALTH-3, NODE-19 a process that does not hear the others, or does not reach the database, is not ready, and recovers', async () => {
    await becomes(ready);
    expect(await healthz()).toBe(200);
    await operate('ALTER DATABASE $name ALLOW_CONNECTIONS false');
    try {
      await cut('plenum bus');
      await becomes({ ...ready, bus: false });
      // Those who are here work on.
      expect(await healthz()).toBe(200);
      await cut('plenum%');
      await becomes({ ...ready, bus: false, database: false, access: false });
      expect(await healthz()).toBe(503);
      expect((await readiness()).text).not.toMatch(/127\.0\.0\.1|localhost|ECONN|:\d/);
    } finally {
      await operate('ALTER DATABASE $name ALLOW_CONNECTIONS true');
    }
    await becomes(ready);
    const lines = server.output.join('').split('\n');
    expect(lines.filter((line) => line.includes('"what":"access"'))).toHaveLength(1);
  });

  test('HEALTH-2 without web it is not ready', async () => {
    await becomes(ready);
    await server.stopWeb();
    await becomes({ ...ready, web: false });
  });

  test('HEALTH-2 while much waits to be stored, and while it stops, it is not ready', async () => {
    const { admin, documentId } = await server.place();
    const client = new Client(server, { documentId, credential: await server.cookieOf(admin) });
    const lock = await server.db.pool.connect();
    try {
      await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
      await lock.query('BEGIN');
      await lock.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [documentId]);
      for (let i = 0; i < 4; i++) client.type(String(i).repeat(4.5 * 1024 * 1024));
      await becomes({ ...ready, log: false });
      await lock.query('COMMIT');
      await becomes(ready);
      await lock.query('BEGIN');
      await lock.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [documentId]);
      client.type('last');
      await vi.waitFor(() => expect(client.status).toBe('saving'), { timeout: 20_000 });
      const ended = server.kill('SIGTERM');
      await becomes({ ...ready, serving: false });
      await lock.query('COMMIT');
      expect(await ended).toBe(0);
    } finally {
      lock.release(true);
      client.destroy();
    }
  });
});
