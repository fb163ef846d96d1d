import path from 'node:path';
import { restoreBackup } from '@plenum/database/backup/restore-backup';
import { openSharedPlace } from '@plenum/database/files/open-store';
import { withStoppedDatabase } from '../data/with-database.ts';
import { type Env, MIGRATIONS } from '../env.ts';
import { untilSignal } from '../launcher/until-signal.ts';
import type { Answer } from '../main.ts';
import { tellProgress } from './progress.ts';

/** Makes this instance, which is stopped and empty, what a backup holds. */
export async function restore(env: Env, { file: given }: { file: string }): Promise<Answer> {
  const file = path.resolve(given);
  const { dataDir, s3 } = env;
  const onProgress = tellProgress();
  const again = () => process.exit(130);
  const summary = await untilSignal({ again, starter: null }, (signal) =>
    withStoppedDatabase(env, (url) =>
      restoreBackup(file, {
        url,
        dataDir,
        files: openSharedPlace({ s3 }),
        migrationsDir: MIGRATIONS,
        signal,
        onProgress,
      }),
    ),
  );
  const { rows, createdAt, leftOut, kept } = summary;
  return {
    lines: [
      `Restored as it was at ${createdAt}. Workspaces: ${rows.workspace ?? 0}, documents: ${rows.document ?? 0}.`,
      'Everybody has to sign in again. Links, tokens and memberships that ended after that are in force again.',
      ...kept.map((place) => `What was there before is kept: ${place}`),
      ...leftOut.map((table) => `The table ${table} is none of Plenum's and was left out.`),
    ],
    value: { file, ...summary },
  };
}
