import { loadSecrets } from '@plenum/database/access/secrets';
import { type Database, openDatabase } from '@plenum/database/client';
import { readS3Settings } from '@plenum/database/files/s3-settings';
import { env, s3Variables } from '#env.ts';

const held = globalThis as typeof globalThis & { plenumDatabase?: Database };

/** The process's database. It hangs on the global object because hot reload evaluates modules anew. */
export function database(): Database {
  held.plenumDatabase ??= openDatabase({
    url: env().DATABASE_URL,
    dataDir: env().PLENUM_DATA,
    secrets: loadSecrets(env().PLENUM_DATA, env().NEXTAUTH_SECRET),
    publicUrl: env().PUBLIC_URL,
    redisUrl: env().REDIS_URL,
    s3: readS3Settings(s3Variables()),
  });
  return held.plenumDatabase;
}
