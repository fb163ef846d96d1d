import { randomUUID } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import pg from 'pg';
import type { Migration } from './migrations-folder.ts';

/** The advisory lock that Prisma Migrate takes too, so that neither runs while the other does. */
const LOCK = 72707369;

/** Milliseconds. */
const LOCK_TIMEOUT = 60_000;

/** Prisma Migrate's own record of what was applied, so that its tools agree with ours. */
const RECORD = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** A migration as the database has it on record. */
export interface RecordRow {
  migration_name: string;
  checksum: string;
  /** Null where it failed half-way. */
  finished_at: Date | null;
}

/**
 * Keeps others from migrating, until the connection ends.
 * @throws AppError `locked` where another process has been migrating for a minute.
 */
export async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query(`set lock_timeout = ${LOCK_TIMEOUT}`);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '55P03') throw cause;
    const message = 'Another process is migrating this database. Wait for it to end, then try again.';
    throw new AppError('locked', message, { cause });
  }
  await client.query('set lock_timeout = 0');
}

/** Lets others migrate again. */
export async function unlockMigrations(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_unlock($1)', [LOCK]);
}

/** Makes the table of the record where there is none. */
export async function makeRecord(client: pg.Client): Promise<void> {
  await client.query(RECORD);
}

/** What is on record, in order; nothing where there is no record. */
export async function readRecord(client: pg.Client): Promise<RecordRow[]> {
  const record = await client.query<{ found: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as found`,
  );
  if (!record.rows[0]?.found) return [];
  const { rows } = await client.query<RecordRow>(
    `select migration_name, checksum, finished_at from _prisma_migrations
     where rolled_back_at is null order by migration_name`,
  );
  return rows;
}

/**
 * Holds a record against the migrations of this program.
 * @throws AppError `conflict` where an applied migration was edited, failed earlier or is unknown here.
 */
export function compareRecord(
  migrations: readonly Migration[],
  rows: readonly RecordRow[],
): { applied: Migration[]; pending: Migration[] } {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const applied = rows.map((row) => {
    const name = row.migration_name;
    const migration = known.get(name);
    if (!migration) {
      throw new AppError(
        'conflict',
        `This database is newer than this program: it has the migration ${name}. Start the Plenum that made it, or a later one.`,
      );
    }
    if (row.finished_at === null) {
      throw new AppError(
        'conflict',
        `The migration ${name} failed earlier and left the database half changed. Restore a backup, then start again.`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new AppError(
        'conflict',
        `The migration ${name} was edited after it was applied. Put its file back as it was; a change needs a new migration.`,
      );
    }
    return migration;
  });
  return { applied, pending: migrations.filter((migration) => !applied.includes(migration)) };
}

/**
 * Runs a migration's script and puts it on record, in the transaction that is under way.
 * @throws AppError `internal` where the script fails; the caller rolls back.
 */
export async function runMigration(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  } catch (cause) {
    throw explainFailure(name, cause);
  }
}

/** A migration's failure in one sentence. */
export function explainFailure(name: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('internal', `The migration ${name} failed and was undone: ${reason}`, { cause });
}
