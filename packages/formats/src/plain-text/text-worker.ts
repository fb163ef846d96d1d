import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { textOfFile } from './text-of-file.ts';
import type { TextAnswer, TextJob } from './text-reader.ts';

/** Of the time that there is, how much may pass until what has been read so far is taken. */
const SOFT = 0.75;

/** Milliseconds between two looks at the memory. */
const LOOK = 50;

// A process that reads the words of one file, which comes by its standard input, tells them, and ends.
process.once('disconnect', () => process.exit());
process.once('message', async ({ mediaType, length, time, memory }: TextJob) => {
  giveWay();
  guard({ time, memory });
  const answer = await answerTo(async () =>
    textOfFile(await wholeInput(), mediaType, { length, until: performance.now() + time * SOFT }),
  );
  process.send?.(answer, undefined, undefined, () => process.exit());
});

async function answerTo(read: () => Promise<string>): Promise<TextAnswer> {
  try {
    return { status: 'read', text: await read() };
  } catch (error) {
    // Messages can quote what is in a file.
    return { status: 'unreadable', reason: error instanceof Error ? error.name : typeof error };
  }
}

async function wholeInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Whatever people wait for comes first. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed, it works as fast as all else.
  }
}

/**
 * Ends the process when it has taken too much memory, which a limit of V8's does not see where bytes are, or too much time, also where
 * nobody is there any more to end it. In a thread, since a reader that is busy hears nothing.
 */
function guard(limits: Pick<TextJob, 'time' | 'memory'>): void {
  const watching = `
    const { workerData: { memory, time } } = require('node:worker_threads');
    const end = performance.now() + time;
    setInterval(() => {
      if (process.memoryUsage.rss() > memory || performance.now() > end) process.kill(process.pid, 'SIGKILL');
    }, ${LOOK});`;
  new Worker(watching, { eval: true, workerData: limits, env: {} }).unref();
}
