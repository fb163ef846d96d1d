import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Lookups, lookupsIn } from './access/lookups.ts';
import type { Secrets } from './access/secrets.ts';
import type { Bus } from './bus/bus.ts';
import { busChannel } from './bus/channel.ts';
import { notifyBus } from './bus/notify-bus.ts';
import { redisBus } from './bus/redis-bus.ts';
import type { FileStore } from './files/file-store.ts';
import type { FolderStore } from './files/folder-store.ts';
import { openFileStore } from './files/open-store.ts';
import type { S3Settings } from './files/s3-settings.ts';
import { transferFiles } from './files/transfer-files.ts';
import { PrismaClient } from './generated/client.ts';
import { openPool } from './pool.ts';

/** An open database with what belongs to it: one pool, the bus beside it, the files, and the keys of its tokens. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  lookups: Lookups;
  bus: Bus;
  /** The content of attachments. */
  files: FileStore;
  /** What came to be moved in, and what was made to be fetched, by the ids of the jobs. */
  transferFiles: FolderStore;
  dataDir: string;
  secrets: Secrets;
  /** The instance's public address; links and the name of the session cookie come from it. */
  publicUrl: string;
  close(): Promise<void>;
}

/** Where a database is, and what belongs to it. */
export interface DatabaseOptions {
  /** A `postgresql://` URL. */
  url: string;
  /** The data folder. */
  dataDir: string;
  secrets: Secrets;
  publicUrl: string;
  /** The `redis://` or `rediss://` URL of the bus; without one it is PostgreSQL's LISTEN and NOTIFY. */
  redisUrl?: string | undefined;
  /** The bucket in which the content of attachments is; without one it is in the data folder. */
  s3: S3Settings | null;
}

/** Opens a database; connections are made when they are first needed, so this never fails for an absent server. */
export function openDatabase({ url, dataDir, secrets, publicUrl, redisUrl, s3 }: DatabaseOptions): Database {
  const pool = openPool(url);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const bus = redisUrl
    ? redisBus({ url: redisUrl, channel: busChannel({ url, secrets }) })
    : notifyBus({ url, pool });
  return {
    prisma,
    pool,
    lookups: lookupsIn(pool),
    bus,
    files: openFileStore({ dataDir, s3 }),
    transferFiles: transferFiles(dataDir),
    dataDir,
    secrets,
    publicUrl,
    async close() {
      await bus.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
