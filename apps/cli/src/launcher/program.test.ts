import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProcess } from '@plenum/database/embedded/process-table';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startProgram } from './program.ts';

const folder = path.join(os.tmpdir(), `plenum-program-${crypto.randomUUID()}`);
beforeAll(() => mkdirSync(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, source: string): string {
  const module = path.join(folder, name);
  writeFileSync(module, source);
  return module;
}

test('RUN-12 a program that does not stop in time is killed with what it started', async () => {
  const journal = path.join(folder, 'pids');
  const module = write(
    'deaf.mjs',
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     process.on('SIGTERM', () => {});
     const child = spawn('sleep', ['1000']);
     writeFileSync(${JSON.stringify(journal)}, process.pid + ' ' + child.pid);`,
  );
  const program = startProgram({ module, folder }, { environment: process.env, patience: 50 });
  await vi.waitFor(() => expect(readFileSync(journal, 'utf8')).toMatch(/^\d+ \d+$/), { timeout: 5_000 });
  const pids = readFileSync(journal, 'utf8').split(' ').map(Number);
  expect(pids.map(findProcess)).not.toContain(null);
  await program.stop();
  await vi.waitFor(() => expect(pids.map(findProcess)).toEqual([null, null]), { timeout: 5_000 });
});

test('RUN-13 a program without a launcher ends, also one that knows nothing of launchers', async () => {
  const module = write('plain.mjs', 'setInterval(() => {}, 1000);');
  const guard = import.meta.resolve('../../dist/launcher/exit-with-launcher.js');
  const child = fork(module, [], { execArgv: ['--import', guard] });
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([1, null]);
});
