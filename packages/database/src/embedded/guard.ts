import { spawn } from 'node:child_process';

/**
 * Waits for the end of its standard input. A line means that all is in order; the bare end means that whoever held the
 * other end is gone, however it went: then the process is told to stop and its folder, where one is named, removed.
 */
const SCRIPT = `
read -r _ && exit 0
sleep "$2"
kill -INT "$1" 2>/dev/null
[ -n "$3" ] || exit 0
i=0
while kill -0 "$1" 2>/dev/null && [ "$i" -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
rm -rf "$3"
`;

/** Keeps watch over a process on behalf of this one. */
export interface Guard {
  /** Ends the watch; the process has been stopped in order, or has ended by itself. */
  release(): void;
}

/**
 * Sees to it that a process is stopped (SIGINT) when this one ends without doing so itself, even by kill -9.
 * @param options.graceSeconds how long the process may go on, so that others can still finish with it.
 * @param options.removeFolder a folder to delete after that.
 */
export function guardProcess(options: { pid: number; graceSeconds: number; removeFolder?: string }): Guard {
  const { pid, graceSeconds, removeFolder = '' } = options;
  const args = ['-c', SCRIPT, 'plenum-guard', String(pid), String(graceSeconds), removeFolder];
  // In a process group of its own, so that a Ctrl-C meant for this process does not end the guard.
  const guard = spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell there is no guard; the next start finds the forgotten process by its lock file.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return { release: () => void guard.stdin.end('released\n') };
}
