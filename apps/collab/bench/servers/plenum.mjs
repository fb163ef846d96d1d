import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSecrets } from '@plenum/database/access/secrets';
import { openDatabase } from '@plenum/database/client';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import { cpuOfTree } from '../generator/usage.mjs';
import { Child } from './child.mjs';
import { makePlace } from './plenum-place.mjs';

const PROGRAM = new URL('../../dist/main.js', import.meta.url);
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');
const ORIGIN = 'https://plenum.test';

/**
 * Starts the real server on a new database of a durable cluster, each seat a person of its own.
 * @param {{ documents: number, writers: number, readers: number }} wanted
 * @param {{ url: string, pid: number }} cluster
 * @returns {Promise<import('./start.mjs').Target>}
 */
export async function startPlenum(wanted, cluster) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'plenum-bench-'));
  const secrets = loadSecrets(dataDir);
  const database = await createDatabase(cluster.url, secrets);
  const db = openDatabase({ url: database.url, secrets, publicUrl: ORIGIN });
  const child = new Child({
    program: PROGRAM,
    env: { PUBLIC_URL: ORIGIN, PLENUM_DATA: dataDir, DATABASE_URL: database.url, WEB_PORT: '9' },
  });
  const clear = async () => {
    await child.stop();
    await db.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const place = await makePlace(db, wanted);
    let port = await child.start({ PORT: '0' });
    return {
      wire: 'y-protocols',
      child,
      db,
      documents: place.documents,
      get port() {
        return port;
      },
      databaseCpu: () => cpuOfTree(cluster.pid),
      seat: ({ document, kind, number }) => ({
        name: place.documents[document],
        url: `ws://127.0.0.1:${port}${COLLAB_PATH}/${place.documents[document]}?${ANNOUNCEMENT.name}=${ANNOUNCEMENT.value}`,
        headers: { Authorization: `Bearer ${place[kind][number % place[kind].length]}` },
      }),
      async restart(signal) {
        await child.stop(signal);
        port = await child.start({ PORT: String(port) });
      },
      stop: clear,
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** A migrated database of its own. */
async function createDatabase(clusterUrl, secrets) {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const execute = async (sql) => {
    const admin = openDatabase({ url: clusterUrl, secrets, publicUrl: ORIGIN });
    await admin.pool.query(sql).finally(admin.close);
  };
  await execute(`create database ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  await applyMigrations(url.href, MIGRATIONS);
  return { url: url.href, drop: () => execute(`drop database ${name} with (force)`) };
}
