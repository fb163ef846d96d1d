import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from '../access/secrets.ts';
import { withConnection } from '../connection.ts';
import { applyMigrations, migrationStatus } from '../migrate/apply-migrations.ts';
import { entriesOf, writeSealed } from '../testing/archive-kit.ts';
import {
  anInstance,
  backUp,
  MIGRATIONS,
  makeFolder,
  restoreInto,
  rowsOf,
  type TestInstance,
} from '../testing/backup-kit.ts';
import { MANIFEST, type Manifest } from './format.ts';

let place: ReturnType<typeof makeFolder>;
let file: string;
let migrations: string;
const instances: TestInstance[] = [];

beforeEach(() => {
  place = makeFolder();
  file = path.join(place.folder, 'one.plenum');
  migrations = path.join(place.folder, 'migrations');
});
afterEach(async () => {
  for (const instance of instances.splice(0)) await instance.remove();
  place.remove();
});

async function instanceOf(migrationsDir?: string): Promise<TestInstance> {
  const instance = await anInstance(migrationsDir === undefined ? {} : { migrationsDir });
  if (migrationsDir !== undefined) await applyMigrations(instance.url, migrationsDir);
  loadSecrets(instance.dataDir);
  instances.push(instance);
  return instance;
}

async function run(instance: TestInstance, sql: string): Promise<Record<string, unknown>[]> {
  return withConnection(
    { url: instance.url, name: 'test' },
    async (client) => (await client.query(sql)).rows,
  );
}

function write(name: string, sql: string): void {
  mkdirSync(path.join(migrations, name), { recursive: true });
  writeFileSync(path.join(migrations, name, 'migration.sql'), sql);
}

/** What a restore needs to find, and nothing else. */
const SCHEMA = `
  create table person (id int primary key generated always as identity, name text, shout text generated always as (upper(name)) stored);
  create table workspace (id int primary key, front int);
  create table document (id serial primary key, workspace int not null references workspace, above int references document,
                         epoch uuid not null default gen_random_uuid());
  alter table workspace add foreign key (front) references document deferrable initially deferred;`;

test('BACKUP-11 a backup of an older schema is restored into that one and then migrated', async () => {
  const [first = ''] = readdirSync(MIGRATIONS).sort();
  cpSync(path.join(MIGRATIONS, first), path.join(migrations, first), { recursive: true });
  const old = await instanceOf(migrations);
  await run(
    old,
    `insert into person (id, username, display_name, colour, password_hash, recovery_hash) values (gen_random_uuid(), 'eva', 'Eva', 1, '', '');
     insert into workspace (id, name, slug) values (gen_random_uuid(), 'W', 'w');
     insert into document (id, workspace_id, kind, title) select gen_random_uuid(), id, 'pad', 'Old' from workspace`,
  );
  await backUp(old, file);
  const now = await instanceOf();
  const { migrated } = await restoreInto(now, file);
  const all = readdirSync(MIGRATIONS)
    .filter((name) => /^\d/.test(name))
    .sort();
  expect(migrated).toEqual(all.slice(1));
  expect(await migrationStatus(now.url, MIGRATIONS)).toEqual({ applied: all, pending: [] });
  expect(await run(now, 'select title, epoch from document')).toEqual([
    { title: 'Old', epoch: expect.any(String) },
  ]);
  // A backup never migrates what it reads.
  expect(await migrationStatus(old.url, MIGRATIONS)).toMatchObject({ applied: [first] });
});

test('BACKUP-11 what migrations put into tables gives way to what is in the backup', async () => {
  write(
    '1',
    `${SCHEMA} create table setting (name text primary key, value int); insert into setting values ('size', 1);`,
  );
  const old = await instanceOf(migrations);
  await run(old, `update setting set value = 7`);
  await backUp(old, file);
  write(
    '2',
    `alter table setting add more int; update setting set more = value * 2;
              create type mood as enum ('glad'); create function answer() returns int language sql return 42;`,
  );
  const now = await instanceOf(migrations);
  await restoreInto(now, file);
  expect(await run(now, 'select *, answer() from setting')).toEqual([
    { name: 'size', value: 7, more: 14, answer: 42 },
  ]);
});

test('BACKUP-11, BACKUP-9 a later migration that fails leaves the instance as it was, and tells nothing of the rows', async () => {
  write('1', SCHEMA);
  const old = await instanceOf(migrations);
  await run(old, `insert into workspace values (1); insert into person (name) values ('confidential')`);
  await backUp(old, file);
  const now = await instanceOf(migrations);
  write('2', 'select name::int from person');
  await expect(restoreInto(now, file)).rejects.toThrow(
    /^PostgreSQL refused \(SQLSTATE 22P02\)\. The migration 2 failed, and nothing was changed\.$/,
  );
  expect((await rowsOf(now)).workspace).toEqual([]);
});

test('BACKUP-12 a backup that is newer than the program is refused', async () => {
  const source = await instanceOf();
  await backUp(source, file);
  const entries = await entriesOf(file);
  const change = async (name: string, alter: (manifest: Manifest) => void) => {
    const manifest: Manifest = JSON.parse(String(entries[0]?.content));
    alter(manifest);
    const changed = path.join(place.folder, name);
    const content = Buffer.from(JSON.stringify(manifest));
    await writeSealed(changed, [{ name: MANIFEST, content }, ...entries.slice(1)]);
    return restoreInto(await instanceOf(), changed);
  };
  const newer = (what: string) =>
    `The backup is newer than this program. ${what}. Restore it with the Plenum that made it, or a later one.`;
  await expect(
    change('format', (manifest) => {
      manifest.version = 2;
    }),
  ).rejects.toMatchObject({ code: 'conflict', message: newer(`${place.folder}/format has the format 2`) });
  await expect(
    change('migration', ({ migrations }) => migrations.push({ name: '9_later', checksum: '' })),
  ).rejects.toMatchObject({ code: 'conflict', message: newer('It has the migration 9_later') });
  await expect(
    change('edited', ({ migrations }) =>
      migrations.splice(0, 1, { name: migrations[0]?.name ?? '', checksum: 'x' }),
    ),
  ).rejects.toThrow(/ is not the one of this program\. /);
});

test('BACKUP-13 rows that refer to each other in a ring, computed columns and counters come back', async () => {
  write('1', SCHEMA);
  const source = await instanceOf(migrations);
  await run(
    source,
    `begin; insert into person (name) values ('eva'), ('ida'); delete from person where name = 'ida';
     insert into workspace values (1, 2); insert into document (workspace, above) values (1, null), (1, 1);
     update document set above = 2 where id = 1; commit`,
  );
  await backUp(source, file);
  const there = await instanceOf(migrations);
  await restoreInto(there, file);
  const { document: before, _prisma_migrations: _, ...rest } = await rowsOf(source);
  expect(await rowsOf(there)).toMatchObject(rest);
  expect(await run(there, 'select id, above from document order by id')).toEqual([
    { id: 1, above: 2 },
    { id: 2, above: 1 },
  ]);
  expect(before?.length).toBe(2);
  expect(await run(there, `insert into person (name) values ('ada') returning id, shout`)).toEqual([
    { id: 3, shout: 'ADA' },
  ]);
  expect(await run(there, 'insert into document (workspace) values (1) returning id')).toEqual([{ id: 3 }]);
  await expect(run(there, 'update workspace set front = 9')).rejects.toThrow(/violates foreign key/);
});

test("BACKUP-14 others' tables in the database stay as they are", async () => {
  const source = await instanceOf();
  await run(source, 'create table theirs (x serial); insert into theirs values (default)');
  await backUp(source, file);
  const there = await instanceOf();
  await run(
    there,
    `create table ours (x int); insert into ours values (2); create table unused (x int);
     create table theirs (x serial); insert into theirs values (3)`,
  );
  expect((await restoreInto(there, file)).leftOut).toEqual(['theirs']);
  expect(await rowsOf(there)).toMatchObject({ ours: [{ x: 2 }], theirs: [{ x: 3 }], unused: [] });
  expect(await run(there, 'insert into theirs values (default) returning x')).toEqual([{ x: 1 }]);
  const viewed = await instanceOf();
  await run(viewed, 'create view titles as select title from document');
  await expect(restoreInto(viewed, file)).rejects.toThrow(
    /^PostgreSQL refused \(SQLSTATE 2BP01\)\. Nothing was changed\.$/,
  );
  expect(await run(viewed, 'select * from titles')).toEqual([]);
});

test('BACKUP-15 there has to be something to back up, with its keys', async () => {
  const unused = await anInstance({ migrationsDir: MIGRATIONS });
  instances.push(unused);
  await expect(backUp(unused, file)).rejects.toThrow(
    /^There is no session-secret in .*, so it is not the data folder /,
  );
  loadSecrets(unused.dataDir);
  await expect(backUp(unused, file)).rejects.toThrow(/^There is nothing to back up: /);
});
