import pg from 'pg';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
const KEEP_ALIVE_DELAY = 10_000;

/**
 * Does some work on a connection of its own, whose statements may take as long as they need; a server that is gone is
 * noticed by TCP's keep-alive.
 * @param options.name what the connection is called in `pg_stat_activity`.
 */
export async function withConnection<T>(
  { url, name }: { url: string; name: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY,
    application_name: name,
  });
  // A connection that breaks also fails the query under way, which is where it is handled.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    // What belongs to the session, as its locks, ends with it.
    await client.end().catch(() => {});
  }
}
