import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Bus } from './bus.ts';
import { busOver } from './bus-over.ts';
import type { OpenLine } from './line.ts';

/** The channel that all processes of an instance share; a database is an instance's own. */
const CHANNEL = 'plenum_bus';
/** Milliseconds to connect and for an answer, and to end. */
const TIMEOUT = 5_000;
const END_TIMEOUT = 1_000;

/**
 * The bus on PostgreSQL's LISTEN and NOTIFY. Sends through the pool; listens on a connection of its own, since a pool hands
 * its connections around.
 * @param url the `postgresql://` URL to listen at.
 */
export function notifyBus({ url, pool }: { url: string; pool: pg.Pool }): Bus {
  return busOver({
    send: (payloads) =>
      pool.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [CHANNEL, payloads]),
    open: (onPayload) => listen(url, onPayload),
  });
}

async function listen(url: string, onPayload: (payload: string) => void): Promise<OpenLine> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT,
    query_timeout: TIMEOUT,
    keepAlive: true,
    application_name: 'plenum bus',
  });
  const cut = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', resolve);
  });
  client.on('notification', ({ payload }) => payload !== undefined && onPayload(payload));
  const close = () =>
    Promise.race([client.end().catch(() => {}), delay(END_TIMEOUT, undefined, { ref: false })]);
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(CHANNEL)}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { cut, ping: () => client.query('SELECT 1'), close };
}
