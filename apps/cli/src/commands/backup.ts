import path from 'node:path';
import { writeBackup } from '@plenum/database/backup/write-backup';
import { withConnection } from '@plenum/database/connection';
import { assertFilePlace } from '@plenum/database/file-place';
import { openSharedPlace } from '@plenum/database/files/open-store';
import { withDatabase } from '../data/with-database.ts';
import { type Env, MIGRATIONS, readVersion } from '../env.ts';
import { untilSignal } from '../launcher/until-signal.ts';
import type { Answer } from '../main.ts';
import { sizeOf, tellProgress } from './progress.ts';

/** Writes this instance, running or stopped, into one file. The database stays at the version it has. */
export async function backup(env: Env, { file: given }: { file: string }): Promise<Answer> {
  const file = path.resolve(given);
  const { dataDir, nextauthSecret, s3 } = env;
  const tell = tellProgress();
  const again = () => process.exit(130);
  const summary = await untilSignal({ again, starter: null }, (signal) =>
    withDatabase(env, async ({ url }) => {
      const files = openSharedPlace({ s3 });
      await withConnection({ url, name: 'plenum-backup' }, (client) => assertFilePlace(client, files));
      return writeBackup(
        {
          url,
          dataDir,
          files,
          migrationsDir: MIGRATIONS,
          plenum: readVersion(),
          ownSessionSecret: nextauthSecret !== undefined,
        },
        { file, signal, onProgress: (read) => tell(read, 'read') },
      );
    }),
  );
  const { rows, bytes, damaged } = summary;
  return {
    lines: [
      `Backed up to ${file} (${sizeOf(bytes)}). Workspaces: ${rows.workspace ?? 0}, documents: ${rows.document ?? 0}.`,
      ...(damaged.length > 0
        ? [
            `Files of attachments that are missing or damaged here, and so in it: ${damaged.length}. See doctor.`,
          ]
        : []),
      'Whoever has this file can read everything in it, and has the keys. Keep it safe.',
    ],
    value: { file, ...summary },
  };
}
