import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Secrets } from './access/secrets.ts';
import type { Bus } from './bus/bus.ts';
import { notifyBus } from './bus/notify-bus.ts';
import { PrismaClient } from './generated/client.ts';
import { openPool } from './pool.ts';

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

/**
 * Opens a database; connections are made when they are first needed, so this never fails for an absent server.
 * @param url a `postgresql://` URL.
 */
export function openDatabase(options: { url: string; secrets: Secrets; publicUrl: string }): Database {
  const { url, secrets, publicUrl } = options;
  const pool = openPool(url);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const bus = notifyBus({ url, pool });
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
