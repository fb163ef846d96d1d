import type { Database } from '@plenum/database/client';
import { fileOf } from '@plenum/database/files/transfer-files';
import {
  clearTransferFile,
  giveBackTransfer,
  giveUpTransfer,
  keepTransfer,
  madeFile,
  takeTransfer,
} from '@plenum/database/transfers/job-queue';
import type { Logger } from 'pino';
import { asInstance } from '../as-instance.ts';
import type { Environment } from '../env.ts';
import type { Clock } from '../room/ports.ts';
import { moveInProcess } from './move-process.ts';
import { Mover } from './mover.ts';

/** Has moved in and out what people have asked for. */
export function transferKeeper({
  db,
  clock,
  log,
  env,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  env: Pick<Environment, 'databaseUrl' | 'redisUrl' | 's3' | 'chromium'>;
}): Mover {
  const { dataDir, secrets, publicUrl } = db;
  const { databaseUrl: url, redisUrl, s3 } = env;
  const place = { url, dataDir, secrets, publicUrl, redisUrl, s3 };
  return new Mover({
    clock,
    take: async () => takeTransfer(await asInstance(db, 'what people have asked for is moved in and out')),
    async move(job, abandoned) {
      const answer = await moveInProcess({ job, place, chromium: env.chromium }, abandoned);
      if (answer.status === 'settled' && answer.printing)
        log.error({ transferId: job.id, reason: answer.printing }, 'Chromium failed');
      return answer;
    },
    keep: (job) => keepTransfer(db, job),
    giveBack: (job, how) => giveBackTransfer(db, job, how),
    giveUp: (job) => giveUpTransfer(db, job),
    async onCancelled(job) {
      for (const file of [fileOf(job.id), madeFile(job)]) await clearTransferFile(db, file);
    },
    onBroken: ({ id, kind, tries }, reason) =>
      log.warn({ transferId: id, kind, tries, reason }, 'something could not be moved in or out'),
    onPaused: (err) => log.warn({ err }, 'moving in and out pauses, trying again'),
  });
}
