import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { findPostmaster } from '@plenum/database/embedded/postmaster';
import { anAttachment } from '@plenum/database/testing/factories';
import { ThrowAwayRedis } from '@plenum/database/testing/throw-away-redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withInstance } from './data/open-instance.ts';
import { readEnv } from './env.ts';
import { createLaunch } from './launcher/launch.ts';
import { runCommand } from './testing/run-command.ts';
import { type PlenumOptions, type PlenumResult, runPlenum } from './testing/run-plenum.ts';
import { writeStubPrograms } from './testing/stub-programs.ts';

const base = path.join(os.tmpdir(), `plenum-cli-${crypto.randomUUID()}`);
const data = path.join(base, 'data');
let port: number;

beforeAll(async () => {
  mkdirSync(base);
  chmodSync(base, 0o711);
  port = await findFreePort();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Finding {
  check: string;
  ok: boolean;
}

/** Runs the command line on this file's instance. */
function plenum(args: string[], { env, ...options }: PlenumOptions = {}): Promise<PlenumResult> {
  return runPlenum(args, { ...options, env: { PORT: String(port), PLENUM_DATA: data, ...env } });
}

/** Starts this file's instance with stubs for its servers; resolves, once it runs, to how to stop it. */
async function startInstance(): Promise<() => Promise<void>> {
  const env = readEnv({ PORT: String(port), PLENUM_DATA: data });
  const { programs } = writeStubPrograms(path.join(base, 'stubs'));
  const end = new AbortController();
  const launch = createLaunch({ env, programs, mode: 'production', say() {} });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((isThere) => {
    done = launch.run(end.signal, () => isThere());
  });
  return () => {
    end.abort();
    return done;
  };
}

test('CLI-1 wrong usage is one sentence with the usage, and 2', async () => {
  const { code, out, err } = await plenum(['fly']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^There is no command "fly"\.\n\nUsage: npm run --silent plenum -- COMMAND/);
});

test('CLI-2 help is an answer, not an error', async () => {
  const { code, out, err } = await plenum(['--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('token create --username NAME --name LABEL');
});

test('CLI-3 each wrong variable is named in a sentence, never with its value', async () => {
  const env = {
    PORT: '70000',
    PUBLIC_URL: 'plenum.example.org',
    DATABASE_URL: 'mysql://me:sesame@host/db',
    REDIS_URL: 'http://me:sesame@host',
    METRICS_PORT: '0',
    METRICS_ADDRESS: 'everywhere',
    SMTP_URL: 'https://me:sesame@host',
    SMTP_FROM: 'nobody',
    LOG_LEVEL: 'loud',
  };
  const { code, out, err } = await plenum(['workspace', 'list'], { env });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'PORT must be a number from 1 to 65535. ' +
      'PUBLIC_URL must be the http or https address that people open, without a path. ' +
      'DATABASE_URL must begin with postgresql:// and name a server and a database. ' +
      'REDIS_URL must begin with redis:// or rediss:// and name a server. ' +
      'METRICS_PORT must be a number from 1 to 65535. ' +
      'METRICS_ADDRESS must be an IP address of this machine, as 127.0.0.1. ' +
      'SMTP_URL must begin with smtp:// or smtps:// and name a mail server. ' +
      'SMTP_FROM must be an e-mail address, from which letters come. ' +
      'LOG_LEVEL must be one of silent, fatal, error, warn, info, debug, trace.\n',
  );
  const half = await plenum(['workspace', 'list'], { env: { SMTP_URL: 'smtp://me:sesame@host' } });
  expect(half.err).toBe('SMTP_FROM must be set where SMTP_URL is: the address that letters come from.\n');
  const mail = { SMTP_URL: 'smtp://me:100%sesame@host', SMTP_FROM: 'plenum@example.org' };
  const unread = await plenum(['workspace', 'list'], { env: mail });
  expect(unread.err).toBe(
    'SMTP_URL has a % in its user name or password that begins no code: write it as %25.\n',
  );
});

test('CLI-4 on a stopped instance the commands start the database for the moment', async () => {
  const created = await plenum(
    ['user', 'create', '--username', 'Eva', '--password-stdin', '--admin', '--json'],
    {
      input: 'correct horse battery\n',
    },
  );
  expect(created).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(created.out)).toEqual({
    id: expect.any(String),
    username: 'eva',
    recoveryCode: expect.any(String),
  });
  expect(findPostmaster(path.join(data, 'postgres', 'cluster'))).toBeNull();
  const again = await plenum(['user', 'create', '--username', 'eva', '--password-stdin'], {
    input: 'correct horse battery',
  });
  expect(again).toEqual({ code: 1, out: '', err: 'This user name is taken. Choose another.\n' });
  const weak = await plenum(['user', 'create', '--username', 'ida', '--password-stdin'], { input: 'short' });
  expect(weak).toEqual({ code: 1, out: '', err: 'password: Use at least 10 characters.\n' });
}, 60_000);

test('CLI-5 token create prints the token alone', async () => {
  const { code, out, err } = await plenum([
    'token',
    'create',
    '--username',
    'EVA',
    '--name',
    'backup script',
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^[\w-]{32}\n$/);
  const unknown = await plenum(['token', 'create', '--username', 'nobody', '--name', 'x']);
  expect(unknown).toEqual({ code: 1, out: '', err: 'There is no account with the user name "nobody".\n' });
});

test('CLI-6 beside a running instance the commands use its database', async () => {
  const stop = await startInstance();
  const { pid } = findPostmaster(path.join(data, 'postgres', 'cluster')) ?? {};
  expect(await plenum(['workspace', 'list', '--json'])).toEqual({ code: 0, out: '{"items":[]}\n', err: '' });
  const doctor = await plenum(['doctor']);
  expect(doctor.out).toContain(`Port: ${port} is used by this Plenum (process ${process.pid})`);
  expect(doctor.out).toContain('(built in, running)');
  expect(findPostmaster(path.join(data, 'postgres', 'cluster'))?.pid).toBe(pid);
  await stop();
});

test('CLI-7 doctor has one line for each thing it checks, and fails with a sentence when one of them fails', async () => {
  const well = await plenum(['doctor']);
  const lines = well.out.split('\n');
  const checks = [
    'Node.js',
    'Data folder',
    'Free disk',
    'PostgreSQL',
    'Migrations',
    'Clock',
    'Files',
    'Port',
  ];
  expect(lines.map((line) => line.replace(/^(ok {2}|FAIL) {2}(.*?):.*$/, '$2'))).toEqual([...checks, '']);
  // How much room there is, is the machine's affair.
  const others = lines.filter((line) => line !== '' && !line.includes('Free disk: '));
  expect(others.filter((line) => !line.startsWith('ok    '))).toEqual([]);
  chmodSync(data, 0o777);
  const ill = await plenum(['doctor', '--json']);
  chmodSync(data, 0o711);
  expect(ill.code).toBe(1);
  expect(ill.err).toMatch(/^What Plenum needs is not all there: Data folder[^\n]*\.\n$/);
  const { ok, checks: found } = JSON.parse(ill.out);
  expect(ok).toBe(false);
  expect(found.filter(({ ok, check }: Finding) => !ok && check !== 'Free disk')).toEqual([
    {
      check: 'Data folder',
      ok: false,
      detail: `${data} can be written by others. Close it: chmod go-w ${data}`,
    },
  ]);
});

test('FILE-11 doctor names files of attachments that are missing, and those that belong to nothing', async () => {
  const env = readEnv({ PORT: String(port), PLENUM_DATA: data });
  const stray = randomUUID();
  const { fileId, documentId } = await withInstance(env, async (db) => {
    const { id: workspaceId } = await db.prisma.workspace.create({ data: { slug: 'files', name: 'Files' } });
    const { id: documentId } = await db.prisma.document.create({
      data: { workspaceId, kind: 'pad', title: 'x' },
    });
    const { fileId } = await anAttachment(db, { documentId });
    await db.files.remove(fileId);
    await db.files.write(
      stray,
      (async function* () {
        yield Buffer.from('whose?');
      })(),
    );
    return { fileId, documentId };
  });
  const { out, code } = await plenum(['doctor']);
  expect(code).toBe(1);
  expect(out).toContain(
    `FAIL  Files: 1 of attachments; 1 missing or damaged: ${fileId}; 1 belong to nothing: ${stray}\n`,
  );
  await withInstance(env, async (db) => {
    await db.prisma.document.delete({ where: { id: documentId } });
    await db.prisma.workspace.deleteMany({ where: { slug: 'files' } });
    await db.files.remove(stray);
  });
});

test('CLI-12 where there is to be a Redis, doctor checks it too', async () => {
  const redis = await ThrowAwayRedis.start();
  const env = { REDIS_URL: redis.url };
  const well = await plenum(['doctor'], { env });
  expect(well.out).toMatch(/^ok {4}Redis: answers within \d+ ms$/m);
  await redis.stop();
  const ill = await plenum(['doctor'], { env });
  expect(ill.out).toMatch(
    /^FAIL {2}Redis: Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) cannot be used: nothing answers there\.$/m,
  );
  expect(ill.err).toMatch(/^What Plenum needs is not all there: [^\n]*Redis[^\n]*\.\n$/);
});

// To start the database and a program for each command is what takes the time.
describe('beside a running instance', () => {
  const here = (args: string[]) => runCommand(args, { env: { PORT: String(port), PLENUM_DATA: data } });
  let stop: () => Promise<void>;
  beforeAll(async () => {
    stop = await startInstance();
  });
  afterAll(() => stop());

  test('CLI-14 group create prints the id alone, and group list has it', async () => {
    const made = await here(['group', 'create', '--username', 'EVA', '--name', 'Treehouse']);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^[\w-]{36}\n$/);
    const id = made.out.trim();
    expect(await here(['group', 'list'])).toMatchObject({ code: 0, out: `${id}  Treehouse\n` });
    const listed = await here(['group', 'list', '--json']);
    expect(JSON.parse(listed.out)).toEqual({ items: [{ id, name: 'Treehouse' }] });
    const nameless = await here(['group', 'create', '--username', 'eva', '--name', ' ']);
    expect(nameless).toEqual({ code: 1, out: '', err: 'name: Enter a name.\n' });
  });

  test('CLI-16 instance settings changes what it is told, and tells how the instance is set up', async () => {
    const lines = (pads: string) =>
      `registration  nobody\nguests-write  yes\nguest-pads    ${pads}\nfile-megabytes 30\nworkspace-megabytes 5000\n`;
    const told = await here([
      'instance',
      'settings',
      '--registration',
      'nobody',
      '--guest-pads',
      'yes',
      '--file-megabytes',
      '30',
    ]);
    expect(told).toEqual({ code: 0, out: lines('yes'), err: '' });
    expect(await here(['instance', 'settings', '--guest-pads', 'no'])).toMatchObject({ out: lines('no') });
    const { out } = await here(['instance', 'settings', '--json']);
    expect(JSON.parse(out)).toEqual({
      registration: 'nobody',
      guestsWrite: true,
      guestPads: false,
      fileMegabytes: 30,
      workspaceMegabytes: 5000,
    });
  });

  test('CLI-15 workspace restore takes a deletion back, and says so where there is none', async () => {
    const env = readEnv({ PORT: String(port), PLENUM_DATA: data });
    await withInstance(env, (db) =>
      db.prisma.workspace.create({ data: { slug: 'forest', name: 'Forest', deletedAt: new Date() } }),
    );
    const listed = async () => (await here(['workspace', 'list'])).out;
    expect(await listed()).toBe('');
    expect(await here(['workspace', 'restore', 'forest'])).toEqual({
      code: 0,
      out: 'Forest is there again, at /w/forest.\n',
      err: '',
    });
    expect(await listed()).toMatch(/ {2}forest {2}Forest\n$/);
    expect(await here(['workspace', 'restore', 'forest'])).toEqual({
      code: 1,
      out: '',
      err: 'No workspace with this address was deleted in the last thirty days.\n',
    });
  });

  test('CLI-13 reproject answers with what it did', async () => {
    expect(await here(['reproject'])).toEqual({ code: 0, out: 'Projected 0 documents.\n', err: '' });
    expect((await here(['reproject', '--json'])).out).toBe('{"projected":0,"failed":[]}\n');
  });
});

test('CLI-8 migrate brings the database up to date and tells what it applied', async () => {
  const env = { PLENUM_DATA: path.join(base, 'fresh') };
  const first = await plenum(['migrate'], { env });
  expect(first.out).toMatch(/^Applied \d+_init\.\n/);
  expect(await plenum(['migrate'], { env })).toEqual({
    code: 0,
    out: 'The database is up to date.\n',
    err: '',
  });
});

test("CLI-9 the instance's keys and the database's password can be read by their owner alone", () => {
  for (const file of ['session-secret', 'token-key', 'postgres/password']) {
    expect(statSync(path.join(data, file)).mode & 0o777).toBe(0o600);
  }
});
