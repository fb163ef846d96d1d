import type pg from 'pg';
import type { Migration } from '../migrate/migrations-folder.ts';
import { compareRecord, makeRecord, readRecord, runMigration } from '../migrate/record.ts';

/** Where the migrations are tried to see what they make; gone before anybody else sees it. */
const SCRATCH = 'plenum_restore_scratch';

/** What a migration can make, and how it is removed; names are quoted. */
interface Made {
  views: string[];
  tables: string[];
  types: string[];
  functions: string[];
}

/** Tables and sequences, by name. */
export interface Relations {
  tables: string[];
  sequences: string[];
}

/**
 * Gives an empty database the schema that some migrations lead to, whatever others were applied to it, in the transaction
 * that is under way. Of what is in the database only that is touched which migrations have made.
 * @returns what it has made.
 */
export async function rebuildSchema(
  client: pg.Client,
  { known, wanted }: { known: readonly Migration[]; wanted: readonly Migration[] },
): Promise<Relations> {
  await makeRecord(client);
  const { applied } = compareRecord(known, await readRecord(client));
  await drop(client, await madeBy(client, applied));
  await client.query('delete from _prisma_migrations');
  const others = await relationsOf(client);
  for (const migration of wanted) await runMigration(client, migration);
  const all = await relationsOf(client);
  return {
    tables: all.tables.filter((name) => !others.tables.includes(name)),
    sequences: all.sequences.filter((name) => !others.sequences.includes(name)),
  };
}

async function relationsOf(client: pg.Client): Promise<Relations> {
  const { rows } = await client.query<Relations>(
    `select array(select tablename::text from pg_tables where schemaname = current_schema()) as tables,
            array(select sequencename::text from pg_sequences where schemaname = current_schema()) as sequences`,
  );
  return rows[0] ?? { tables: [], sequences: [] };
}

/** What migrations make in an empty schema, found by making it there. */
async function madeBy(client: pg.Client, migrations: readonly Migration[]): Promise<Made> {
  await client.query(
    `savepoint scratch; create schema ${SCRATCH};
     select set_config('search_path', '${SCRATCH}, ' || current_setting('search_path'), true)`,
  );
  for (const { sql } of migrations) await client.query(sql);
  const { rows } = await client.query<Made>(
    `with made as (select oid from pg_namespace where nspname = '${SCRATCH}')
     select
       array(select quote_ident(relname) from pg_class, made where relnamespace = made.oid and relkind = 'v') as views,
       array(select quote_ident(relname) from pg_class, made where relnamespace = made.oid and relkind = 'r') as tables,
       array(select quote_ident(typname) from pg_type, made
              where typnamespace = made.oid and typtype in ('e', 'd')) as types,
       array(select quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'
               from pg_proc p, made where p.pronamespace = made.oid
                and not exists (select from pg_depend d
                                 where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')) as functions`,
  );
  await client.query('rollback to savepoint scratch');
  return rows[0] ?? { views: [], tables: [], types: [], functions: [] };
}

/** Without CASCADE: where something of somebody else's depends on it, that is refused. */
async function drop(client: pg.Client, { views, tables, types, functions }: Made): Promise<void> {
  if (views.length > 0) await client.query(`drop view if exists ${views.join(', ')}`);
  if (tables.length > 0) await client.query(`drop table if exists ${tables.join(', ')}`);
  if (types.length > 0) await client.query(`drop type if exists ${types.join(', ')}`);
  if (functions.length > 0) await client.query(`drop routine if exists ${functions.join(', ')}`);
}
