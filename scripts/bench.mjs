// npm run bench: measures the live server beside others; docs/performance.md. Arguments: npm run bench -- --help
import { prepare, runEntry } from './prepare.mjs';

runEntry(async () => {
  await prepare({ build: 'servers' });
  const { main } = await import('../apps/collab/bench/run.mjs');
  return main(process.argv.slice(2));
});
