import { spawn } from 'node:child_process';

/**
 * Each guard waits for its standard input. A line means that all is in order; the bare end means that whoever held the other
 * end is gone, however it went. `$1` is the process or folder that was left behind.
 */
const STOP_PROCESS = `
read -r _ && exit 0
sleep "$2"
kill -INT "$1"
`;

/** A cluster that was just being made is removed a second time, since initdb may have written on for a moment. */
const REMOVE_FOLDER = `
read -r _ && exit 0
if read -r pid <"$1/cluster/postmaster.pid"; then
  kill -INT "$pid"
  i=0
  while kill -0 "$pid" && [ "$i" -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
fi
rm -rf "$1"
sleep 2
rm -rf "$1"
`;

/** Keeps watch on behalf of this process. */
export interface Guard {
  /** Ends the watch: all has been stopped or removed in order. */
  release(): void;
}

/**
 * Sees to it that a process is stopped (SIGINT) when this one ends without having done so, even by kill -9.
 * @param options.graceSeconds how long the process may go on, so that others can still finish with it.
 */
export function guardProcess(options: { pid: number; graceSeconds: number }): Guard {
  return startGuard(STOP_PROCESS, [String(options.pid), String(options.graceSeconds)]);
}

/** Sees to it that a throw-away cluster is stopped and its folder removed when this process ends without having done so. */
export function guardFolder(folder: string): Guard {
  return startGuard(REMOVE_FOLDER, [folder]);
}

function startGuard(script: string, args: string[]): Guard {
  // In a process group of its own, so that a Ctrl-C meant for this process does not end the guard.
  const guard = spawn('/bin/sh', ['-c', script, 'plenum-guard', ...args], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no guard; the next start finds the forgotten process by its lock file.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return { release: () => void guard.stdin.end('released\n') };
}
