// npm test: everything that has to hold before a change lands. Narrower, while developing:
//   npm test -- check             lint, boundaries, architecture, numbered rules: seconds
//   npm test -- unit [filter …]   unit and database tests (Vitest's arguments)
//   npm test -- e2e [filter …]    end-to-end tests (Playwright's arguments)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser.mjs';
import { closingLine, countsOf } from './checks/counts.mjs';
import { failuresOf } from './checks/failures.mjs';
import { runCommand, stopRunning } from './checks/run-command.mjs';
import { prepare } from './prepare.mjs';
import { findRedis } from './redis.mjs';

const root = resolve(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'plenum-reports-'));
const playwrightReport = join(reports, 'playwright.json');
// Whatever instance this shell is set up for, the tests make their own.
const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env;
const env = { ...inherited, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport };
const limit = 45 * 60_000;
const bin = (name) => join(root, 'node_modules/.bin', name);
const script = (name) => [process.execPath, join(import.meta.dirname, name)];
const vitestReport = join(reports, 'vitest.json');

/**
 * In the order in which a mistake shows soonest. `parts` names the narrower runs that a step belongs to. After a failed
 * step that is `needed` nothing that follows can work; after any other the rest still runs, to show all at once.
 */
const steps = [
  { name: 'Lint', parts: ['check'], command: [bin('biome'), 'ci', '--error-on-warnings', '.'] },
  { name: 'Package boundaries', parts: ['check'], command: [bin('turbo'), 'boundaries'] },
  { name: 'Architecture', parts: ['check'], command: script('check-architecture.mjs') },
  { name: 'Numbered rules', parts: ['check'], command: script('check-spec.mjs') },
  { name: 'Build of packages and servers', parts: ['unit'], action: () => buildAll('servers'), needed: true },
  { name: 'Types of the tests', parts: ['unit'], command: [bin('tsc'), '--project', 'tsconfig.json'] },
  { name: 'Types of the end-to-end tests', parts: ['e2e'], command: [bin('tsc'), '--project', 'e2e'] },
  { name: 'Migration drift', parts: [], command: [...script('migrate.mjs'), 'diff'] },
  { name: 'Redis', parts: ['unit', 'e2e'], action: chooseRedis, needed: true },
  {
    name: 'Unit and database tests',
    parts: ['unit'],
    command: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile=${vitestReport}`],
    report: { kind: 'vitest', file: vitestReport },
  },
  { name: 'Production build', parts: ['e2e'], action: () => buildAll('all', 'cli'), needed: true },
  {
    name: 'Types of the tests of web',
    parts: [],
    command: [bin('tsc'), '--noEmit', '--project', 'apps/web'],
  },
  { name: 'Browser', parts: ['e2e'], action: chooseBrowser, needed: true },
  {
    name: 'End-to-end tests',
    parts: ['e2e'],
    command: [join(root, 'e2e/node_modules/.bin/playwright'), 'test', '--config=e2e', '--reporter=list,json'],
    report: { kind: 'playwright', file: playwrightReport },
  },
];

async function main([part = 'all', ...filter]) {
  const parts = ['all', ...new Set(steps.flatMap((step) => step.parts))];
  if (!parts.includes(part)) throw new Error(`There is no part "${part}"; say one of ${parts.join(', ')}.`);
  await prepare();
  const counts = [];
  const failures = [];
  for (const step of steps) {
    if (part !== 'all' && !step.parts.includes(part)) continue;
    const isDone = await take(step, filter);
    counts.push(countsOf({ isDone, report: step.report }));
    if (!isDone && step.report) failures.push(...failuresOf(step.report));
    if (!isDone && step.needed) break;
  }
  for (const failure of failures) console.log(`\n${failure}`);
  console.log(`\n${closingLine(counts)}`);
  if (counts.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

/** A runner of tests speaks as it goes; of the other steps only a failed one's output is worth reading, all of it. */
async function take({ name, command, action, report }, filter) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const isLive = report !== undefined;
  const whole = isLive ? [...command, ...filter] : command;
  const { isDone, how, output } = action
    ? await action()
    : await runCommand({ command: whole, cwd: root, env, limit, isLive });
  if (!isDone) console.log(output.trimEnd());
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${isDone ? 'ok' : `FAILED: ${name}`} (${how}), ${seconds} s`);
  return isDone;
}

/** Built as `npm start` builds, so that it finds nothing left to do. */
async function buildAll(...names) {
  try {
    for (const build of names) await prepare({ build });
    return { isDone: true, how: 'built', output: '' };
  } catch (error) {
    return { isDone: false, how: 'not built', output: error.message };
  }
}

/** The configuration of the end-to-end tests takes the browser from the environment. */
function chooseBrowser() {
  try {
    const { name, path, sandbox, env: additions } = findBrowser(root);
    Object.assign(env, additions, { CHROMIUM_PATH: path, CHROMIUM_SANDBOX: sandbox ? '1' : '0' });
    return { isDone: true, how: name, output: '' };
  } catch (error) {
    return { isDone: false, how: 'none', output: error.message };
  }
}

/** Named to the tests, which start servers of their own. */
function chooseRedis() {
  try {
    const { name, path } = findRedis(root);
    env.REDIS_SERVER = path;
    return { isDone: true, how: name, output: '' };
  } catch (error) {
    return { isDone: false, how: 'none', output: error.message };
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopRunning(signal);
    process.exit(1);
  });
}
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
