import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { withConnection } from '@plenum/database/connection';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { findPostmaster } from '@plenum/database/embedded/postmaster';
import { findProcess } from '@plenum/database/embedded/process-table';
import { runningPostgresUrl, startPostgres } from '@plenum/database/embedded/start-postgres';
import { reachDatabase } from '@plenum/database/migrate/reach-database';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Env, readEnv } from '../env.ts';
import { type StubPrograms, writeStubPrograms } from '../testing/stub-programs.ts';
import { createLaunch, type LaunchOptions } from './launch.ts';

const base = path.join(os.tmpdir(), `plenum-launch-${crypto.randomUUID()}`);
// One data folder for all, since making its cluster is what takes time; each test leaves it stopped.
const data = path.join(base, 'data');
const cluster = path.join(data, 'postgres', 'cluster');
let stubs: StubPrograms;
let port: number;
let said: string[];

beforeAll(() => {
  mkdirSync(base);
  chmodSync(base, 0o711);
});
beforeEach(async () => {
  stubs = writeStubPrograms(mkdtempSync(path.join(base, 'stubs-')));
  port = await findFreePort();
  said = [];
});
afterEach(() => {
  expect(findPostmaster(cluster)).toBeNull();
  expect(existsSync(path.join(data, 'lock'))).toBe(false);
  for (const { pid } of stubs.events()) expect(findProcess(pid)).toBeNull();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function envOf(variables: Record<string, string> = {}): Env {
  return readEnv({ PORT: String(port), PLENUM_DATA: data, ...variables });
}

/** Launches the stubs; `stop` stops them and resolves or rejects as the launch does. */
async function launch(options: Partial<LaunchOptions> = {}) {
  const env = options.env ?? envOf();
  const policy = { firstPause: 10, longestPause: 50, limit: 4, window: 60_000 };
  const { programs } = stubs;
  const say = (line: string) => said.push(line);
  const plenum = createLaunch({ env, programs, mode: 'production', say, policy, ...options });
  const end = new AbortController();
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    done = plenum.run(end.signal, () => resolve());
    done.catch(reject);
  });
  return {
    env,
    plenum,
    done,
    stop: () => {
      end.abort();
      return done;
    },
  };
}

async function answer(path = '/'): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).text();
}

test('RUN-1 it is ready when people can work, and each program is told what it needs', async () => {
  const { stop } = await launch();
  expect(await answer('/healthz')).toBe('collab');
  const [web, collab] = ['web', 'collab'].map((name) =>
    stubs.events().find(({ program }) => program === name),
  );
  const url = runningPostgresUrl(path.join(data, 'postgres'));
  const shared = {
    PUBLIC_URL: `http://localhost:${port}`,
    PLENUM_DATA: data,
    DATABASE_URL: url,
    NODE_ENV: 'production',
    secret: '64',
  };
  const webPort = web?.environment.PORT;
  expect(webPort).not.toBe(String(port));
  expect(collab?.environment).toEqual({ ...shared, PORT: String(port), WEB_PORT: webPort });
  expect(web?.environment).toEqual({
    ...shared,
    PORT: webPort,
    HOSTNAME: '127.0.0.1',
    NEXTAUTH_URL: `http://localhost:${port}`,
  });
  await stop();
});

test('RUN-2 stopping stops the live server first, then the pages, then the database', async () => {
  const { stop } = await launch();
  await stop();
  const stops = stubs.events().filter(({ did }) => did !== 'start');
  expect(stops.map(({ program, did, database }) => ({ program, did, database }))).toEqual([
    { program: 'collab', did: 'stop', database: true },
    { program: 'collab', did: 'end', database: true },
    { program: 'web', did: 'stop', database: true },
    { program: 'web', did: 'end', database: true },
  ]);
  expect(findPostmaster(cluster)).toBeNull();
});

test('RUN-3 a program that dies is started again', async () => {
  const { stop } = await launch();
  for (const program of ['web', 'collab'] as const) {
    const before = stubs.pidOf(program);
    process.kill(before, 'SIGKILL');
    await vi.waitFor(() => expect(stubs.pidOf(program)).not.toBe(before), { timeout: 5_000 });
  }
  await vi.waitFor(async () => expect(await answer()).toBe('collab'), { timeout: 5_000 });
  expect(said).toContain('The live server has ended (ended by SIGKILL) and is started again.');
  await stop();
});

test('RUN-4 PostgreSQL that dies comes back at the same address', async () => {
  const { stop } = await launch();
  const url = runningPostgresUrl(path.join(data, 'postgres')) ?? '';
  const before = findPostmaster(cluster)?.pid ?? 0;
  process.kill(before, 'SIGKILL');
  await vi.waitFor(() => expect(reachDatabase(url)).resolves.toMatchObject({ version: expect.any(String) }), {
    timeout: 10_000,
  });
  expect(findPostmaster(cluster)?.pid).not.toBe(before);
  await stop();
});

test('RUN-5 a program that dies again and again ends the launch with one sentence, and nothing is left', async () => {
  stubs = writeStubPrograms(mkdtempSync(path.join(base, 'stubs-')), 'crash');
  await expect(launch()).rejects.toThrow(
    /^The live server ended 4 times within 60 seconds \(code 3\). Plenum gives up.$/,
  );
  expect(stubs.events().filter(({ program, did }) => program === 'web' && did === 'stop')).toHaveLength(1);
});

test('RUN-6 a second start with the same data folder says who has it', async () => {
  const { stop, env } = await launch();
  await expect(launch({ env: { ...env, port: port + 1 } })).rejects.toThrow(
    `Plenum is already running with ${data}: http://localhost:${port} (process ${process.pid}).`,
  );
  await stop();
});

test('RUN-7 a busy port is told before anything is started', async () => {
  const fresh = path.join(base, 'never-started');
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  await expect(launch({ env: envOf({ PLENUM_DATA: fresh }) })).rejects.toThrow(
    `Port ${port} is used by another program. Stop that one, or choose another port: PORT=3001`,
  );
  expect(existsSync(path.join(fresh, 'postgres'))).toBe(false);
  other.close();
});

test('RUN-8 a database that cannot be used is told in one sentence without its password', async () => {
  const nobody = await findFreePort();
  const url = `postgresql://plenum:sesame@127.0.0.1:${nobody}/plenum`;
  const place = `127.0.0.1:${nobody}/plenum`;
  await expect(launch({ env: envOf({ DATABASE_URL: url }) })).rejects.toThrow(
    `The database at ${place} (DATABASE_URL) cannot be used: nothing answers there.`,
  );
  await expect(reachDatabase(`${url}?sslrootcert=/no/such/file`)).rejects.toThrow(
    `The database at ${place} (DATABASE_URL) cannot be used: /no/such/file, which it names, cannot be read.`,
  );
  const { stop } = await launch();
  const wrong = new URL(runningPostgresUrl(path.join(data, 'postgres')) ?? '');
  wrong.password = 'sesame';
  const attempt = reachDatabase(wrong.href);
  await expect(attempt).rejects.toThrow(/it does not accept the user name or password\.$/);
  await expect(attempt).rejects.not.toThrow(/sesame/);
  await stop();
});

test('RUN-31 a Redis that cannot be used is told in one sentence without its password', async () => {
  const nobody = await findFreePort();
  const env = envOf({ REDIS_URL: `redis://:sesame@127.0.0.1:${nobody}` });
  const sentence = `Redis at 127.0.0.1:${nobody} (REDIS_URL) cannot be used: nothing answers there.`;
  await expect(launch({ env })).rejects.toThrow(sentence);
});

test('FILE-25 an instance whose files are elsewhere starts nothing, and says what to do', async () => {
  const { url, drop } = await createTestDatabase();
  const ask = (text: string) => withConnection({ url, name: 'test' }, (client) => client.query(text));
  await ask('INSERT INTO file_place (owner, is_shared) VALUES (gen_random_uuid(), true)');
  await ask('INSERT INTO stored_file (id) VALUES (gen_random_uuid())');
  const env = envOf({ DATABASE_URL: url });
  await expect(launch({ env })).rejects.toThrow(
    /^The files of this Plenum are in another bucket.* Set S3_BUCKET and what belongs to it as they were/,
  );
  expect(stubs.events()).toEqual([]);
  await ask('DELETE FROM stored_file');
  const { stop } = await launch({ env });
  expect(await answer()).toBe('collab');
  await stop();
  await drop();
});

test('RUN-9 two instances with different ports and data folders run side by side', async () => {
  const first = await launch();
  port = await findFreePort();
  const second = await launch({ env: envOf({ PLENUM_DATA: path.join(base, 'second') }) });
  expect(await answer()).toBe('collab');
  await second.stop();
  await first.stop();
});

test('RUN-10 stopping while it starts is no failure and leaves nothing', async () => {
  const end = new AbortController();
  const say = (line: string) => {
    said.push(line);
    end.abort();
  };
  const plenum = createLaunch({ env: envOf(), programs: stubs.programs, mode: 'production', say });
  await plenum.run(end.signal, () => expect.unreachable('It was stopped before it was ready.'));
  expect(said).toEqual(['Starting the database …']);
  expect(stubs.events()).toEqual([]);
});

test('RUN-11 when the launcher is killed all others end, and the next start works at once', async () => {
  stubs = writeStubPrograms(mkdtempSync(path.join(base, 'stubs-')), 'slow');
  const compiled = import.meta.resolve('../../dist/launcher/launch.js');
  const script = `
    const { createLaunch } = await import(${JSON.stringify(compiled)});
    const options = { ...${JSON.stringify({ env: envOf(), programs: stubs.programs })}, mode: 'production', say() {} };
    for (const file of Object.values(options.programs)) file.hidden = /./;
    await createLaunch(options).run(new AbortController().signal, () => console.log('ready'));`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(launcher.stdout, 'data');
  const pids = [stubs.pidOf('web'), stubs.pidOf('collab')];
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  const { stop } = await launch();
  expect(pids.map(findProcess)).toEqual([null, null]);
  expect(await answer()).toBe('collab');
  await stop();
});

test('RUN-22 an impatient operator ends everything at once, also what is being stopped', async () => {
  stubs = writeStubPrograms(mkdtempSync(path.join(base, 'stubs-')), 'deaf');
  const { stop, plenum } = await launch();
  const stopped = stop();
  await vi.waitFor(() => expect(stubs.events().filter(({ did }) => did === 'stop')).toHaveLength(1), {
    timeout: 10_000,
  });
  plenum.kill();
  await stopped;
});

test('RUN-23 a program that dies while the database is away is started when it is back', async () => {
  const folder = path.join(base, 'own');
  const first = await startPostgres({ folder, durable: false });
  const { stop } = await launch({ env: envOf({ DATABASE_URL: first.url }) });
  await first.stop();
  process.kill(stubs.pidOf('collab'), 'SIGKILL');
  await vi.waitFor(() => expect(said).toContain('The live server waits for the database.'), {
    timeout: 10_000,
  });
  const second = await startPostgres({ folder, durable: false, port: first.port });
  const starts = () => stubs.events().filter(({ program, did }) => program === 'collab' && did === 'start');
  await vi.waitFor(() => expect(starts()).toHaveLength(2), { timeout: 10_000 });
  expect(starts()[1]?.database).toBe(true);
  await stop();
  await second.stop();
});
