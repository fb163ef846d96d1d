// npm run bench:editor: how long a document takes to open and to take a letter in a real browser, and what it weighs;
// docs/performance.md. Arguments are Playwright's.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser.mjs';
import { prepare, runEntry } from './prepare.mjs';

const root = resolve(import.meta.dirname, '..');
// Whatever instance this shell is set up for, the bench makes its own.
const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env;

runEntry(async () => {
  await prepare();
  for (const build of ['all', 'cli']) await prepare({ build });
  const { path, sandbox, env } = findBrowser(root);
  const { status } = spawnSync(
    join(root, 'e2e/node_modules/.bin/playwright'),
    ['test', '--config=e2e/bench', '--reporter=list', ...process.argv.slice(2)],
    {
      cwd: root,
      env: { ...inherited, ...env, CHROMIUM_PATH: path, CHROMIUM_SANDBOX: sandbox ? '1' : '0' },
      stdio: 'inherit',
    },
  );
  return status ?? 1;
});
