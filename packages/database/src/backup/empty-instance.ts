import { AppError } from '@plenum/domain/errors';
import type pg from 'pg';

/**
 * Makes sure that no running Plenum uses the database, on this machine or another.
 * @throws AppError `conflict` where one does.
 */
export async function assertAlone(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity
      where datname = current_database() and application_name in ('plenum', 'plenum bus') limit 1`,
  );
  if (rowCount === 0) return;
  throw new AppError('conflict', 'A running Plenum uses this database. Stop it first, then restore.');
}

/**
 * Makes sure that nobody has an account or a workspace, and that none comes until the transaction under way ends.
 * @throws AppError `conflict` where somebody has.
 */
export async function assertEmpty(client: pg.Client): Promise<void> {
  for (const table of ['person', 'workspace']) {
    const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
      table,
    ]);
    if (!rows[0]?.found) continue;
    await client.query(`lock table ${table} in access exclusive mode`);
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount === 0) continue;
    const message =
      'This instance is not empty, and a backup is restored only into one that is. Choose another PLENUM_DATA or DATABASE_URL.';
    throw new AppError('conflict', message);
  }
}
