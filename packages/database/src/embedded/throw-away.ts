import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { guardFolder } from './guard.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

/**
 * Starts a PostgreSQL for tests and tools: fast, and safe against no crash unless it is to be `durable`. Its folder is a temporary
 * one, removed by `stop` and also when this process is killed.
 */
export async function startThrowAwayPostgres({ durable = false } = {}): Promise<RunningPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-throw-away-'));
  // As root PostgreSQL runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
  const guard = guardFolder(folder);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    guard.release();
  };
  try {
    const server = await startPostgres({ folder, durable });
    return {
      ...server,
      async stop() {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
