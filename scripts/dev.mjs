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
  for (const folder of WATCHED) watch(fileURLToPath(new URL(`../${folder}`, import.meta.url)));
  const { develop } = await import('../apps/cli/dist/commands/develop.js');
  await develop();
  // The compilers go on as long as this process does, and their guards see it end.
  process.exit(0);
});

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
