import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { explain } from './explain.mjs';
import { guardGroup } from './guard-group.mjs';

const isPosix = process.platform !== 'win32';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a step's program out of sight, telling that it works; its whole output is shown when it fails. */
export async function runStep(root, { label, command, args, env }) {
  const report = startProgress(label);
  const child = spawn(command, args, {
    cwd: root,
    env: Object.assign({}, process.env, homeFor(root), env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isPosix,
    shell: !isPosix,
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const guard = guardGroup(child.pid);
  // The guard sees this process end, and stops the program.
  const stop = () => process.exit(1);
  for (const signal of SIGNALS) process.on(signal, stop);
  const failure = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${command} ended with ${signal || code}`),
    );
  });
  for (const signal of SIGNALS) process.removeListener(signal, stop);
  guard.release();
  report.end(failure === null);
  if (!failure) return;
  const output = Buffer.concat(chunks).toString();
  throw new Error(`${output}\n${explain(output + failure, root) || `${label} failed: ${failure}.`}`);
}

/** One line per step: on a terminal with seconds that count, elsewhere when it starts and when it ends. */
function startProgress(label) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  const live = process.stderr.isTTY;
  process.stderr.write(live ? `${label} …` : `${label} …\n`);
  const timer = setInterval(
    () => process.stderr.write(live ? `\r${label} … ${seconds()}` : `${label} … ${seconds()}\n`),
    live ? 1000 : 30000,
  );
  return {
    end(isDone) {
      clearInterval(timer);
      process.stderr.write(`${live ? '\r' : ''}${label} … ${isDone ? 'done' : 'failed'} (${seconds()})\n`);
    },
  };
}

/** npm and pnpm keep their caches at home; where there is no home to write to, they get one beside the packages. */
function homeFor(root) {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const home = join(root, 'node_modules/.home');
    mkdirSync(home, { recursive: true });
    return {
      HOME: home,
      XDG_CACHE_HOME: undefined,
      XDG_DATA_HOME: undefined,
      npm_config_cache: join(home, '.npm'),
    };
  }
}
