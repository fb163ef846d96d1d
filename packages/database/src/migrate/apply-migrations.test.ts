import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { applyMigrations, migrationStatus } from './apply-migrations.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-migrations-'));
  write('1_people', 'create table people (id int);');
  write('2_places', 'create table places (id int);\ninsert into places values (1);');
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('MIG-1 pending migrations are applied in order, once', async () => {
  expect(await migrationStatus(database.url, folder)).toEqual({
    applied: [],
    pending: ['1_people', '2_places'],
  });
  expect(await applyMigrations(database.url, folder)).toEqual(['1_people', '2_places']);
  expect(await query('select count(*)::int as places from places')).toEqual([{ places: 1 }]);
  write('3_more', 'alter table places add name text;');
  expect(await migrationStatus(database.url, folder)).toEqual({
    applied: ['1_people', '2_places'],
    pending: ['3_more'],
  });
  expect(await applyMigrations(database.url, folder)).toEqual(['3_more']);
  expect(await applyMigrations(database.url, folder)).toEqual([]);
});

test('MIG-2 a script that fails is undone whole and named, and can be mended', async () => {
  write('2_places', 'create table places (id int);\nselect 1/0;');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    /^The migration 2_places failed and was undone: division by zero$/,
  );
  expect(
    await query(`select to_regclass('places') as places, to_regclass('people') is not null as people`),
  ).toEqual([{ places: null, people: true }]);
  write('2_places', 'create table places (id int);');
  expect(await applyMigrations(database.url, folder)).toEqual(['2_places']);
});

test('MIG-2 a script whose application cannot be recorded is undone too', async () => {
  write('2_places', 'create table places (id int);\ndrop table _prisma_migrations;');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    /^The migration 2_places failed and was undone/,
  );
  expect(await query(`select to_regclass('places') as places`)).toEqual([{ places: null }]);
  expect(await migrationStatus(database.url, folder)).toEqual({
    applied: ['1_people'],
    pending: ['2_places'],
  });
});

test('MIG-3 a migration edited after it was applied is refused, other line ends are no edit', async () => {
  await applyMigrations(database.url, folder);
  write('2_places', 'create table places (id int);\r\ninsert into places values (1);');
  expect(await applyMigrations(database.url, folder)).toEqual([]);
  write('2_places', 'create table places (id bigint);');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    /2_places was edited after it was applied/,
  );
  await expect(migrationStatus(database.url, folder)).rejects.toMatchObject({ code: 'conflict' });
});

test('MIG-4 a database with a half-applied migration is refused', async () => {
  await applyMigrations(database.url, folder);
  await query(`update _prisma_migrations set finished_at = null where migration_name = '2_places'`);
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/2_places failed earlier/);
});

test('MIG-5 a database newer than the program is refused and left alone', async () => {
  await applyMigrations(database.url, folder);
  rmSync(path.join(folder, '2_places'), { recursive: true });
  write('3_more', 'create table more (id int);');
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    /newer than this program: it has the migration 2_places/,
  );
  expect(await query(`select to_regclass('more') as more`)).toEqual([{ more: null }]);
});

test('MIG-6 of several that migrate at once one works and the others wait', async () => {
  write('2_places', 'create table places (id int);\nselect pg_sleep(0.2);');
  const outcomes = await Promise.all([1, 2, 3].map(() => applyMigrations(database.url, folder)));
  expect(outcomes.flat().sort()).toEqual(['1_people', '2_places']);
});

test("MIG-7 the record is Prisma Migrate's own", async () => {
  await applyMigrations(database.url, folder);
  const [row] = await query(`select * from _prisma_migrations where migration_name = '1_people'`);
  expect(row).toMatchObject({
    // sha256sum of the script
    checksum: '9374d09d876b38f043c0e039ab2cdc77a678197b31133571d541cccefc7e5db7',
    applied_steps_count: 1,
    rolled_back_at: null,
  });
  expect(row?.finished_at).toBeInstanceOf(Date);
  expect(readFileSync(path.join(folder, '1_people', 'migration.sql'), 'utf8')).toBe(
    'create table people (id int);',
  );
});
