import { loadSecrets } from '@plenum/database/access/secrets';
import { type Database, openDatabase } from '@plenum/database/client';
import { withConnection } from '@plenum/database/connection';
import { claimFilePlace } from '@plenum/database/file-place';
import { openSharedPlace } from '@plenum/database/files/open-store';
import { applyMigrations, migrationStatus } from '@plenum/database/migrate/apply-migrations';
import { AppError } from '@plenum/domain/errors';
import { type Env, MIGRATIONS } from '../env.ts';
import { makeDataFolder } from './data-folder.ts';
import { type ReachedDatabase, withDatabase } from './with-database.ts';

/**
 * Does some work on this instance, running or stopped, as its operator.
 * @throws AppError `conflict` where the database is older than this program and others may be using it.
 */
export async function withInstance<T>(env: Env, work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabase(env, async (database) => {
    await bringUpToDate(database);
    makeDataFolder(env.dataDir);
    const secrets = loadSecrets(env.dataDir, env.nextauthSecret);
    const { dataDir, publicUrl, redisUrl, s3 } = env;
    await withConnection({ url: database.url, name: 'plenum-start' }, (client) =>
      claimFilePlace(client, openSharedPlace({ s3 })),
    );
    const db = openDatabase({ url: database.url, dataDir, secrets, publicUrl, redisUrl, s3 });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  });
}

/** Migrates what nobody else can be using: the stopped instance's database, and one that is still empty. */
async function bringUpToDate({ url, instance }: ReachedDatabase): Promise<void> {
  const { applied, pending } = await migrationStatus(url, MIGRATIONS);
  if (pending.length === 0) return;
  if (instance !== 'stopped' && applied.length > 0) {
    throw new AppError(
      'conflict',
      'The database is older than this program. Start Plenum anew, or run the command "migrate", then try again.',
    );
  }
  await applyMigrations(url, MIGRATIONS);
}
