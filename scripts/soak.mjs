// npm run test:soak: the tests that `npm test` shortens, at full length; it takes an hour or more. What is said behind
// `--` goes to Vitest:
//   npm run test:soak -- -t FLT-1
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closingLine, countsOf } from './checks/counts.mjs';
import { runCommand, stopRunning } from './checks/run-command.mjs';
import { soakFiles } from './checks/soak-files.mjs';
import { readSources } from './checks/sources.mjs';
import { prepare, runEntry } from './prepare.mjs';

const root = resolve(import.meta.dirname, '..');
const limit = 6 * 60 * 60_000;

runEntry(async () => {
  await prepare({ build: 'servers' });
  const reports = mkdtempSync(join(tmpdir(), 'plenum-soak-'));
  process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
  const report = { kind: 'vitest', file: join(reports, 'vitest.json') };
  const { isDone, how } = await runCommand({
    // One file at a time: each of them is work for the whole machine.
    command: [
      join(root, 'node_modules/.bin/vitest'),
      'run',
      '--no-file-parallelism',
      '--reporter=verbose',
      '--reporter=json',
      `--outputFile=${report.file}`,
      ...soakFiles(readSources(root)),
      ...process.argv.slice(2),
    ],
    cwd: root,
    env: { ...process.env, PLENUM_SOAK: '1' },
    limit,
    isLive: true,
  });
  const counts = countsOf({ isDone, report });
  console.log(`\n${how}\n${closingLine([counts])}`);
  return counts.failed > 0 ? 1 : 0;
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopRunning(signal);
    process.exit(1);
  });
}
