import { fork } from 'node:child_process';
import { AppError } from '@plenum/domain/errors';
import type { ConversionAnswer, ConversionJob, WrittenName } from './conversion.ts';
import type { ImportName } from './format-names.ts';
import { OneByOne } from './one-by-one.ts';
import type { ImportedDocument } from './reading/imported.ts';
import type { ImportedTasks } from './tasks/found-list.ts';
import type { ExportSource } from './writing/export-source.ts';
import { tooLarge } from './zip/read-zip.ts';

/** Milliseconds for one conversion. */
const MOST_TIME = 60_000;

/** What a process may take, in megabytes of JavaScript: whoever sends a file that needs more hears that it is too large. */
const MEMORY = ['--max-old-space-size=224', '--max-semi-space-size=8'];

/**
 * Reads and writes files in processes of their own, one after the other, each with a bound on time and memory: whatever a file does to its
 * reader, everybody else goes on. No threads, since one that runs out of memory can take its whole process along.
 */
export class Converter {
  readonly #program: () => string;
  readonly #time: number;
  readonly #line = new OneByOne();

  /** @param program tells where the compiled worker.js is. */
  constructor({ program, time = MOST_TIME }: { program: () => string; time?: number }) {
    this.#program = program;
    this.#time = time;
  }

  /**
   * Reads a file as a document.
   * @throws AppError `invalid_input` for what is no such file, `too_large` for what is beyond the bounds, `too_many` where too much waits.
   */
  async importFile(format: ImportName, content: Uint8Array): Promise<ImportedDocument> {
    const answer = await this.#run({ kind: 'import', format, content });
    if (answer.status === 'imported') return answer.document;
    throw errorOf(answer);
  }

  /** Reads a file of tasks; see `tasksFromFile`. @throws AppError as {@link importFile} does. */
  async importTasks(file: { name: string; content: Uint8Array; zone: string }): Promise<ImportedTasks> {
    const answer = await this.#run({ kind: 'tasks', ...file });
    if (answer.status === 'tasks') return answer.imported;
    throw errorOf(answer);
  }

  /** A document as a file. @throws AppError as {@link importFile} does. */
  async exportFile(format: WrittenName, source: ExportSource): Promise<Uint8Array> {
    const answer = await this.#run({ kind: 'export', format, source, now: Date.now() });
    if (answer.status === 'exported') return answer.content;
    throw errorOf(answer);
  }

  #run(job: ConversionJob): Promise<ConversionAnswer> {
    return this.#line.run(() => this.#work(job));
  }

  #work(job: ConversionJob): Promise<ConversionAnswer> {
    return new Promise((resolve, reject) => {
      const child = fork(this.#program(), {
        env: {},
        execArgv: MEMORY,
        // Keeps bytes and maps as they are.
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const timer = setTimeout(() => {
        reject(tooLarge());
        child.kill('SIGKILL');
      }, this.#time);
      child.once('message', (answer: ConversionAnswer) => resolve(answer));
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        // After an answer this changes nothing. Out of memory, V8 aborts.
        reject(
          signal === 'SIGABRT' || code === 134
            ? tooLarge()
            : new Error('A conversion ended without an answer.'),
        );
      });
      child.send(job, (error) => error && reject(error));
    });
  }
}

function errorOf(answer: ConversionAnswer): Error {
  if (answer.status === 'failed') return new AppError(answer.code, answer.message);
  return new Error(`A conversion failed: ${answer.status === 'broken' ? answer.name : answer.status}.`);
}
