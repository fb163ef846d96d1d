import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from '@plenum/database/client';
import { type RunningPostgres, startPostgres } from '@plenum/database/embedded/start-postgres';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { expect, onTestFinished, vi } from 'vitest';
import { Line } from './line.ts';
import { RunningCollab } from './running-collab.ts';
import { startTyping, type Typists, typists } from './typists.ts';

// What tests of faults are made of. Each clears up after itself when its test is over.

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

/** The server at some database. */
export async function serve(databaseUrl: string, env: Record<string, string> = {}): Promise<RunningCollab> {
  const server = new RunningCollab({ databaseUrl, env });
  onTestFinished(() => server.close());
  return server.start();
}

/** A database in the cluster that all tests share. */
export async function newDatabase(): Promise<string> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

/** A line to a database, to be held up or cut. */
export async function lineTo(databaseUrl: string): Promise<Line> {
  const line = new Line(databaseUrl);
  onTestFinished(() => line.close());
  return line.open();
}

/** A PostgreSQL of the test's own, which writes through to the disk, to be killed and started again. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-fault-'));
  chmodSync(folder, 0o711);
  const postgres = new OwnPostgres(folder, await startPostgres({ folder }));
  onTestFinished(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await applyMigrations(postgres.url, MIGRATIONS);
  return postgres;
}

class OwnPostgres {
  readonly #folder: string;
  #running: RunningPostgres;

  constructor(folder: string, running: RunningPostgres) {
    this.#folder = folder;
    this.#running = running;
  }

  get url(): string {
    return this.#running.url;
  }

  /**
   * kill -9 of its first process. Sessions live on for a moment, and may finish a commit: this waits until all are gone.
   * @param db to ask it for its sessions.
   */
  async kill({ pool }: Database): Promise<void> {
    const { rows } = await pool.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
    const ended = new Promise((resolve) => this.#running.onExit(resolve));
    process.kill(this.#running.pid, 'SIGKILL');
    await ended;
    await vi.waitFor(() => expect(rows.filter(({ pid }) => isAlive(pid))).toEqual([]), { timeout: 20_000 });
  }

  async startAgain(): Promise<void> {
    this.#running = await startPostgres({ folder: this.#folder, port: this.#running.port });
  }

  stop(): Promise<void> {
    return this.#running.stop();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** So many tabs with a new document open. */
export async function newTypists(server: RunningCollab, count: number): Promise<Typists> {
  const all = await typists(server, count);
  onTestFinished(() => {
    for (const client of all.clients) client.destroy();
  });
  return all;
}

/** Lets them type until stopped, or until the test is over. */
export function letType({ clients }: Pick<Typists, 'clients'>, round = 0, every = 4): () => void {
  const stop = startTyping(clients, round, every);
  onTestFinished(stop);
  return stop;
}

/** Locks a document, so that nothing can be stored in it, until it is let go of. */
export async function lock(server: RunningCollab, documentId: string): Promise<() => Promise<void>> {
  const session = await server.db.pool.connect();
  // Closed rather than given back: a server that waits for the lock is of no use to another test.
  onTestFinished(() => session.release(true));
  await session.query('BEGIN');
  await session.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [documentId]);
  return async () => void (await session.query('ROLLBACK'));
}
