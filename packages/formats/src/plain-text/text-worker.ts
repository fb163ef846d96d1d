import { giveWay, guard } from '../bounded-process.ts';
import { textOfFile } from './text-of-file.ts';
import type { TextAnswer, TextJob } from './text-reader.ts';

/** Of the time that there is, how much may pass until what has been read so far is taken. */
const SOFT = 0.75;

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
