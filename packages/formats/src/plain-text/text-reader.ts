import { type ChildProcess, fork } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { ReadForSearch } from '@plenum/domain/files/media-type';

/** Of one file: milliseconds, bytes of memory, and UTF-16 units of its text. */
const LIMITS = { time: 20_000, memory: 512 * 2 ** 20, length: 1_000_000 };

/** Megabytes of JavaScript; what is beyond them ends a process by itself. */
const MEMORY = ['--max-old-space-size=256', '--max-semi-space-size=8'];

/** What a process is to do with the file that comes by its standard input. */
export interface TextJob {
  mediaType: ReadForSearch;
  length: number;
  time: number;
  memory: number;
}

/** What came of it; an error only by its name. */
export type TextAnswer = { status: 'read'; text: string } | { status: 'unreadable'; reason: string };

/** A file whose words are to be read. */
export interface FileToRead {
  mediaType: ReadForSearch;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Reads the words of files, each in a process of its own with a bound on time and memory and a low priority: whatever a file does to its
 * reader, everybody else goes on.
 */
export class TextReader {
  readonly #program: string;
  readonly #limits: typeof LIMITS;

  /** @param options.program where the compiled text-worker.js is. */
  constructor(options: { program?: string; limits?: Partial<typeof LIMITS> } = {}) {
    this.#program = options.program ?? fileURLToPath(new URL('./text-worker.js', import.meta.url));
    this.#limits = { ...LIMITS, ...options.limits };
  }

  /**
   * The words of a file, or why there are none: what it does to its reader is no error here.
   * @throws whatever its content throws, and AbortError when abandoned.
   */
  async read({ mediaType, content }: FileToRead, abandoned?: AbortSignal): Promise<TextAnswer> {
    abandoned?.throwIfAborted();
    const child = fork(this.#program, {
      env: {},
      execArgv: MEMORY,
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    // Listened for at once: a process that cannot be started says so later, and unheard that would end this one.
    const answered = answerOf(child);
    answered.catch(() => {});
    const kill = () => void child.kill('SIGKILL');
    const timer = setTimeout(kill, this.#limits.time);
    abandoned?.addEventListener('abort', kill, { once: true });
    try {
      child.send({ mediaType, ...this.#limits } satisfies TextJob, () => {});
      const [answer] = await Promise.all([answered, hand(content, child)]);
      abandoned?.throwIfAborted();
      return answer;
    } finally {
      clearTimeout(timer);
      abandoned?.removeEventListener('abort', kill);
      kill();
    }
  }
}

/** Gives a process a file. One that ends before it has all of it has its reasons. @throws whatever the content throws. */
async function hand(content: AsyncIterable<Uint8Array>, { stdin }: ChildProcess): Promise<void> {
  if (!stdin) return;
  let failure: { cause: unknown } | null = null;
  const watched = async function* () {
    try {
      yield* content;
    } catch (cause) {
      failure = { cause };
      throw cause;
    }
  };
  await pipeline(watched(), stdin).catch(() => {});
  if (failure) throw (failure as { cause: unknown }).cause;
}

function answerOf(child: ChildProcess): Promise<TextAnswer> {
  return new Promise((resolve, reject) => {
    child.once('message', (answer: TextAnswer) => resolve(answer));
    child.on('error', reject);
    // After an answer this changes nothing.
    child.once('exit', () => resolve({ status: 'unreadable', reason: 'Ended' }));
  });
}
