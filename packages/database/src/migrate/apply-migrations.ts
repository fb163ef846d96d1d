import { AppError } from '@plenum/domain/errors';
import type pg from 'pg';
import { withConnection } from '../connection.ts';
import { type Migration, readMigrations } from './migrations-folder.ts';
import {
  compareRecord,
  explainFailure,
  lockMigrations,
  makeRecord,
  readRecord,
  runMigration,
} from './record.ts';

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
  return withConnection({ url, name: 'plenum-migrate' }, async (client) => {
    await lockMigrations(client);
    await makeRecord(client);
    const { pending } = compareRecord(migrations, await readRecord(client));
    for (const migration of pending) await apply(client, migration);
    return namesOf(pending);
  });
}

/**
 * Tells what is applied and what is pending, changing nothing.
 * @throws AppError `conflict` as {@link applyMigrations} does.
 */
export async function migrationStatus(url: string, migrationsDir: string): Promise<MigrationStatus> {
  const migrations = readMigrations(migrationsDir);
  return withConnection({ url, name: 'plenum-migrate' }, async (client) => {
    const { pending, applied } = compareRecord(migrations, await readRecord(client));
    return { applied: namesOf(applied), pending: namesOf(pending) };
  });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await runMigration(client, migration);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    throw cause instanceof AppError ? cause : explainFailure(migration.name, cause);
  }
}

function namesOf(migrations: readonly Migration[]): string[] {
  return migrations.map(({ name }) => name);
}
