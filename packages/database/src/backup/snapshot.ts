import { AppError } from '@plenum/domain/errors';
import type pg from 'pg';
import { readMigrations } from '../migrate/migrations-folder.ts';
import { compareRecord, lockMigrations, readRecord, unlockMigrations } from '../migrate/record.ts';
import type { Manifest, Sequence, Table } from './format.ts';

/**
 * What is left out of a backup: who is signed in, since sessions that were ended after the backup would come alive again;
 * the record of migrations, which is in the manifest; what nodes have yet to hear of, and who is where; and what is derived from
 * documents and files.
 */
const LEFT_OUT = [
  'session',
  '_prisma_migrations',
  'access_change',
  'live_node',
  'document_presence',
  'document_projection',
  'document_edit',
  'document_link',
  'document_wanted',
  'document_file',
  'file_text',
  'upload',
  'file_place',
  'transfer_job',
  'document_mention',
  'task_item',
  'task_assignee',
  'task_source',
  'task_reminder',
];

/** Milliseconds to wait for what locks a table whole, as a migration does. */
const LOCK_TIMEOUT = 60_000;

/** How values are written, whatever the server's or the role's own settings. */
const SETTINGS = `
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local lock_timeout = ${LOCK_TIMEOUT};
  set local datestyle = iso;
  set local intervalstyle = postgres;
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local bytea_output = hex`;

/** What a snapshot of the database holds. */
export type SnapshotContent = Pick<Manifest, 'migrations' | 'tables' | 'sequences'>;

/**
 * Begins a transaction that sees the database as it is at this moment, whoever writes meanwhile, and tells what is in it.
 * Until the connection ends nobody can change its schema.
 * @throws AppError `not_found` where Plenum has never used the database; `conflict` as migrating does; `locked` where
 * somebody changes the schema.
 */
export async function beginSnapshot(client: pg.Client, migrationsDir: string): Promise<SnapshotContent> {
  // The schema must not change between looking at it and locking it.
  await lockMigrations(client);
  await client.query(`begin isolation level repeatable read read only; ${SETTINGS}`);
  const { applied } = compareRecord(readMigrations(migrationsDir), await readRecord(client));
  if (applied.length === 0) {
    throw new AppError('not_found', 'There is nothing to back up: Plenum has never used this database.');
  }
  const tables = await listTables(client);
  const names = tables.map(({ name }) => client.escapeIdentifier(name));
  await client.query(`lock table ${names.join(', ')} in access share mode`);
  await unlockMigrations(client);
  const migrations = applied.map(({ name, checksum }) => ({ name, checksum }));
  return { migrations, tables, sequences: await listSequences(client) };
}

/** All tables of the schema with the columns that have values of their own; those of extensions are not ours. */
async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and c.relname <> all($1)
        and not exists (select from pg_depend d
                         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      group by c.relname order by c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** Sequences are outside transactions: what they say later is at least what the rows of the snapshot have used. */
async function listSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename::text as name, last_value::text as last from pg_sequences
      where schemaname = current_schema() and last_value is not null order by sequencename`,
  );
  return rows;
}
