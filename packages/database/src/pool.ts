import pg from 'pg';

/** Milliseconds to wait for a connection, for one statement's answer, and in it for the lock of a row. */
const CONNECT_TIMEOUT = 5_000;
const STATEMENT_TIMEOUT = 30_000;
const LOCK_TIMEOUT = 2_000;

/**
 * Connections to a database, made when they are first needed. A statement that waits too long for a lock is refused with
 * SQLSTATE 55P03, so that no lock that is held holds up everything else.
 * @param url a `postgresql://` URL.
 */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT,
    lock_timeout: LOCK_TIMEOUT,
    application_name: 'plenum',
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  // So is one that is in use: the statement under way fails, and its caller hears of it.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
