import { spawn } from 'node:child_process';

const running = new Set();

/**
 * Runs a command to its end, in a process group of its own so that nothing it started outlives it. Its output passes
 * through as it comes, or is kept for the caller.
 * @param {{ command: string[], cwd: string, env: NodeJS.ProcessEnv, limit: number, isLive: boolean }} given
 *   `limit` in milliseconds
 * @returns {Promise<{ isDone: boolean, how: string, output: string }>}
 */
export function runCommand({ command: [file, ...args], cwd, env, limit, isLive }) {
  return new Promise((resolve) => {
    const output = isLive ? 'inherit' : 'pipe';
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', output, output], detached: true });
    running.add(child);
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop(child, 'SIGKILL');
    }, limit);
    const end = (how) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ isDone: how === 'exit 0', how, output: Buffer.concat(kept).toString() });
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => {
      end(isLate ? `stopped after ${limit / 60_000} minutes` : signal === null ? `exit ${code}` : signal);
    });
  });
}

/** Sends a signal to what is running, and to all it started. */
export function stopRunning(signal) {
  for (const child of running) stop(child, signal);
}

function stop({ pid }, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
