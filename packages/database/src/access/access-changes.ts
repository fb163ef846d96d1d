import type { AccessChange } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

/** Milliseconds to read what has changed: nothing waits for long that is asked for again soon. */
const READ_TIMEOUT = 1_500;
/** Minutes for which it can be read that access has changed. */
export const KEPT_MINUTES = 10;

/**
 * Runs what changes somebody's access. Its transaction also has the rows by which every node finds out, so that a change cannot go
 * by unnoticed; the messages after COMMIT only make it known sooner. Nothing else may announce a change.
 * @param changes what is concerned, or a function that says so at the end of the work.
 * @param options milliseconds for the transaction, where it has more to do than others.
 */
export async function changeAccess<T>(
  db: Database,
  changes: AccessChange | (() => readonly AccessChange[]),
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  const { result, told } = await db.prisma.$transaction(async (tx) => {
    const result = await work(tx);
    const told = typeof changes === 'function' ? changes() : [changes];
    await tx.accessChange.createMany({ data: told.map(({ of, id }) => ({ of, subjectId: id })) });
    return { result, told };
  }, options);
  for (const change of told) await db.bus.publish({ type: 'access', change });
  return result;
}

/** Changes of access, and the position to read on from. */
export interface ReadAccessChanges {
  changes: { id: string; change: AccessChange }[];
  /** Opaque. */
  position: string;
}

/**
 * Reads the changes of access that were committed after a position; without one, none. A change whose transaction was under way at
 * the position may be read again, with the same id.
 */
export async function readAccessChanges(
  { pool }: Pick<Database, 'pool'>,
  position: string | null,
): Promise<ReadAccessChanges> {
  // Transactions below the oldest one under way have ended: what they wrote is seen by this very statement, or never there.
  const query = {
    text: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position, c.id, c.of, c.subject_id
             FROM (VALUES (1)) AS always LEFT JOIN access_change c ON c.transaction >= $1::xid8`,
    values: [position],
    query_timeout: READ_TIMEOUT,
  };
  const { rows } = await pool.query<
    { position: string } & (
      | { id: string; of: AccessChange['of']; subject_id: string }
      | { id: null; of: null; subject_id: null }
    )
  >(query);
  return {
    changes: rows.flatMap(({ id, of, subject_id }) =>
      id === null ? [] : [{ id, change: { of, id: subject_id } }],
    ),
    position: rows[0]?.position ?? '0',
  };
}

/** Forgets the changes of access that every node has had time to read. */
export async function forgetAccessChanges({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(`DELETE FROM access_change WHERE at < now() - make_interval(mins => $1)`, [KEPT_MINUTES]);
}
