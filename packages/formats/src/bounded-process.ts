import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Milliseconds between two looks at the memory. */
const LOOK = 50;

/** Has this process work when nothing else does: whatever people wait for comes first. */
export function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed, it works as fast as all else.
  }
}

/**
 * Ends the process when it has taken too much memory, which a limit of V8's does not see where bytes are, or too much time, also where
 * nobody is there any more to end it. In a thread, since a reader that is busy hears nothing.
 * @param limits milliseconds from now on, and bytes.
 */
export function guard(limits: { time: number; memory: number }): void {
  const watching = `
    const { workerData: { memory, time } } = require('node:worker_threads');
    const end = performance.now() + time;
    setInterval(() => {
      if (process.memoryUsage.rss() > memory || performance.now() > end) process.kill(process.pid, 'SIGKILL');
    }, ${LOOK});`;
  new Worker(watching, { eval: true, workerData: limits, env: {} }).unref();
}
