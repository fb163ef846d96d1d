import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSecrets } from '@plenum/database/access/secrets';
import { openDatabase } from '@plenum/database/client';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import { cpuOfTree } from '../generator/usage.mjs';
import { Child } from './child.mjs';
import { makePlace } from './plenum-place.mjs';

const PROGRAM = new URL('../../dist/main.js', import.meta.url);
const UNSTORED = new URL('./plenum-unstored.mjs', import.meta.url).href;
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');
const ORIGIN = 'https://plenum.test';
/** Nothing answers there: no page is asked for. */
const NO_WEB = '9';

/**
 * Starts the real server on a new database of a durable cluster, each seat a person of its own.
 * @param {import('./start.mjs').Wanted} wanted
 * @param {{ cluster: { url: string, pid: number }, isStored: boolean }} given
 * @returns {Promise<import('./start.mjs').Target>}
 */
export async function startPlenum({ nodes = 1, ...wanted }, { cluster, isStored }) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'plenum-bench-'));
  const secrets = loadSecrets(dataDir);
  const database = await createDatabase(cluster.url, { dataDir, secrets });
  const db = openDatabase({ url: database.url, dataDir, secrets, publicUrl: ORIGIN });
  const env = { PUBLIC_URL: ORIGIN, PLENUM_DATA: dataDir, DATABASE_URL: database.url, WEB_PORT: NO_WEB };
  const imports = isStored ? [] : [UNSTORED];
  const children = Array.from({ length: nodes }, () => new Child({ program: PROGRAM, env, imports }));
  const ports = children.map(() => 0);
  const startAll = async () => {
    for (const [node, child] of children.entries())
      ports[node] = await child.start({ PORT: String(ports[node]) });
  };
  const stopAll = (signal) => Promise.all(children.map((child) => child.stop(signal)));
  const clear = async () => {
    await stopAll();
    await db.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const place = await makePlace(db, wanted);
    await startAll();
    return {
      wire: 'y-protocols',
      children,
      databaseCpu: () => cpuOfTree(cluster.pid),
      seat({ document, kind, number, node = document % nodes }) {
        const [name, tokens] = [place.documents[document], place[kind]];
        return {
          name,
          url: `ws://127.0.0.1:${ports[node]}${COLLAB_PATH}/${name}?${ANNOUNCEMENT.name}=${ANNOUNCEMENT.value}`,
          headers: { Authorization: `Bearer ${tokens[number % tokens.length]}` },
        };
      },
      async restart(signal) {
        await stopAll(signal);
        await startAll();
      },
      stored: (document) => postgresLog(db.pool).open(place.documents[document]),
      stop: clear,
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** A migrated database of its own. */
async function createDatabase(clusterUrl, { dataDir, secrets }) {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const execute = async (sql) => {
    const admin = openDatabase({ url: clusterUrl, dataDir, secrets, publicUrl: ORIGIN });
    await admin.pool.query(sql).finally(admin.close);
  };
  await execute(`create database ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  await applyMigrations(url.href, MIGRATIONS);
  return { url: url.href, drop: () => execute(`drop database ${name} with (force)`) };
}
