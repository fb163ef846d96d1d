// npm run bench:tree: how long a tree of 5,000 pages takes to read, as somebody sees it whom much of it is hidden from; docs/performance.md.
import { join, resolve } from 'node:path';
import { runCommand } from './checks/run-command.mjs';
import { prepare, runEntry } from './prepare.mjs';

const root = resolve(import.meta.dirname, '..');

runEntry(async () => {
  await prepare({ build: 'servers' });
  const { isDone } = await runCommand({
    command: [join(root, 'node_modules/.bin/vitest'), 'run', '--config=vitest.bench.config.ts', 'tree'],
    cwd: root,
    env: process.env,
    limit: 10 * 60_000,
    isLive: true,
  });
  return isDone ? 0 : 1;
});
