import { randomUUID } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import pg from 'pg';
import { type Migration, readMigrations } from './migrations-folder.ts';

/** The advisory lock that Prisma Migrate takes too, so that neither runs while the other does. */
const LOCK = 72707369;

/** Milliseconds. A migration itself may take as long as it needs. */
const CONNECT_TIMEOUT = 10_000;
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

/** Where a database stands against a folder of migrations; names in order. */
export interface MigrationStatus {
  applied: string[];
  pending: string[];
}

/**
 * Brings a database up to date: each pending migration in a transaction of its own, together with its record. Of several
 * processes that try at once, one works and the others wait for it.
 * @param url a `postgresql://` URL of a role that may create tables.
 * @returns the names of what was applied now.
 * @throws AppError `conflict` where an applied migration was edited, failed earlier or is unknown here; `locked` where
 * another process has been migrating for a minute; `internal` where a script fails (the database is then as before it).
 */
export async function applyMigrations(url: string, migrationsDir: string): Promise<string[]> {
  const migrations = readMigrations(migrationsDir);
  return withClient(url, async (client) => {
    await lock(client);
    await client.query(RECORD);
    const { pending } = compare(migrations, await readRecord(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  });
}

/**
 * Tells what is applied and what is pending, changing nothing.
 * @throws AppError `conflict` as {@link applyMigrations} does.
 */
export async function migrationStatus(url: string, migrationsDir: string): Promise<MigrationStatus> {
  const migrations = readMigrations(migrationsDir);
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regclass('_prisma_migrations') is not null as found`,
    );
    const { pending, applied } = compare(migrations, rows[0]?.found ? await readRecord(client) : []);
    return { applied, pending: pending.map((migration) => migration.name) };
  });
}

interface RecordRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: 'plenum-migrate',
  });
  // A connection that breaks also fails the query under way, which is where it is handled.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    // The lock belongs to the session and ends with it.
    await client.end().catch(() => {});
  }
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`set lock_timeout = ${LOCK_TIMEOUT}`);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
  } catch (cause) {
    if (!isDatabaseError(cause) || cause.code !== '55P03') throw cause;
    throw new AppError(
      'locked',
      'Another process is migrating this database. Wait for it to end, then try again.',
      {
        cause,
      },
    );
  }
  await client.query('set lock_timeout = 0');
}

async function readRecord(client: pg.Client): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select migration_name, checksum, finished_at from _prisma_migrations
     where rolled_back_at is null order by migration_name`,
  );
  return rows;
}

function compare(migrations: Migration[], rows: RecordRow[]): { applied: string[]; pending: Migration[] } {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
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
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return {
    applied: [...applied],
    pending: migrations.filter((migration) => !applied.has(migration.name)),
  };
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The migration ${name} failed and was undone: ${reason}`;
    throw new AppError('internal', message, { cause });
  }
}

function isDatabaseError(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError;
}
