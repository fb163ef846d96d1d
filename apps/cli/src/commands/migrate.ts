import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { withDatabase } from '../data/with-database.ts';
import { type Env, MIGRATIONS } from '../env.ts';
import type { Answer } from '../main.ts';

/** Brings the database up to date. */
export async function migrate(env: Env): Promise<Answer> {
  const applied = await withDatabase(env, ({ url }) => applyMigrations(url, MIGRATIONS));
  const lines =
    applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `Applied ${name}.`);
  return { lines, value: { applied } };
}
