import { setTimeout as delay } from 'node:timers/promises';
import { runningPostgresUrl, startPostgres } from '@plenum/database/embedded/start-postgres';
import { reachDatabase } from '@plenum/database/migrate/reach-database';
import { AppError } from '@plenum/domain/errors';
import type { Env } from '../env.ts';
import { makeDataFolder, postgresFolder } from './data-folder.ts';
import { isPassing, takeDataLock } from './data-lock.ts';

/** A database that can be used for the moment. */
export interface ReachedDatabase {
  url: string;
  /** `stopped`: this process alone has it. `running`: a launcher has it too. `own`: the operator's, nobody knows. */
  instance: 'stopped' | 'running' | 'own';
}

/** Milliseconds to wait for another command, or for a Plenum that is starting or stopping. */
const PATIENCE = 30_000;

/**
 * Does some work with the database: the operator's, that of the running Plenum, or the embedded one started for the moment.
 * @throws AppError `unavailable` where the database cannot be reached, `locked` where another process keeps it busy.
 */
export async function withDatabase<T>(env: Env, work: (database: ReachedDatabase) => Promise<T>): Promise<T> {
  if (env.databaseUrl) {
    await reachDatabase(env.databaseUrl);
    return work({ url: env.databaseUrl, instance: 'own' });
  }
  makeDataFolder(env.dataDir);
  const folder = postgresFolder(env.dataDir);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const lock = takeDataLock(env.dataDir, { purpose: 'command', publicUrl: env.publicUrl });
    if (lock.taken) {
      try {
        const server = await startPostgres({ folder });
        return await work({ url: server.url, instance: 'stopped' }).finally(() => server.stop());
      } finally {
        lock.release();
      }
    }
    const url = !isPassing(lock.holder) ? runningPostgresUrl(folder) : null;
    if (url) return work({ url, instance: 'running' });
    if (Date.now() > deadline) {
      const message = `Process ${lock.holder.pid} is starting, stopping or using the database in ${env.dataDir}. Try again when it has ended.`;
      throw new AppError('locked', message);
    }
    await delay(100);
  }
}
