import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { explainFileError } from './file-errors.ts';
import { findPostmaster } from './postmaster.ts';
import { findProcess } from './process-table.ts';
import { type RunningPostgres, runningPostgresUrl, startPostgres } from './start-postgres.ts';

const base = path.join(os.tmpdir(), `plenum-embedded-${crypto.randomUUID()}`);
const folder = path.join(base, 'data', 'postgres');
const cluster = path.join(folder, 'cluster');
let server: RunningPostgres;

beforeAll(async () => {
  mkdirSync(base);
  chmodSync(base, 0o711);
  // Left by a first start that was killed in the middle.
  mkdirSync(`${cluster}.new`, { recursive: true });
  writeFileSync(path.join(folder, 'password'), '');
  chmodSync(path.join(base, 'data'), 0o711);
  chmodSync(folder, 0o711);
  server = await startPostgres({ folder });
  await query('create table kept (id int primary key, words text)');
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

async function query(sql: string, url = server.url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function ended(running: RunningPostgres): Promise<string> {
  return new Promise((resolve) => running.onExit(resolve));
}

test('PG-1 the cluster is UTF-8, sorts by ICU and tells words from punctuation beyond ASCII', async () => {
  const [facts] = await query(
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider,
       to_tsvector('simple', '„Wort“')::text as words, lower('ÄÖ') as lower
     from pg_database where datname = current_database()`,
  );
  expect(facts).toEqual({ encoding: 'UTF8', provider: 'i', words: "'wort':1", lower: 'äö' });
});

test('PG-2 it listens on loopback only and has no socket file', async () => {
  const [addresses] = await query('show listen_addresses');
  const [sockets] = await query('show unix_socket_directories');
  expect([addresses, sockets]).toEqual([{ listen_addresses: '127.0.0.1' }, { unix_socket_directories: '' }]);
});

test('PG-3 nobody gets in without the generated password, which only its owner can read', async () => {
  const wrong = new URL(server.url);
  wrong.password = 'guessed';
  await expect(query('select 1', wrong.href)).rejects.toThrow('password authentication failed');
  expect(statSync(path.join(folder, 'password')).mode & 0o777).toBe(0o600);
  const [{ password_encryption } = {}] = await query('show password_encryption');
  expect(password_encryption).toBe('scram-sha-256');
});

test('PG-4 a production server writes through to the disk', async () => {
  const [fsync] = await query('show fsync');
  const [commit] = await query('show synchronous_commit');
  expect([fsync, commit]).toEqual([{ fsync: 'on' }, { synchronous_commit: 'on' }]);
});

test('PG-5 neither SQL nor values reach its log', async () => {
  await query("insert into kept values (1, 'a private sentence')");
  await expect(query("insert into kept values (1, 'a private sentence')")).rejects.toThrow('duplicate key');
  await expect(query("select 'a private sentence'::int")).rejects.toThrow('invalid input');
  const log = readFileSync(path.join(folder, 'postgres.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('insert into');
  expect(log).not.toContain('Key (id)');
});

test('PG-6 stop ends open sessions and leaves nothing running; the next start has all rows', async () => {
  const session = new pg.Client({ connectionString: server.url });
  session.on('error', () => {});
  await session.connect();
  const { pid } = server;
  expect(runningPostgresUrl(folder)).toBe(server.url);
  await server.stop();
  expect(findProcess(pid)).toBeNull();
  expect(runningPostgresUrl(folder)).toBeNull();
  server = await startPostgres({ folder });
  expect(await query('select id from kept')).toEqual([{ id: 1 }]);
});

test('PG-7 after kill -9 the next start has every committed row, on the same port when asked', async () => {
  await query('insert into kept values (2)');
  const { port } = server;
  process.kill(server.pid, 'SIGKILL');
  expect(await ended(server)).toBe('ended by SIGKILL');
  server = await startPostgres({ folder, port });
  expect(server.port).toBe(port);
  expect(await query('select id from kept order by id')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('PG-8 a lock file that names another live process does not block the start', async () => {
  await server.stop();
  writeFileSync(
    path.join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
  );
  expect(runningPostgresUrl(folder)).toBeNull();
  server = await startPostgres({ folder });
  expect(await query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('PG-9 a server that a killed launcher left behind is stopped and started anew', async () => {
  const left = server;
  server = await startPostgres({ folder });
  expect(await ended(left)).toBe('ended with code 0');
  expect(server.pid).not.toBe(left.pid);
  expect(findPostmaster(cluster)?.pid).toBe(server.pid);
});

test('PG-10 when its launcher is killed, PostgreSQL is stopped, and a throw-away folder removed', async () => {
  const module = import.meta.resolve('@plenum/database/embedded/throw-away');
  const script = `const { startThrowAwayPostgres } = await import(${JSON.stringify(module)});
    console.log((await startThrowAwayPostgres()).pid); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(launcher.stdout, 'data');
  const pid = Number(String(line));
  const doomed = / -D (\S+)\/cluster /.exec(findProcess(pid)?.command ?? '')?.[1] ?? '';
  expect(existsSync(doomed)).toBe(true);
  launcher.kill('SIGKILL');
  await vi.waitFor(() => expect(existsSync(doomed)).toBe(false), { timeout: 10_000, interval: 50 });
  expect(findProcess(pid)).toBeNull();
});

/** A folder that others can pass through, and one that only this user can enter; for root the second is the hard one. */
test.each(['711', '700'])(
  'PG-11 it starts in a folder of mode %s, and never with the rights of root',
  async (mode) => {
    const parent = mkdtempSync(path.join(base, 'parent-'));
    chmodSync(parent, Number.parseInt(mode, 8));
    const other = await startPostgres({ folder: path.join(parent, 'postgres'), durable: false });
    try {
      expect(await query('select 1 as one', other.url)).toEqual([{ one: 1 }]);
      expect(findProcess(other.pid)?.command).toContain(parent);
      expect(capabilitiesOf(other.pid)).toBe(0);
    } finally {
      await other.stop();
    }
  },
);

/** The capabilities of a process but the one that only opens closed folders (bit 1); 0 where the system has none. */
function capabilitiesOf(pid: number): number {
  if (!existsSync('/proc/self/status')) return 0;
  const found = /^CapEff:\t([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  return Number(BigInt(`0x${found}`) & ~2n);
}

test('PG-12 a folder that cannot be written gives one sentence that names it', async () => {
  const file = path.join(base, 'a-file');
  writeFileSync(file, '');
  await expect(startPostgres({ folder: path.join(file, 'postgres') })).rejects.toThrow(
    /^Plenum may not read and write .*a-file/,
  );
});

test('PG-13 every way in asks for the password, and there is no second superuser', async () => {
  const rules = await query('select distinct auth_method from pg_hba_file_rules');
  expect(rules).toEqual([{ auth_method: 'scram-sha-256' }]);
  expect(await query('select rolname from pg_roles where rolsuper')).toEqual([{ rolname: 'plenum' }]);
});

test.each([
  ['could not extend file "base/1/2691": No space left on device', 'The disk is full'],
  ['ENOSPC: no space left on device, write', 'The disk is full'],
  ['could not open file "postgresql.conf": Permission denied', 'Plenum may not read and write'],
  ["EROFS: read-only file system, mkdir '/x'", 'Plenum may not read and write'],
])('PG-15 a full disk and a closed folder are told in one sentence: %s', (said, sentence) => {
  expect(explainFileError(new Error(said), '/srv/data')?.message).toMatch(
    new RegExp(`^${sentence}.* /srv/data\\. `),
  );
  expect(explainFileError(new Error('something else'), '/srv/data')).toBeNull();
});

test('PG-14 no process of it is left when it is stopped', async () => {
  const session = await query('select pid from pg_stat_activity where pid is not null');
  const pids = [server.pid, ...session.map(({ pid }) => Number(pid))];
  expect(pids.length).toBeGreaterThan(3);
  await server.stop();
  expect(pids.map(findProcess).filter((found) => found !== null)).toEqual([]);
  server = await startPostgres({ folder });
});
