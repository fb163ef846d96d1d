import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exclusively } from './exclusively.mjs';
import { explain } from './explain.mjs';
import { refuseNode } from './node-version.mjs';
import { runStep } from './run-step.mjs';
import { buildStep, installStep, isDone, markDone } from './steps.mjs';

let root;
let said;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plenum-prepare-'));
  said = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(text) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(file, text) {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** As much of a checkout as the database package is built from. */
function writeSources() {
  for (const file of ['pnpm-lock.yaml', 'prisma.config.ts', 'tsconfig.base.json', 'turbo.json'])
    write(file, '');
  for (const folder of ['packages/domain/src', 'packages/database/dist/migrate', 'prisma/models']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  write('packages/domain/src/ids.ts', 'export const a = 1;');
}

test.each([
  ['20.19.0', true],
  ['22.13.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
  ['12.22.12', false],
  ['18.20.8', false],
  ['20.18.3', false],
  ['21.7.3', false],
  ['22.12.0', false],
  ['23.11.0', false],
])('RUN-15 Node %s is taken: %s, and one that is not is told in one sentence', (version, taken) => {
  if (taken) expect(refuseNode(version)).toBeNull();
  else expect(refuseNode(version)).toMatch(new RegExp(`^Plenum needs Node.js .*; this is ${version}\\. `));
});

test('RUN-16 the packages are installed again when a manifest or the lockfile changes, and only then', () => {
  write('package.json', '{}');
  write('pnpm-lock.yaml', 'lockfileVersion: 9');
  write('apps/web/package.json', '{}');
  mkdirSync(join(root, 'packages'));
  const first = installStep(root);
  expect(isDone(first)).toBe(false);
  write('node_modules/.plenum-install', first.wanted);
  expect(isDone(installStep(root))).toBe(true);
  write('apps/web/src/page.ts', 'export {}');
  expect(isDone(installStep(root))).toBe(true);
  write('apps/web/package.json', '{ "name": "web" }');
  expect(isDone(installStep(root))).toBe(false);
});

test('RUN-17 what is built is built again when a source changes or a result is gone, and only then', () => {
  writeSources();
  const first = buildStep(root, 'database');
  write('node_modules/.plenum-build-database', first.wanted);
  expect(isDone(buildStep(root, 'database'))).toBe(false);
  write('packages/database/dist/migrate/tool.js', '');
  expect(isDone(buildStep(root, 'database'))).toBe(true);
  write('packages/domain/src/ids.test.ts', 'a test is not built');
  expect(isDone(buildStep(root, 'database'))).toBe(true);
  write('packages/domain/src/ids.ts', 'export const b = 22;');
  expect(isDone(buildStep(root, 'database'))).toBe(false);
});

test('RUN-29 a link to nowhere among the sources, as editors make them for their locks, changes nothing', () => {
  writeSources();
  const { wanted } = buildStep(root, 'database');
  symlinkSync('eva@machine.4711', join(root, 'packages/domain/src/.#ids.ts'));
  expect(buildStep(root, 'database').wanted).toBe(wanted);
});

test('RUN-18 two starts at once prepare one after the other; a lock left by a killed one is no obstacle', async () => {
  const lock = join(root, 'node_modules/.plenum-preparing');
  write('node_modules/.plenum-preparing', '');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  const order = [];
  const work = (name) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push(`${name} ends`);
  };
  await Promise.all([exclusively(lock, work('first')), exclusively(lock, work('second'))]);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(said).toEqual(['Another start is preparing this checkout; waiting for it …\n']);
  expect(existsSync(lock)).toBe(false);
});

test('RUN-28 who was suspended while preparing leaves the lock of the next one alone, and goes on', async () => {
  const lock = join(root, 'node_modules/.plenum-preparing');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const order = [];
  await exclusively(lock, async () => {
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    let end;
    const next = exclusively(lock, () => {
      order.push('next begins');
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    await vi.waitFor(() => expect(order).toEqual(['next begins']), { timeout: 10_000 });
    const { mtimeMs } = statSync(lock);
    rmSync(lock);
    // The heartbeat of both, with no lock there.
    vi.advanceTimersByTime(5_000);
    write('node_modules/.plenum-preparing', "a third one's");
    utimesSync(lock, mtimeMs / 1000, mtimeMs / 1000);
    vi.advanceTimersByTime(5_000);
    expect(statSync(lock).mtimeMs).toBeCloseTo(mtimeMs, 0);
    end();
    await next;
  });
  expect(readFileSync(lock, 'utf8')).toBe("a third one's");
});

test('RUN-19 a step tells that it works; its output is shown whole when it fails, and only then', async () => {
  const script = (code) => [
    '-e',
    `console.log('on out'); console.error('on err'); process.exitCode = ${code}`,
  ];
  const step = { label: 'Making tea', command: process.execPath, env: {} };
  await runStep(root, { ...step, args: script(0) });
  expect(said).toEqual(['Making tea …\n', expect.stringMatching(/^Making tea … done \(\d+ s\)\n$/)]);
  const failing = runStep(root, { ...step, args: script(3) });
  await expect(failing).rejects.toThrow(/on out[\s\S]*on err|on err[\s\S]*on out/);
  await expect(failing).rejects.toThrow(/Making tea failed: .* ended with 3\.$/);
});

test.each([
  ['ENOSPC: no space left on device, write', 'The disk is full'],
  ["EACCES: permission denied, mkdir '/x'", 'This user may not write'],
  [
    'request to https://packages.example/x failed, reason: getaddrinfo EAI_AGAIN',
    'The packages could not be fetched',
  ],
])('RUN-20 what a person can do about it is the last sentence: %s', async (said, sentence) => {
  expect(explain(said, root)).toMatch(new RegExp(`^${sentence}`));
  const args = ['-e', `console.error(${JSON.stringify(said)}); process.exitCode = 1`];
  const failing = runStep(root, { label: 'Installing', command: process.execPath, args, env: {} });
  await expect(failing).rejects.toThrow(new RegExp(`\\n${sentence}[^\\n]*$`));
});

test('RUN-20 a disk that is full when a step is done is told so', () => {
  // The device that is always full is Linux's alone.
  if (!existsSync('/dev/full')) return;
  expect(() => markDone(root, { stamp: '/dev/full', wanted: 'x' })).toThrow(/^The disk is full: [^\n]*$/);
});

test('RUN-21 when a start is killed, what it was building ends too', async () => {
  const pidFile = join(root, 'pid');
  const endless = `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
  const module = new URL('./run-step.mjs', import.meta.url).href;
  const step = { label: 'Building', command: process.execPath, args: ['-e', endless], env: {} };
  const script = `const { runStep } = await import(${JSON.stringify(module)});
    await runStep(${JSON.stringify(root)}, ${JSON.stringify(step)});`;
  const start = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  await vi.waitFor(
    () => expect(existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/^\d+$/),
    10_000,
  );
  const pid = Number(readFileSync(pidFile, 'utf8'));
  expect(isAlive(pid)).toBe(true);
  start.kill('SIGKILL');
  await once(start, 'exit');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
});

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // Ended, but not yet collected by the process that inherited it.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'ENOENT' && existsSync('/proc/self') === false;
  }
}
