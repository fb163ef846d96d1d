import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { findPostmaster } from '@plenum/database/embedded/postmaster';
import { findProcess } from '@plenum/database/embedded/process-table';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeDataFolder } from '../data/data-folder.ts';
import { takeDataLock } from '../data/data-lock.ts';
import { type StubPrograms, writeStubPrograms } from '../testing/stub-programs.ts';

const base = path.join(os.tmpdir(), `plenum-start-${crypto.randomUUID()}`);
const data = path.join(base, 'data');
const cluster = path.join(data, 'postgres', 'cluster');
const slow = { timeout: 40_000, interval: 50 };
let stubs: StubPrograms;
let port: number;

beforeAll(() => {
  mkdirSync(base);
  chmodSync(base, 0o711);
  makeDataFolder(data);
});
beforeEach(async () => {
  stubs = writeStubPrograms(mkdtempSync(path.join(base, 'stubs-')));
  port = await findFreePort();
});
afterEach(() => {
  expect(findPostmaster(cluster)).toBeNull();
  for (const { pid } of stubs.events()) expect(findProcess(pid)).toBeNull();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** The command line as a process of its own that runs the stubs in place of the built programs. */
function script(): string {
  const [programs, main] = ['launcher/programs', 'main'].map((name) =>
    JSON.stringify(import.meta.resolve(`../../dist/${name}.js`)),
  );
  return `const { PROGRAMS } = await import(${programs});
    Object.assign(PROGRAMS, ${JSON.stringify(stubs.programs)});
    for (const file of Object.values(PROGRAMS)) delete file.hidden;
    const { main } = await import(${main});
    process.exitCode = await main(['start']);`;
}

function environment(): Record<string, string | undefined> {
  return { PATH: process.env.PATH, PORT: String(port), PLENUM_DATA: data };
}

function startPlenum(): ChildProcess {
  return spawnNode(['--input-type=module', '-e', script()], environment());
}

function spawnNode(args: string[], env: Record<string, string | undefined>): ChildProcess {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Resolves when what a process says from now on matches. */
async function said(child: ChildProcess, wanted: RegExp): Promise<void> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  await vi.waitFor(() => expect(text).toMatch(wanted), slow);
}

test('RUN-24 with its output lost, as by a closed terminal, everything still stops in order', async () => {
  const plenum = startPlenum();
  await said(plenum, /Plenum is ready/);
  plenum.stdout?.destroy();
  plenum.stderr?.destroy();
  const exit = once(plenum, 'exit');
  plenum.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  const stops = stubs.events().filter(({ did }) => did === 'stop');
  expect(stops.map(({ program }) => program)).toEqual(['collab', 'web']);
  expect(existsSync(path.join(data, 'lock'))).toBe(false);
}, 60_000);

test('RUN-26 RUN-30 a start waits for the Plenum whose npm was killed a moment ago', async () => {
  // A shell that waits is between them, as there is below npm.
  const code = `require('node:child_process').spawn('/bin/sh',
    ['-c', '"$@"; exit $?', 'sh', process.execPath, '--input-type=module', '-e', ${JSON.stringify(script())}],
    { stdio: 'inherit' });`;
  const npm = spawnNode(['-e', code], { ...environment(), npm_lifecycle_event: 'start' });
  await said(npm, /Plenum is ready/);
  const { pid } = JSON.parse(readFileSync(path.join(data, 'lock'), 'utf8'));
  onTestFinished(() => killQuietly(pid));
  // So that it cannot have ended before the next one comes.
  process.kill(pid, 'SIGSTOP');
  npm.kill('SIGKILL');
  await once(npm, 'exit');
  const next = startPlenum();
  await said(next, new RegExp(`Another Plenum \\(process ${pid}\\) is still using the data folder`));
  process.kill(pid, 'SIGCONT');
  await said(next, /Plenum is ready/);
  const exit = once(next, 'exit');
  next.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
}, 60_000);

test('RUN-26 a start waits for a command that has the data folder', async () => {
  const command = takeDataLock(data, { purpose: 'command', publicUrl: 'http://localhost' });
  const plenum = startPlenum();
  await said(plenum, new RegExp(`A plenum command \\(process ${process.pid}\\) is still using`));
  expect(stubs.events()).toEqual([]);
  if (command.taken) command.release();
  await said(plenum, /Plenum is ready/);
  const exit = once(plenum, 'exit');
  plenum.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
}, 60_000);
