import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { applyMigrations } from './apply-migrations.ts';
import { readMigrations } from './migrations-folder.ts';
import { withSchemaEngine } from './schema-engine.ts';

/** What a developer works on. */
export interface Workbench {
  /** URL of a database whose content may be lost; shadow databases are made beside it. */
  url: string;
  /** Folder of the Prisma schema: schema.prisma and models/. */
  schemaDir: string;
  migrationsDir: string;
}

/** What came of asking for a migration. */
export interface CreatedMigration {
  /** Name of the new migration; null where the schema asks for none. */
  name: string | null;
  /** What the migration would lose or cannot do where there is data. */
  warnings: string[];
}

/** Tells the engine which database the migrations are for. */
const LOCK_FILE = { name: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
const EVERYTHING = { externalTables: [], externalEnums: [] };

/**
 * Writes the migration that leads from the present migrations to the present schema, and applies it.
 * @throws AppError `conflict` where the database does not follow the migrations.
 */
export async function createMigration(bench: Workbench, migrationName: string): Promise<CreatedMigration> {
  await applyMigrations(bench.url, bench.migrationsDir);
  const migrationsList = listMigrations(bench);
  const schema = readSchema(bench.schemaDir);
  const filters = EVERYTHING;
  const { warnings, created } = await withSchemaEngine({ url: bench.url, schema }, async (engine) => {
    // First, because it also opens the engine's connection, which the other two take as given.
    const { action } = await engine.devDiagnostic({ migrationsList, filters });
    if (action.tag === 'reset')
      throw new AppError('conflict', `The database must be made anew: ${action.reason}`);
    const loss = await engine.evaluateDataLoss({ migrationsList, schema, filters });
    return {
      warnings: [...loss.unexecutableSteps, ...loss.warnings].map(({ message }) => message),
      created: await engine.createMigration({ draft: false, migrationName, migrationsList, schema, filters }),
    };
  });
  if (created.migrationScript === null) return { name: null, warnings };
  const folder = path.join(bench.migrationsDir, created.generatedMigrationName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), created.migrationScript);
  writeFileSync(path.join(bench.migrationsDir, LOCK_FILE.name), LOCK_FILE.content);
  await applyMigrations(bench.url, bench.migrationsDir);
  return { name: created.generatedMigrationName, warnings };
}

/** The SQL that still leads from the migrations to the schema: empty where they agree. */
export async function findDrift(bench: Workbench): Promise<string> {
  const schema = readSchema(bench.schemaDir);
  const { exitCode, stdout } = await withSchemaEngine({ url: bench.url, schema }, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...listMigrations(bench) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: EVERYTHING,
    }),
  );
  return exitCode === 0 ? '' : (stdout ?? '').trim();
}

function readSchema(schemaDir: string): SchemasContainer {
  const names = readdirSync(schemaDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.prisma'),
  );
  const files = names.sort().map((name) => path.join(schemaDir, name));
  return { files: files.map((file) => ({ path: file, content: readFileSync(file, 'utf8') })) };
}

function listMigrations({ migrationsDir }: Workbench): MigrationList {
  mkdirSync(migrationsDir, { recursive: true });
  return {
    baseDir: migrationsDir,
    lockfile: { path: LOCK_FILE.name, content: LOCK_FILE.content },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(migrationsDir).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
