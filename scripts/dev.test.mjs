import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

test('RUN-27 a start for development that fails says why and ends', async () => {
  const data = mkdtempSync(join(tmpdir(), 'plenum-dev-'));
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address();
  const env = { ...process.env, PORT: String(port), PLENUM_DATA: data };
  const dev = spawn(process.execPath, [join(import.meta.dirname, 'dev.mjs')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    dev.kill('SIGKILL');
    other.close();
    rmSync(data, { recursive: true, force: true });
  });
  const exit = once(dev, 'exit');
  expect(await text(dev.stderr)).toContain(`Port ${port} is used by another program.`);
  expect(await exit).toEqual([1, null]);
}, 60_000);
