import { loadSecrets } from '@plenum/database/access/secrets';
import { type Database, openDatabase } from '@plenum/database/client';
import { env, s3Settings } from '#env.ts';

const held = globalThis as typeof globalThis & { plenumDatabase?: Database };

/** The process's database. It hangs on the global object because hot reload evaluates modules anew. */
export function database(): Database {
  held.plenumDatabase ??= openDatabase({
    url: env().DATABASE_URL,
    dataDir: env().PLENUM_DATA,
    secrets: loadSecrets(env().PLENUM_DATA, env().NEXTAUTH_SECRET),
    publicUrl: env().PUBLIC_URL,
    redisUrl: env().REDIS_URL,
    s3: s3Settings(),
  });
  return held.plenumDatabase;
}
