import { setTimeout as delay } from 'node:timers/promises';
import { loadSecrets } from '@plenum/database/access/secrets';
import { openDatabase } from '@plenum/database/client';
import { startCollab } from './collab.ts';
import { readEnvironment } from './env.ts';
import { createLog } from './log.ts';

/** Milliseconds after which a stop that does not come to an end is cut short. */
const STOP_TIMEOUT = 9_500;
/** Milliseconds for the database to end what is under way, none of which anybody waits for any more. */
const DATABASE_TIMEOUT = 500;

const log = createLog();

async function main(): Promise<void> {
  const env = readEnvironment();
  log.level = env.logLevel;
  const db = openDatabase({
    url: env.databaseUrl,
    dataDir: env.dataDir,
    secrets: loadSecrets(env.dataDir, env.nextauthSecret),
    publicUrl: env.publicUrl.origin,
    redisUrl: env.redisUrl,
    s3: env.s3,
  });
  const collab = await startCollab({ env, db, log });
  log.info({ port: collab.port }, 'serving');
  process.send?.({ type: 'serving', port: collab.port });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref();
    const isStored = await collab.stop();
    await Promise.race([db.close(), delay(DATABASE_TIMEOUT)]);
    process.exit(isStored ? 0 : 1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(fail));
  process.on('disconnect', () => void stop().catch(fail));
}

function fail(error: unknown): never {
  log.fatal({ err: error }, 'stopped by an error');
  process.exit(1);
}

process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
await main().catch(fail);
