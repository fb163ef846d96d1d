import { setTimeout as delay } from 'node:timers/promises';
import { runningPostgresUrl, startPostgres } from '@plenum/database/embedded/start-postgres';
import { reachDatabase } from '@plenum/database/migrate/reach-database';
import { AppError } from '@plenum/domain/errors';
import type { Env } from '../env.ts';
import { makeDataFolder, postgresFolder } from './data-folder.ts';
import { type DataLock, type Holder, isPassing, takeDataLock } from './data-lock.ts';

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
  const runningUrl = (holder: Holder) =>
    isPassing(holder) ? null : runningPostgresUrl(postgresFolder(env.dataDir));
  const taken = await takeInTime(env, runningUrl);
  if (typeof taken === 'string') return work({ url: taken, instance: 'running' });
  return withEmbedded(env, { lock: taken, work: (url) => work({ url, instance: 'stopped' }) });
}

/**
 * Does some work with the database of a Plenum that is stopped, which cannot start until it is done.
 * @throws AppError `conflict` where Plenum is running with this data folder; the others as {@link withDatabase} does.
 */
export async function withStoppedDatabase<T>(env: Env, work: (url: string) => Promise<T>): Promise<T> {
  const lock = await takeInTime<never>(env, (holder) => {
    if (isPassing(holder)) return null;
    const message = `Plenum is running with ${env.dataDir} (process ${holder.pid}). Stop it first, then try again.`;
    throw new AppError('conflict', message);
  });
  const { databaseUrl } = env;
  if (!databaseUrl) return withEmbedded(env, { lock, work });
  try {
    await reachDatabase(databaseUrl);
    return await work(databaseUrl);
  } finally {
    lock.release();
  }
}

async function withEmbedded<T>(
  { dataDir }: Env,
  { lock, work }: { lock: DataLock; work: (url: string) => Promise<T> },
): Promise<T> {
  try {
    const server = await startPostgres({ folder: postgresFolder(dataDir) });
    return await work(server.url).finally(() => server.stop());
  } finally {
    lock.release();
  }
}

/**
 * Takes the data folder, waiting for whoever has it.
 * @param beside what to do with it while somebody has it; null to wait on.
 */
async function takeInTime<T>(env: Env, beside: (holder: Holder) => T | null): Promise<DataLock | T> {
  makeDataFolder(env.dataDir);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const lock = takeDataLock(env.dataDir, { purpose: 'command', publicUrl: env.publicUrl });
    if (lock.taken) return lock;
    const answer = beside(lock.holder);
    if (answer !== null) return answer;
    if (Date.now() > deadline) {
      const message = `Process ${lock.holder.pid} is starting, stopping or using the database in ${env.dataDir}. Try again when it has ended.`;
      throw new AppError('locked', message);
    }
    await delay(100);
  }
}
