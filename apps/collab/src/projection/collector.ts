import { Worker } from 'node:worker_threads';
import type { CollectedState, CollectJob, CollectResult } from './collect.ts';

/** Jobs that may wait, milliseconds for one job, and megabytes for the thread. */
const MAX_WAITING = 500;
const JOB_TIMEOUT = 15_000;
const MAX_MEMORY = 768;

interface Job {
  updates: Uint8Array[];
  resolve: (collected: CollectedState) => void;
  reject: (error: Error) => void;
}

/** Makes garbage-collected states for who reads by a link in a worker thread, one at a time; a thread that dies or hangs is replaced. */
export class Collector {
  readonly #url: URL;
  readonly #timeout: number;
  readonly #waiting: Job[] = [];
  #worker: Worker | null = null;
  #current: { id: number; job: Job; timer: NodeJS.Timeout } | null = null;
  #lastId = 0;
  #isClosed = false;

  /** @param url the compiled worker.js. */
  constructor({ url, timeout = JOB_TIMEOUT }: { url: URL; timeout?: number }) {
    this.#url = url;
    this.#timeout = timeout;
  }

  /** Jobs that are not done. */
  get waiting(): number {
    return this.#waiting.length + (this.#current ? 1 : 0);
  }

  /** The collected state of all updates together. Rejects when too much waits, on a timeout, and for damaged updates. */
  collect(updates: Uint8Array[]): Promise<CollectedState> {
    if (this.#isClosed || this.#waiting.length >= MAX_WAITING)
      return Promise.reject(new Error('The worker is busy.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ updates, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread and rejects what waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The worker is closed.'));
    this.#replace(new Error('The worker is closed.'));
  }

  #next(): void {
    if (this.#current) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#lastId += 1;
    const timer = setTimeout(() => this.#replace(new Error('The worker took too long.')), this.#timeout);
    this.#current = { id: this.#lastId, job, timer };
    const message: CollectJob = { id: this.#lastId, updates: job.updates };
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY } });
    worker.unref();
    worker.on('message', (result: CollectResult) => this.#finish(result));
    const died = (error: unknown): void => {
      if (this.#worker === worker) this.#replace(new Error('The worker died.', { cause: error }));
    };
    worker.on('error', died);
    worker.on('exit', died);
    return worker;
  }

  #finish(result: CollectResult): void {
    if (this.#current?.id !== result.id) return;
    const { job, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    if ('state' in result) job.resolve({ state: result.state, known: result.known });
    else job.reject(new Error(result.error));
    this.#next();
  }

  /** Gives up the thread and its job; the next job gets a new one. */
  #replace(reason: Error): void {
    const [worker, current] = [this.#worker, this.#current];
    this.#worker = null;
    this.#current = null;
    void worker?.terminate();
    if (current) {
      clearTimeout(current.timer);
      current.job.reject(reason);
    }
    if (!this.#isClosed) this.#next();
  }
}
