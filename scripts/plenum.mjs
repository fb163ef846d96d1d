// npm run --silent plenum -- COMMAND: standard output holds nothing but the command's own answer.
import { prepare, runEntry } from './prepare.mjs';

runEntry(async () => {
  await prepare({ build: process.argv[2] === 'start' ? 'all' : 'cli' });
  const { main } = await import('../apps/cli/dist/main.js');
  return main(process.argv.slice(2));
});
