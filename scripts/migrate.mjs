// The developer's migrations: node scripts/migrate.mjs dev NAME | diff | status
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare, runEntry } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = new URL('../packages/database/dist/migrate/tool.js', import.meta.url);

runEntry(async () => {
  // The compiled tool does not depend on the schema, so it serves also while the code does not fit the schema yet.
  await prepare(existsSync(tool) ? {} : { build: 'database' });
  const { runMigrateTool } = await import(tool.href);
  return runMigrateTool({
    arguments: process.argv.slice(2),
    root,
    databaseUrl: process.env.DATABASE_URL || undefined,
    print: (line) => process.stdout.write(`${line}\n`),
  });
});
