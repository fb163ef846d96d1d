import { AppError } from '@plenum/domain/errors';
import pg from 'pg';
import { codeOf, NETWORK_REASONS } from '../network-reasons.ts';

/** What a reachable server says of itself. */
export interface DatabaseFacts {
  /** Such as `18.4`. */
  version: string;
  /** Milliseconds that its clock is ahead of ours. */
  clockAhead: number;
}

/** Milliseconds. */
const TIMEOUT = 5_000;
const OLDEST_VERSION = 15;

/** How a failure to connect is put, by PostgreSQL's SQLSTATE or the system's error code. */
const REASONS: Record<string, string> = {
  ...NETWORK_REASONS,
  '28P01': 'it does not accept the user name or password',
  '28000': 'it does not let this user in from here',
  '3D000': 'it has no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};

/**
 * Connects once to see whether a database can be used.
 * @throws AppError `unavailable` with one sentence that names the server and never the password.
 */
export async function reachDatabase(url: string): Promise<DatabaseFacts> {
  let client: pg.Client | null = null;
  try {
    // It reads the certificates that the URL names.
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: TIMEOUT,
      query_timeout: TIMEOUT,
      application_name: 'plenum',
    });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ version: string; now: Date }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version, clock_timestamp() as now`,
    );
    const [row] = rows;
    const version = row?.version ?? '';
    if (Number.parseInt(version, 10) < OLDEST_VERSION) {
      throw new AppError(
        'unavailable',
        `PostgreSQL ${version} is too old: Plenum needs ${OLDEST_VERSION} or newer.`,
      );
    }
    return { version, clockAhead: row ? row.now.getTime() - Date.now() : 0 };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const { hostname, port, pathname } = new URL(url);
    const place = `${hostname}:${port || 5432}${pathname}`;
    throw new AppError(
      'unavailable',
      `The database at ${place} (DATABASE_URL) cannot be used: ${reasonOf(cause)}.`,
      {
        cause,
      },
    );
  } finally {
    await client?.end().catch(() => {});
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (/timeout/i.test(error.message)) return `no answer within ${TIMEOUT / 1000} seconds`;
  if ('path' in error) return `${error.path}, which it names, cannot be read`;
  // Several addresses of one name fail as one error that holds each one's.
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return REASONS[codeOf(error)] ?? error.message;
}
