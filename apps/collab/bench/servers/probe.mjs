// Loaded into every server before its own program: answers what only the process itself can tell. Costs next to nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds between looks at the clock. Each wakes the process, which at every millisecond costs more than a meeting. */
const WATCH = 10;
const delays = monitorEventLoopDelay({ resolution: WATCH });

const answers = {
  /** CPU microseconds of all threads. */
  cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes, after a garbage collection; and the timers that are set. */
  memory() {
    globalThis.gc();
    globalThis.gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    return { resident: rss, live: heapUsed + external, timers };
  },
  watchDelay() {
    delays.reset();
    delays.enable();
    return null;
  },
  /** Milliseconds by which the event loop was late, 99th percentile; what the watch itself waits is taken off. */
  delay() {
    delays.disable();
    return Math.max(0, delays.percentile(99) / 1e6 - WATCH);
  },
};

if (isMainThread && process.send) {
  process.on('message', ({ probe, id }) => {
    if (probe) process.send({ probe, id, answer: answers[probe]() });
  });
}
