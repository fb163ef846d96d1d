import type { Database } from '@plenum/database/client';
import {
  clearTransfer,
  giveBackTransfer,
  keepTransfer,
  settleTransfer,
  takeTransfer,
} from '@plenum/database/transfers/job-queue';
import { AppError } from '@plenum/domain/errors';
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
  env: Pick<Environment, 'databaseUrl' | 'redisUrl' | 'chromium'>;
}): Mover {
  const { dataDir, secrets, publicUrl } = db;
  const place = { url: env.databaseUrl, dataDir, secrets, publicUrl, redisUrl: env.redisUrl };
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
    async giveUp(job) {
      await settleTransfer(db, job, { state: 'failed', failure: tooIntricate().message });
    },
    onCancelled: ({ id }) => clearTransfer(db, id),
    onBroken: ({ id, kind, tries }, reason) =>
      log.warn({ transferId: id, kind, tries, reason }, 'something could not be moved in or out'),
    onPaused: (err) => log.warn({ err }, 'moving in and out pauses, trying again'),
  });
}

function tooIntricate(): AppError {
  return new AppError(
    'too_large',
    'This could not be finished, however often it was tried: it may be too large, or damaged. Try a part of it, or tell whoever runs this Plenum.',
  );
}
