import { expect, test } from 'vitest';
import { runCommand } from './run-command.mjs';

const node = (code, limit = 10_000) =>
  runCommand({
    command: [process.execPath, '--eval', code],
    cwd: import.meta.dirname,
    env: process.env,
    limit,
    isLive: false,
  });

test('TEST-3 a step gives its exit and all its output', async () => {
  expect(await node('console.log(1); console.error(2)')).toEqual({
    isDone: true,
    how: 'exit 0',
    output: '1\n2\n',
  });
  expect(await node('process.exit(3)')).toEqual({ isDone: false, how: 'exit 3', output: '' });
  expect(await node('process.kill(process.pid, "SIGKILL")')).toMatchObject({ isDone: false, how: 'SIGKILL' });
});

test('TEST-3 a step whose program is missing has failed', async () => {
  const missing = { command: ['/none'], cwd: '/', env: {}, limit: 1000, isLive: false };
  expect(await runCommand(missing)).toMatchObject({ isDone: false, how: expect.stringContaining('ENOENT') });
});

test('TEST-4 a step that outlives its limit is stopped with all it started', async () => {
  const idle = 'setInterval(() => {}, 1000)';
  const parent = `
    const options = { stdio: 'inherit' };
    require('node:child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(idle)}], options);
    ${idle}`;
  // The child holds the output open: this resolves only when it is gone too.
  expect(await node(parent, 1500)).toEqual({ isDone: false, how: 'stopped after 0.025 minutes', output: '' });
});

test('TEST-4 a step reads no input', async () => {
  expect(await node('process.stdin.on("end", () => console.log("end")).resume()')).toMatchObject({
    output: 'end\n',
  });
});
