// Brings a checkout to where it can run: the right Node, the packages installed, what changed built. Only Node's own
// modules, since nothing else is there before it has run; and, here and in prepare/, nothing that an old Node cannot
// even read, since it has to be told which one is needed.
import './prepare/node-version.mjs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exclusively } from './prepare/exclusively.mjs';
import { runStep } from './prepare/run-step.mjs';
import { buildStep, installStep, isDone, markDone } from './prepare/steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// For every program started from here: Turborepo looks for pnpm on the path, and none of them reports to its makers.
process.env.PATH = join(root, 'node_modules/.bin') + delimiter + process.env.PATH;
Object.assign(process.env, {
  CHECKPOINT_DISABLE: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  TURBO_TELEMETRY_DISABLED: '1',
});

/**
 * Installs the packages where they changed, and builds what `build` names ("all", "servers", "cli" or "database")
 * where its sources changed. Says what it does on standard error, and nothing where there is nothing to do.
 */
export async function prepare({ build } = {}) {
  const install = () => installStep(root);
  const steps = build ? [install, () => buildStep(root, build)] : [install];
  if (steps.every((step) => isDone(step()))) return;
  await exclusively(join(root, 'node_modules/.plenum-preparing'), async () => {
    for (const step of steps) await take(step());
  });
}

/** Takes a step, unless another start has taken it meanwhile. */
async function take(step) {
  if (isDone(step)) return;
  await runStep(root, step);
  markDone(root, step);
}

/** Runs an entry script: its failure is one message and exit code 1. Resolves when it has ended, either way. */
export function runEntry(main) {
  return main().then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    },
  );
}
