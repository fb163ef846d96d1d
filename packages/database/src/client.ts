import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Secrets } from './access/secrets.ts';
import type { Bus } from './bus/bus.ts';
import { busChannel } from './bus/channel.ts';
import { notifyBus } from './bus/notify-bus.ts';
import { redisBus } from './bus/redis-bus.ts';
import { PrismaClient } from './generated/client.ts';

/** An open database with what belongs to it: one pool, the bus beside it, and the keys of its tokens. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  bus: Bus;
  secrets: Secrets;
  /** The instance's public address; links and the name of the session cookie come from it. */
  publicUrl: string;
  close(): Promise<void>;
}

/** Milliseconds to wait for a connection, and for one statement's answer. */
const CONNECT_TIMEOUT = 5_000;
const STATEMENT_TIMEOUT = 30_000;

/** Where a database is, and what belongs to it. */
export interface DatabaseOptions {
  /** A `postgresql://` URL. */
  url: string;
  secrets: Secrets;
  publicUrl: string;
  /** The `redis://` or `rediss://` URL of the bus; without one it is PostgreSQL's LISTEN and NOTIFY. */
  redisUrl?: string | undefined;
}

/** Opens a database; connections are made when they are first needed, so this never fails for an absent server. */
export function openDatabase({ url, secrets, publicUrl, redisUrl }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT,
    application_name: 'plenum',
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  // So is one that is in use: the statement under way fails, and its caller hears of it.
  pool.on('connect', (client) => client.on('error', () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const bus = redisUrl
    ? redisBus({ url: redisUrl, channel: busChannel({ url, secrets }) })
    : notifyBus({ url, pool });
  return {
    prisma,
    pool,
    bus,
    secrets,
    publicUrl,
    async close() {
      await bus.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
