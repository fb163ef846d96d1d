import { AppError } from '@plenum/domain/errors';
import type pg from 'pg';
import { withConnection } from '../connection.ts';
import { explainFileError } from '../embedded/file-errors.ts';
import { type Known, remember, rememberedPlace, type SharedPlace } from '../file-place.ts';
import type { FileStore } from '../files/file-store.ts';
import { type Migration, readMigrations } from '../migrate/migrations-folder.ts';
import { lockMigrations, runMigration } from '../migrate/record.ts';
import { type ArchiveReader, withArchive } from './archive-reader.ts';
import { copyIn } from './copy-table.ts';
import { explainDatabase } from './database-errors.ts';
import { assertAlone, assertEmpty } from './empty-instance.ts';
import { damaged } from './file-errors.ts';
import { setForeignKeysAside } from './foreign-keys.ts';
import { type Manifest, type Sequence, type Table, tablePart } from './format.ts';
import { planMigrations } from './read-manifest.ts';
import { rebuildSchema } from './rebuild-schema.ts';
import { type ClaimedPlace, claimForRestore } from './restore-place.ts';
import { putInPlace, readKeys, stageFiles, unstage } from './staged-data.ts';
import { readSeal, verifyArchive } from './verify-archive.ts';

/** The instance that is to become what the backup holds. */
export interface RestoreTarget {
  /** `postgresql://` URL of a role that may create tables and schemas. */
  url: string;
  migrationsDir: string;
  dataDir: string;
  /** Where the files belong if not into the data folder. */
  files: (FileStore & SharedPlace) | null;
  /** Ends it, unless all has been read already. */
  signal: AbortSignal;
  /** Told how much of the file has been checked, then restored, in bytes; the restore goes on when it resolves. */
  onProgress(bytes: number, did: 'checked' | 'restored'): void | Promise<void>;
}

/** What was restored. */
export interface RestoreSummary {
  /** When the backup was made, and by which Plenum. */
  createdAt: string;
  plenum: string;
  rows: Record<string, number>;
  files: number;
  /** Tables of the backup that are none of Plenum's, and stay out. */
  leftOut: string[];
  /** Migrations that came after the backup. */
  migrated: string[];
  /** Paths under which keys and files are kept that were there before. */
  kept: string[];
}

/** Milliseconds to wait for whoever uses a table of the empty instance. */
const LOCK_TIMEOUT = 60_000;

/**
 * Makes an empty instance what a backup holds, or leaves it empty. Nobody is signed in afterwards, and every document has a
 * new epoch, so that browsers with newer copies do not write them back unasked. For the operator alone.
 * @throws AppError `conflict` where the instance is in use, not empty, or older than the backup; `invalid_input` where the
 * file is no backup or not as it was written; `unavailable` where it or the database cannot be used, or it was stopped.
 */
export async function restoreBackup(file: string, target: RestoreTarget): Promise<RestoreSummary> {
  const { signal } = target;
  try {
    // All of it before anything is touched: a damaged part must not look like a failure of the database.
    const manifest = await verifyArchive({ file, signal }, (bytes) => target.onProgress(bytes, 'checked'));
    const migrations = planMigrations(readMigrations(target.migrationsDir), manifest);
    return await withArchive({ file, signal }, (archive) =>
      withConnection({ url: target.url, name: 'plenum-restore' }, async (client) => {
        await lockMigrations(client);
        await assertAlone(client);
        return inTransaction(client, () => restore({ archive, manifest, client, target, ...migrations }));
      }),
    );
  } catch (error) {
    throw explain(error, target);
  } finally {
    await unstage(target.dataDir).catch(() => {});
  }
}

interface Restoring {
  archive: ArchiveReader;
  manifest: Manifest;
  client: pg.Client;
  target: RestoreTarget;
  /** What the backup was made with, and what came after. */
  first: Migration[];
  later: Migration[];
}

/** A bucket that was nobody's is so again where this fails, and has nothing of the backup. */
async function restore(given: Restoring): Promise<RestoreSummary> {
  const { client, target } = given;
  await assertEmpty(client);
  const known = await rememberedPlace(client);
  const { dataDir, files } = target;
  const place = files && (await claimForRestore(files, { known, dataDir }));
  try {
    return await fill(given, { known, place });
  } catch (error) {
    await place?.giveUp().catch(() => {});
    throw error;
  }
}

async function fill(
  given: Restoring,
  { known, place }: { known: Known; place: ClaimedPlace | null },
): Promise<RestoreSummary> {
  const { archive, manifest, client, target, first, later } = given;
  const made = await rebuildSchema(client, { known: [...first, ...later], wanted: first });
  // Past the manifest.
  await archive.next();
  await archive.next();
  const keys = await readKeys(archive);
  const { rows, leftOut } = await restoreRows(given, made.tables);
  const files = await stageFiles(archive, { dataDir: target.dataDir, place });
  // Again, since the file may have changed after it was checked.
  const seal = await readSeal(archive);
  if (Object.entries(rows).some(([table, count]) => seal.rows[table] !== count)) throw damaged(archive.file);
  for (const sequence of manifest.sequences) {
    if (made.sequences.includes(sequence.name)) await setSequence(client, sequence);
  }
  for (const migration of later) await migrate(client, migration);
  await remember(client, { owner: place?.owner ?? known.owner, isShared: place !== null });
  await client.query('update document set epoch = gen_random_uuid()');
  await place?.settle();
  // Before the commit: the keys of a backup do no harm to an instance that stays empty, but rows are lost without them.
  const kept = await putInPlace(target.dataDir, { keys, files: place ? 0 : files });
  const { createdAt, plenum } = manifest;
  return { createdAt, plenum, rows, files, leftOut, migrated: later.map(({ name }) => name), kept };
}

/** A migration's failure without PostgreSQL's message, which may quote rows. */
async function migrate(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await runMigration(client, migration);
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    throw explainDatabase(cause, `The migration ${migration.name} failed, and nothing was changed.`);
  }
}

/** Restores the rows of our tables and passes over those of others, whose tables may have the same names here. */
async function restoreRows(
  { archive, manifest, client, target }: Restoring,
  ours: readonly string[],
): Promise<Pick<RestoreSummary, 'rows' | 'leftOut'>> {
  const tables = manifest.tables.filter(({ name }) => ours.includes(name));
  const putBack = await setForeignKeysAside(client, ours);
  // Migrations may have put rows there, which are in the backup as they were in the end.
  const names = tables.map(({ name }) => client.escapeIdentifier(name));
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`);
  const rows: Record<string, number> = {};
  for (const table of manifest.tables) {
    const chunks = partsOf(archive, { table, onProgress: target.onProgress });
    if (tables.includes(table)) rows[table.name] = await copyIn(client, { table, chunks });
    else for await (const _ of chunks);
  }
  await putBack();
  return {
    rows,
    leftOut: manifest.tables.filter((table) => !tables.includes(table)).map(({ name }) => name),
  };
}

async function* partsOf(
  archive: ArchiveReader,
  { table, onProgress }: { table: Table; onProgress: RestoreTarget['onProgress'] },
): AsyncGenerator<Uint8Array, void> {
  for (let part = 1; archive.entry?.name === tablePart(table, part); part += 1) {
    yield* archive.content();
    await archive.next();
    await onProgress(archive.bytesRead, 'restored');
  }
}

async function setSequence(client: pg.Client, { name, last }: Sequence): Promise<void> {
  await client.query(
    `select setval(c.oid::regclass, $2) from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      where c.relkind = 'S' and c.relname = $1`,
    [name, last],
  );
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(
    `begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
     set local lock_timeout = ${LOCK_TIMEOUT}`,
  );
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
  await client.query('commit').catch((cause) => {
    const message =
      'The connection to the database was lost at the very end. See whether the backup is there (workspace list) before you try again.';
    throw new AppError('unavailable', message, { cause });
  });
  return result;
}

function explain(error: unknown, { dataDir }: RestoreTarget): unknown {
  if (error instanceof AppError) return error;
  const known = explainDatabase(error, 'Nothing was changed.');
  return known instanceof AppError ? known : (explainFileError(error, dataDir) ?? error);
}
