import type pg from 'pg';

/**
 * Does some work in one transaction, and resolves after COMMIT. Rejects when nothing was stored, or when the answer to COMMIT
 * did not come.
 * @param settings PostgreSQL's, for this transaction.
 */
export async function inTransaction<T>(
  { pool, settings }: { pool: pg.Pool; settings: Readonly<Record<string, string | number>> },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // A connection cut between two statements is reported here alone, and unheard would end the process.
  client.on('error', ignore);
  try {
    const set = Object.entries(settings).map(([name, value]) => `; SET LOCAL ${name} = ${value}`);
    await client.query(`BEGIN${set.join('')}`);
    const result = await work(client);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    // Nothing is known of a connection on which a statement failed; closing it also rolls back.
    client.release(true);
    throw error;
  }
}

function ignore(): void {}
