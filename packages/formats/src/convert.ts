import { Worker } from 'node:worker_threads';
import { AppError } from '@plenum/domain/errors';
import type { ConversionAnswer, ConversionJob, WrittenName } from './conversion.ts';
import type { ImportName } from './format-names.ts';
import { OneByOne } from './one-by-one.ts';
import type { ImportedDocument } from './reading/imported.ts';
import type { ExportSource } from './writing/export-source.ts';
import { tooLarge } from './zip/read-zip.ts';

/** Milliseconds for one conversion. */
const MOST_TIME = 60_000;

/** What a thread may take: whoever sends a file that needs more hears that it is too large. */
const RESOURCES = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 24, stackSizeMb: 4 };

/**
 * Reads and writes files in threads of their own, one after the other, each with a bound on time and memory: whatever a file does to its
 * reader, the process goes on, and so does everybody in it.
 */
export class Converter {
  readonly #worker: URL;
  readonly #time: number;
  readonly #line = new OneByOne();

  /** @param worker the compiled worker.js. */
  constructor({
    worker = new URL('./worker.js', import.meta.url),
    time = MOST_TIME,
  }: { worker?: URL; time?: number } = {}) {
    this.#worker = worker;
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
      const worker = new Worker(this.#worker, {
        workerData: job,
        resourceLimits: RESOURCES,
        env: {},
        stdout: true,
        stderr: true,
      });
      const timer = setTimeout(() => {
        reject(tooLarge());
        void worker.terminate();
      }, this.#time);
      worker.once('message', resolve);
      worker.once('error', (error) => reject(isOutOfMemory(error) ? tooLarge(error) : error));
      worker.once('exit', () => {
        clearTimeout(timer);
        // After a message or an error this changes nothing.
        reject(new Error('The thread ended without an answer.'));
      });
    });
  }
}

function errorOf(answer: ConversionAnswer): Error {
  if (answer.status === 'failed') return new AppError(answer.code, answer.message);
  return new Error(`A conversion failed: ${answer.status === 'broken' ? answer.name : answer.status}.`);
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
