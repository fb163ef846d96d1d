import { readFileSync } from 'node:fs';
import { AppError } from '@plenum/domain/errors';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { clusterPaths, DATABASE_NAME, prepareCluster } from './cluster.ts';
import { explainFileError } from './file-errors.ts';
import { clearCluster, findPostmaster } from './postmaster.ts';
import { giveTo } from './run-as.ts';
import { type ServerOptions, type ServerProcess, startServer } from './server-process.ts';

/** Where and how to start. */
export interface PostgresOptions extends ServerOptions {
  /** Folder of the cluster, its password and its log; made on first use. */
  folder: string;
}

/** A PostgreSQL server that this process started, and how to reach it. */
export interface RunningPostgres extends ServerProcess {
  /** `postgresql://` URL with the password in it. */
  url: string;
}

/**
 * Starts the PostgreSQL that came with npm on a folder, making the database `plenum` in it on first use. A server that
 * a killed launcher left running there is stopped first; the caller makes sure that no other launcher is at work.
 * @throws AppError `unavailable` or `locked` with what happened and what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  try {
    const binaries = await findBinaries();
    const prepared = await prepareCluster(options.folder, binaries);
    await clearCluster(prepared.paths.cluster);
    // Only now, since the server that was left may have run as another user.
    giveTo(prepared.runAs, prepared.paths.cluster);
    const server = await startServer({ ...options, postgres: binaries.postgres, prepared });
    return await withDatabase(server, { url: urlOf(server.port, prepared.password), folder: options.folder });
  } catch (error) {
    throw error instanceof AppError ? error : (explainFileError(error, options.folder) ?? error);
  }
}

async function withDatabase(
  server: ServerProcess,
  { url, folder }: { url: string; folder: string },
): Promise<RunningPostgres> {
  try {
    await makeDatabase(url, folder);
    return { ...server, url };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** URL of the server that is running on a folder and takes connections, whoever started it; null where none does. */
export function runningPostgresUrl(folder: string): string | null {
  const paths = clusterPaths(folder);
  const postmaster = findPostmaster(paths.cluster);
  if (!postmaster?.ready) return null;
  return urlOf(postmaster.port, readFileSync(paths.password, 'utf8').trim());
}

function urlOf(port: number, password: string): string {
  return `postgresql://${DATABASE_NAME}:${password}@127.0.0.1:${port}/${DATABASE_NAME}`;
}

/** Checks that the server answers to the password, and makes the database on first use. */
async function makeDatabase(url: string, folder: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } catch (cause) {
    throw explainConnection(cause, folder);
  } finally {
    await client.end().catch(() => {});
  }
}

function explainConnection(cause: unknown, folder: string): AppError {
  if (cause instanceof pg.DatabaseError && cause.code === '28P01') {
    const message = `The database does not accept the password in ${folder}. Put its file back from a backup.`;
    return new AppError('unavailable', message, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return (
    explainFileError(cause, folder) ??
    new AppError('unavailable', `PostgreSQL started but cannot be used: ${reason}`, { cause })
  );
}
