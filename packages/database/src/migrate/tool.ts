import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { runningPostgresUrl } from '../embedded/start-postgres.ts';
import { startThrowAwayPostgres } from '../embedded/throw-away.ts';
import { migrationStatus } from './apply-migrations.ts';
import { createMigration, findDrift, type Workbench } from './develop.ts';

/** What the tool is given by its entry script. */
export interface ToolOptions {
  arguments: string[];
  /** The repository's root. */
  root: string;
  /** DATABASE_URL where it is set. */
  databaseUrl: string | undefined;
  print(line: string): void;
}

const USAGE = `Usage: node scripts/migrate.mjs dev NAME   write and apply a migration for what changed in prisma/
       node scripts/migrate.mjs diff       exit 1 and print the SQL when prisma/ and its migrations disagree
       node scripts/migrate.mjs status     list what is applied and what is pending in DATABASE_URL, or in .data`;

/** Runs a developer's migration command; resolves with the exit code. */
export async function runMigrateTool(options: ToolOptions): Promise<number> {
  const [command, name, ...rest] = options.arguments;
  if (command === 'dev' && name && /^\w+$/.test(name) && rest.length === 0) {
    return withWorkbench(options, (bench) => dev(bench, { name, print: options.print }));
  }
  // Never in DATABASE_URL: a check has no business in a database that somebody works with.
  if (command === 'diff' && name === undefined)
    return withWorkbench({ ...options, databaseUrl: undefined }, (bench) => diff(bench, options.print));
  if (command === 'status' && name === undefined) return status(options);
  options.print(USAGE);
  return 2;
}

async function dev(
  bench: Workbench,
  { name, print }: { name: string; print(line: string): void },
): Promise<number> {
  const created = await createMigration(bench, name);
  for (const warning of created.warnings) print(`warning: ${warning}`);
  print(
    created.name ? `created prisma/migrations/${created.name}` : 'The migrations already lead to the schema.',
  );
  return 0;
}

async function diff(bench: Workbench, print: (line: string) => void): Promise<number> {
  const sql = await findDrift(bench);
  if (sql === '') {
    print('The migrations lead to the schema.');
    return 0;
  }
  print(`${sql}\n\nThe migrations do not lead to the schema. Run: node scripts/migrate.mjs dev NAME`);
  return 1;
}

async function status({ root, databaseUrl, print }: ToolOptions): Promise<number> {
  const url = databaseUrl ?? runningPostgresUrl(path.join(root, '.data', 'postgres'));
  if (!url)
    throw new AppError('unavailable', 'No database is running in .data. Start Plenum or set DATABASE_URL.');
  const { applied, pending } = await migrationStatus(url, path.join(root, 'prisma', 'migrations'));
  for (const name of applied) print(`applied  ${name}`);
  for (const name of pending) print(`pending  ${name}`);
  return 0;
}

/** Works on DATABASE_URL, or else on a cluster that is thrown away afterwards. */
async function withWorkbench(
  { root, databaseUrl }: ToolOptions,
  work: (bench: Workbench) => Promise<number>,
): Promise<number> {
  const schemaDir = path.join(root, 'prisma');
  const folders = { schemaDir, migrationsDir: path.join(schemaDir, 'migrations') };
  if (databaseUrl) return work({ url: databaseUrl, ...folders });
  const server = await startThrowAwayPostgres();
  try {
    return await work({ url: server.url, ...folders });
  } finally {
    await server.stop();
  }
}
