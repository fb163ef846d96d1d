import { loadSecrets } from '@plenum/database/access/secrets';
import { type Database, openDatabase } from '@plenum/database/client';
import { withConnection } from '@plenum/database/connection';
import { assertFilePlace, claimFilePlace, isSettled } from '@plenum/database/file-place';
import { checkedStore } from '@plenum/database/files/checked-store';
import { openSharedPlace } from '@plenum/database/files/open-store';
import { applyMigrations, migrationStatus } from '@plenum/database/migrate/apply-migrations';
import { AppError } from '@plenum/domain/errors';
import { type Env, MIGRATIONS } from '../env.ts';
import { makeDataFolder } from './data-folder.ts';
import { type ReachedDatabase, withDatabase } from './with-database.ts';

/**
 * Does some work on this instance, running or stopped, as its operator. A bucket that has its files is asked when the first of them is.
 * @throws AppError `conflict` where the database is older than this program and others may be using it.
 */
export async function withInstance<T>(env: Env, work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabase(env, async (database) => {
    await bringUpToDate(database);
    makeDataFolder(env.dataDir);
    const secrets = loadSecrets(env.dataDir, env.nextauthSecret);
    const { dataDir, publicUrl, redisUrl, s3 } = env;
    const place = openSharedPlace({ s3 });
    const looking = <R>(look: Parameters<typeof withConnection<R>>[1]) =>
      withConnection({ url: database.url, name: 'plenum-start' }, look);
    const isLater = await looking(async (client) => {
      if (place && (await isSettled(client))) return true;
      await claimFilePlace(client, place);
      return false;
    });
    const opened = openDatabase({ url: database.url, dataDir, secrets, publicUrl, redisUrl, s3 });
    const look = () => looking(async (client) => void (await assertFilePlace(client, place)));
    const db = isLater ? { ...opened, files: checkedStore(opened.files, look) } : opened;
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
