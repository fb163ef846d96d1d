import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withConnection } from '@plenum/database/connection';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { findPostmaster } from '@plenum/database/embedded/postmaster';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readEnv } from '../env.ts';
import { createLaunch } from '../launcher/launch.ts';
import { type PlenumOptions, type PlenumResult, runPlenum } from '../testing/run-plenum.ts';
import { writeStubPrograms } from '../testing/stub-programs.ts';

const base = path.join(os.tmpdir(), `plenum-backup-${crypto.randomUUID()}`);
const data = path.join(base, 'data');
const file = path.join(base, 'stopped.plenum');
const password = 'correct horse battery';
let port: number;
let own: TestDatabase;

beforeAll(async () => {
  mkdirSync(base);
  chmodSync(base, 0o711);
  port = await findFreePort();
  own = await createTestDatabase();
  await run(['user', 'create', '--username', 'eva', '--password-stdin'], { input: password });
});
afterAll(async () => {
  await own.drop();
  rmSync(base, { recursive: true, force: true });
});

/** How far it is, is told where it takes seconds, as on a busy machine. */
const NOTHING_WRONG = expect.stringMatching(/^([\d.]+ [kM]B \w+ …\n)*$/);

function run(args: string[], { env, ...options }: PlenumOptions = {}): Promise<PlenumResult> {
  return runPlenum(args, { ...options, env: { PORT: String(port), PLENUM_DATA: data, ...env } });
}

/** An instance of its own, on the database of the tests. */
function onOwnDatabase(): Record<string, string> {
  return { PLENUM_DATA: path.join(base, 'own'), DATABASE_URL: own.url };
}

test('BACKUP-17 a stopped instance is backed up, and restored on another machine', async () => {
  const made = await run(['backup', file]);
  expect(made).toEqual({
    code: 0,
    err: NOTHING_WRONG,
    out: expect.stringMatching(
      /^Backed up to .*stopped\.plenum \(\d+ kB\)\. Workspaces: 0, documents: 0\.\nWhoever has this file .*\n$/,
    ),
  });
  expect(findPostmaster(path.join(data, 'postgres', 'cluster'))).toBeNull();
  const env = { PLENUM_DATA: path.join(base, 'other') };
  const restored = await run(['restore', file], { env });
  expect(restored).toMatchObject({ code: 0, err: NOTHING_WRONG });
  expect(restored.out).toMatch(
    /^Restored as it was at .*\. Workspaces: 0, documents: 0\.\nEverybody has to sign in again\. /,
  );
  expect(findPostmaster(path.join(env.PLENUM_DATA, 'postgres', 'cluster'))).toBeNull();
  const key = (folder: string) => readFileSync(path.join(folder, 'token-key'), 'utf8');
  expect(key(env.PLENUM_DATA)).toBe(key(data));
  expect((await run(['token', 'create', '--username', 'eva', '--name', 'x'], { env })).code).toBe(0);
  const again = await run(['restore', file], { env });
  expect(again).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^This instance is not empty, .*\n$/),
  });
});

test('BACKUP-17 a running instance is backed up beside its work, and takes no restore', async () => {
  const env = readEnv({ PORT: String(port), PLENUM_DATA: data });
  const { programs } = writeStubPrograms(path.join(base, 'stubs'));
  const end = new AbortController();
  const launch = createLaunch({ env, programs, mode: 'production', say() {} });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    done = launch.run(end.signal, () => resolve());
  });
  const beside = path.join(base, 'beside.plenum');
  const { out, ...made } = await run(['backup', beside, '--json']);
  expect(made).toEqual({ code: 0, err: NOTHING_WRONG });
  expect(JSON.parse(out)).toMatchObject({ file: beside, rows: { person: 1 }, files: 0 });
  expect(await run(['restore', beside])).toEqual({
    code: 1,
    out: '',
    err: `Plenum is running with ${data} (process ${process.pid}). Stop it first, then try again.\n`,
  });
  end.abort();
  await done;
});

test('BACKUP-17 with a database of its own an instance is backed up and restored the same way', async () => {
  const env = onOwnDatabase();
  const restored = await run(['restore', file, '--json'], { env });
  expect(restored).toMatchObject({ code: 0, err: NOTHING_WRONG });
  expect(JSON.parse(restored.out)).toMatchObject({ plenum: '0.1.0', rows: { person: 1 }, kept: [] });
  expect((await run(['backup', path.join(base, 'own.plenum')], { env })).code).toBe(0);
});

test('BACKUP-18 a place that cannot be written, and a full disk, are told in one sentence, and nothing is left', async () => {
  const env = onOwnDatabase();
  const place = path.join(base, 'place');
  mkdirSync(place);
  writeFileSync(path.join(place, 'file'), '');
  const failure = async (target: string, options: PlenumOptions = {}) => {
    const { err, ...rest } = await run(['backup', target], { env, ...options });
    expect(rest).toEqual({ code: 1, out: '' });
    return err;
  };
  expect(await failure(path.join(place, 'gone/one'))).toBe(
    `There is no folder ${place}/gone. Make it first.\n`,
  );
  expect(await failure(path.join(place, 'file/one'))).toBe(
    `${place}/file is no folder. Choose another place.\n`,
  );
  expect(await failure(path.join(place, 'file'))).toMatch(
    / is there already, and a backup overwrites nothing\. /,
  );
  expect(await failure('/proc/one')).toMatch(/^This user may not write to \/proc\. /);
  expect(await failure(path.join(place, 'full'), { mostFileBytes: 512 })).toBe(
    `There is no room left for ${place}/full. Free some, or choose another place.\n`,
  );
  expect(readdirSync(place)).toEqual(['file']);
});

test('BACKUP-5 Ctrl-C ends a backup whatever it waits for, and nothing is left', async () => {
  await withConnection({ url: own.url, name: 'test' }, async (client) => {
    await client.query('begin; lock table document_update');
    let interrupt = () => {};
    const stopped = run(['backup', path.join(base, 'place', 'stopped')], {
      env: onOwnDatabase(),
      onStart: (child) => {
        interrupt = () => child.kill('SIGINT');
      },
    });
    const isWaiting = async () => {
      const { rowCount } = await client.query(
        `select from pg_locks where not granted and relation = 'document_update'::regclass`,
      );
      expect(rowCount).toBe(1);
    };
    await vi.waitFor(isWaiting, { timeout: 30_000 });
    interrupt();
    expect(await stopped).toEqual({ code: 1, out: '', err: 'The backup was stopped before it was whole.\n' });
  });
  expect(readdirSync(path.join(base, 'place'))).toEqual(['file']);
});
