// npm run dev: Plenum with hot reload; what is changed in a package or in the live server is compiled and taken up.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { guardGroup } from './prepare/guard-group.mjs';
import { prepare, runEntry } from './prepare.mjs';

const WATCHED = [
  'packages/domain',
  'packages/protocol',
  'packages/editor',
  'packages/database',
  'apps/collab',
];

runEntry(async () => {
  await prepare({ build: 'servers' });
  const { develop } = await import('../apps/cli/dist/commands/develop.js');
  await develop(() => {
    for (const folder of WATCHED) watch(fileURLToPath(new URL(`../${folder}`, import.meta.url)));
  });
  // The compilers would keep this process, and go on for as long as it does: their guards see it end.
}).then(() => process.exit());

/** Compiles a package whenever a source of it changes. */
function watch(folder) {
  const compiler = spawn('tsc', ['--watch', '--preserveWatchOutput'], {
    cwd: folder,
    detached: process.platform !== 'win32',
    // Its input is never closed, which a compiler that watches takes for the wish to end.
    stdio: ['pipe', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  compiler.on('error', (error) => process.stderr.write(`${error.message}\n`));
  guardGroup(compiler.pid);
}
