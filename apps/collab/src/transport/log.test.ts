import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '@plenum/database/embedded/start-postgres';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../testing/client.ts';
import { RunningCollab } from '../testing/running-collab.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function serve(databaseUrl: string, env: Record<string, string> = {}): Promise<RunningCollab> {
  const server = new RunningCollab({ databaseUrl, env });
  cleanUp.push(() => server.close());
  return server.start();
}

function logged(server: RunningCollab, words: string[]): Promise<void> {
  return vi.waitFor(
    () => {
      for (const word of words) expect(server.output.join('')).toContain(word);
    },
    { timeout: 30_000 },
  );
}

describe('the log', () => {
  test('OPS-5 has neither addresses nor tokens, values or text, whatever the database says', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-log-'));
    chmodSync(folder, 0o711);
    const postgres = await startPostgres({ folder });
    cleanUp.push(async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    await applyMigrations(postgres.url, MIGRATIONS);
    const server = await serve(postgres.url);
    const { admin, documentId } = await server.place();
    const { token, credential } = await server.linkTo(documentId, { by: admin, role: 'editor' });
    const client = new Client(server, { documentId, credential });
    cleanUp.push(() => client.destroy());
    await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
    // A row in the way: the database quotes it in its refusal.
    await server.db.pool.query(
      `INSERT INTO document_update (document_id, seq, author_kind, data) VALUES ($1, 1, 'system', '')`,
      [documentId],
    );
    client.type('confidential');
    await logged(server, ['"code":"23505"']);
    const ended = new Promise((resolve) => postgres.onExit(resolve));
    process.kill(postgres.pid, 'SIGKILL');
    await ended;
    await logged(server, ['"code":"ECONNREFUSED"']);
    // Nobody can be let in now.
    const late = new Client(server, { documentId, credential });
    cleanUp.push(() => late.destroy());
    await logged(server, ['a document could not be opened']);
    const { status, headers } = await fetch(`${server.url}/collab/%E0%A4%A?share=${token}`);
    expect([status, headers.get('content-type')]).toEqual([400, null]);
    await fetch(`${server.url}/collab/${token}/%E0%A4%A`);
    const lines = server.output.join('').trim().split('\n');
    for (const line of lines) expect(JSON.parse(line), line).toMatchObject({ name: 'collab' });
    const { port, password } = new URL(postgres.url);
    const secrets = [
      '127.0.0.1',
      port,
      password,
      token,
      'confidential',
      'Key (',
      '%E0',
      'INSERT',
      'postgresql',
    ];
    for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret);
  });

  test('OPS-7 has as much as it is told to have', async () => {
    const database = await createTestDatabase();
    cleanUp.push(() => database.drop());
    const levels = ['info', 'error'].map((LOG_LEVEL) => serve(database.url, { LOG_LEVEL }));
    const [talkative, quiet] = await Promise.all(levels);
    expect(talkative?.output.join('')).toContain('"msg":"serving"');
    expect(quiet?.output.join('')).toBe('');
    const wrong = new RunningCollab({ databaseUrl: database.url, env: { LOG_LEVEL: 'loud' } });
    cleanUp.push(() => wrong.close());
    await expect(wrong.start()).rejects.toThrow('LOG_LEVEL');
  });
});
