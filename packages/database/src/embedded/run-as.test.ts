import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { chooseRunAs, giveTo, spawnAs, waysToRun } from './run-as.ts';

const base = path.join(os.tmpdir(), `plenum-run-as-${crypto.randomUUID()}`);
beforeAll(() => {
  mkdirSync(base);
  chmodSync(base, 0o711);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const ways = waysToRun(path.join(base, 'no-cluster'));

/** Makes a cluster that way, where the system allows it, in a folder that others can pass through or one they cannot. */
async function makeCluster(way: (typeof ways)[number]): Promise<'refused' | number> {
  const folder = mkdtempSync(path.join(base, 'folder-'));
  chmodSync(folder, way.change ? 0o711 : 0o700);
  const cluster = path.join(folder, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  giveTo(way, cluster);
  const { postgres, initdb } = await findBinaries();
  try {
    chooseRunAs({ postgres, folder, cluster }, [way]);
  } catch {
    return 'refused';
  }
  const child = spawnAs(way, [initdb, '-D', cluster, '--auth=reject', '--no-sync'], {
    cwd: '/',
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code;
}

test('PG-16 each way to run PostgreSQL that the system allows does run it', async () => {
  const outcomes = await Promise.all(ways.map(makeCluster));
  expect(outcomes).toContain(0);
  expect(outcomes.filter((outcome) => outcome !== 'refused' && outcome !== 0)).toEqual([]);
});

test('PG-17 where no way works, one sentence says what to do', async () => {
  const folder = path.join(base, 'closed');
  mkdirSync(folder, { mode: 0o700 });
  const { postgres } = await findBinaries();
  const nobodyCan = { description: 'nobody', owner: null, prefix: ['false'], change: false };
  expect(() => chooseRunAs({ postgres, folder, cluster: path.join(folder, 'cluster') }, [nobodyCan])).toThrow(
    /^PostgreSQL does not run as root, and no other user can reach .*closed or the installed programs\./,
  );
});
