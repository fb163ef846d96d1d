import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { runMigrateTool } from './tool.ts';

const PRISMA = path.resolve(import.meta.dirname, '../../../../prisma');

let database: TestDatabase;
let root: string;
let printed: string[];

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  root = mkdtempSync(path.join(os.tmpdir(), 'plenum-schema-'));
  cpSync(PRISMA, path.join(root, 'prisma'), { recursive: true });
  printed = [];
});

afterEach(async () => {
  await database.drop();
  rmSync(root, { recursive: true, force: true });
});

function run(...args: string[]): Promise<number> {
  return runOn(database.url, args);
}

function runOn(databaseUrl: string, args: string[]): Promise<number> {
  return runMigrateTool({
    arguments: args,
    root,
    databaseUrl,
    print: (line) => printed.push(line),
  });
}

function addModel(): void {
  const model = 'model Parrot {\n  id Int @id\n  words String[]\n  @@map("parrot")\n}\n';
  writeFileSync(path.join(root, 'prisma', 'models', 'parrot.prisma'), model);
}

test('MIG-8 the migrations in the repository lead to its schema', async () => {
  expect(await run('diff')).toBe(0);
  expect(printed).toEqual(['The migrations lead to the schema.']);
});

test('MIG-9 diff fails and prints the SQL when the schema has more than the migrations', async () => {
  addModel();
  expect(await run('diff')).toBe(1);
  expect(printed.join('\n')).toContain('CREATE TABLE "parrot"');
});

test('MIG-12 diff leaves DATABASE_URL alone', async () => {
  expect(await runOn('postgresql://nobody@127.0.0.1:1/nothing', ['diff'])).toBe(0);
  expect(printed).toEqual(['The migrations lead to the schema.']);
});

test('MIG-10 dev writes the missing migration and applies it, and then finds nothing to do', async () => {
  addModel();
  expect(await run('dev', 'parrots')).toBe(0);
  const name =
    readdirSync(path.join(root, 'prisma', 'migrations')).find((entry) => entry.endsWith('_parrots')) ?? '';
  expect(printed).toEqual([`created prisma/migrations/${name}`]);
  const sql = readFileSync(path.join(root, 'prisma', 'migrations', name, 'migration.sql'), 'utf8');
  expect(sql).toContain('CREATE TABLE "parrot"');
  expect(await run('diff')).toBe(0);
  expect(await run('dev', 'again')).toBe(0);
  expect(printed.at(-1)).toBe('The migrations already lead to the schema.');
  expect(await run('status')).toBe(0);
  expect(printed.at(-1)).toBe(`applied  ${name}`);
});

test('MIG-11 wrong usage is answered with the usage and 2', async () => {
  expect(await run('dev')).toBe(2);
  expect(await run('dev', 'a/b')).toBe(2);
  expect(await run('upgrade')).toBe(2);
  expect(printed.at(-1)).toMatch(/^Usage:/);
});
