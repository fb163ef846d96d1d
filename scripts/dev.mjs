// npm run dev: Plenum with hot reload; what is changed in a package or in the live server is compiled and taken up.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
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
  const compilers = WATCHED.map((folder) =>
    spawn('tsc', ['--watch', '--preserveWatchOutput'], {
      cwd: fileURLToPath(new URL(`../${folder}`, import.meta.url)),
      // Its input is never closed, which a compiler that watches takes for the wish to end.
      stdio: ['pipe', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    }),
  );
  try {
    const { develop } = await import('../apps/cli/dist/commands/develop.js');
    await develop();
    return 0;
  } finally {
    for (const compiler of compilers) compiler.kill();
  }
});
