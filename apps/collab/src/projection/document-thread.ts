import { Worker } from 'node:worker_threads';
import type { DocumentId } from '@plenum/domain/ids';
import type { LoggableError } from '@plenum/domain/loggable-error';

/** Milliseconds for one document, longer than a database takes to fail, and without any after which the thread is ended. */
const TIMEOUT = 45_000;
const IDLE_TIMEOUT = 60_000;
/** Megabytes for the thread. */
const MAX_MEMORY = 768;

/** What the thread has to know. */
export interface Place {
  databaseUrl: string;
  /** The instance's public origin. */
  origin: string;
}

/**
 * What became of a document: `current` when there was nothing to do, `gone` when there is no such document. `hasOtherTasks`: what was derived
 * of its tasks was otherwise before. `giversFailure`: why it could not be looked up who gave them.
 */
type Done =
  | { kind: 'written'; hasOtherTasks?: boolean; giversFailure?: LoggableError }
  | { kind: 'current' | 'gone' };
export type Worked = Done | { kind: 'failed'; cause: unknown };

/** `milliseconds`: of work in the thread, without what starting that took; null where it was lost. */
export type WorkedInThread = Worked & { milliseconds: number | null };

/**
 * What the thread answers to the id of a document. `unavailable`: the database failed. Of an error only what may stand in a log:
 * messages can quote what is stored.
 */
export type Answer =
  | (Done & { milliseconds: number })
  | { kind: 'failed' | 'unavailable'; error: LoggableError; milliseconds: number };

interface Asked {
  resolve: (worked: WorkedInThread) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/**
 * Works on whole documents in a thread with connections of its own, so that nothing of it is done where rooms are served. A
 * thread that dies or hangs is replaced; one that has nothing to do is ended.
 */
export class DocumentThread {
  readonly #url: URL;
  readonly #place: Place;
  readonly #timeouts: { answer: number; idle: number };
  #worker: Worker | null = null;
  #asked: Asked | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @param options.url a compiled module that calls `workOnDocuments`. */
  constructor(options: { url: URL; place: Place; timeouts?: { answer: number; idle: number } }) {
    this.#url = options.url;
    this.#place = options.place;
    this.#timeouts = options.timeouts ?? { answer: TIMEOUT, idle: IDLE_TIMEOUT };
  }

  /** Works on one document at a time. Rejects when the database fails, while another is worked on, and when closed. */
  work(documentId: DocumentId): Promise<WorkedInThread> {
    if (this.#isClosed || this.#asked) return Promise.reject(new Error('The thread is busy.'));
    clearTimeout(this.#idleTimer);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#lose('The thread took too long.'), this.#timeouts.answer);
      this.#asked = { resolve, reject, timer };
      this.#worker ??= this.#start();
      this.#worker.postMessage(documentId);
    });
  }

  /** Ends the thread; what is under way is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    this.#take()?.reject(new Error('The thread is closed.'));
    await this.#end();
  }

  #start(): Worker {
    const worker = new Worker(this.#url, {
      workerData: this.#place,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      if (this.#worker === worker) this.#hear(answer);
    });
    const died = (): void => {
      if (this.#worker === worker) this.#lose('The thread died.');
    };
    worker.on('error', died);
    worker.on('exit', died);
    return worker;
  }

  #hear(answer: Answer): void {
    const asked = this.#take();
    this.#idleTimer = setTimeout(() => void this.#end(), this.#timeouts.idle).unref();
    if (!('error' in answer)) asked?.resolve(answer);
    else if (answer.kind === 'unavailable') asked?.reject(inThread(answer.error));
    else {
      const { milliseconds, error } = answer;
      asked?.resolve({ kind: 'failed', cause: inThread(error), milliseconds });
    }
  }

  /** A document on which a thread is lost is one that cannot be worked on. */
  #lose(reason: string): void {
    void this.#end();
    this.#take()?.resolve({ kind: 'failed', cause: new Error(reason), milliseconds: null });
  }

  #take(): Asked | null {
    const asked = this.#asked;
    this.#asked = null;
    clearTimeout(asked?.timer);
    return asked;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

function inThread(cause: LoggableError): Error {
  return new Error('The thread failed.', { cause });
}
