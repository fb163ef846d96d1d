import { loadSecrets } from '@plenum/database/access/secrets';
import { openDatabase } from '@plenum/database/client';
import { pino } from 'pino';
import { startCollab } from './collab.ts';
import { readEnvironment } from './env.ts';

/** Milliseconds after which a stop that does not come to an end is cut short. */
const STOP_TIMEOUT = 9_500;

const log = pino({ name: 'collab', base: null, serializers: { err: errorForLog } });

async function main(): Promise<void> {
  const env = readEnvironment();
  const db = openDatabase({
    url: env.databaseUrl,
    secrets: loadSecrets(env.dataDir, env.nextauthSecret),
    publicUrl: env.publicUrl.origin,
    redisUrl: env.redisUrl,
  });
  const collab = await startCollab({ env, db, log });
  log.info({ port: collab.port }, 'serving');
  process.send?.({ type: 'serving', port: collab.port });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref();
    await collab.stop();
    await db.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(fail));
  process.on('disconnect', () => void stop().catch(fail));
}

/** What a log may hold of an error: a driver's other fields can quote rows. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, ...('code' in error && { code: error.code }) };
}

function fail(error: unknown): never {
  log.fatal({ err: error }, 'stopped by an error');
  process.exit(1);
}

process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
await main().catch(fail);
