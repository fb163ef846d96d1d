// npm start: prepares the checkout and runs Plenum in this very process, so that signals need no forwarding.
import { prepare, runEntry } from './prepare.mjs';

runEntry(async () => {
  await prepare({ build: 'all' });
  const { main } = await import('../apps/cli/dist/main.js');
  return main(['start', ...process.argv.slice(2)]);
});
