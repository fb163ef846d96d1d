import { spawn } from 'node:child_process';

/**
 * Stops a process group when this process ends, however it ends, even by kill -9: a build left alone would block the next
 * one. Does nothing on Windows, which has no groups.
 */
export function guardGroup(pid) {
  if (process.platform === 'win32' || pid === undefined) return { release() {} };
  // The bare end of its input means that this process is gone; a line, that all is in order.
  const script = 'read -r _ || kill -TERM "-$1"';
  const options = { detached: true, stdio: ['pipe', 'ignore', 'ignore'] };
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], options);
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  return { release: () => guard.stdin.end('released\n') };
}
