import type { DocumentId } from '@plenum/domain/ids';
import type { Clock } from '../room/ports.ts';
import type { DocumentThread } from './document-thread.ts';

/** Documents that may wait; more go without, until they grow again. */
const MAX_WAITING = 10_000;
/** Milliseconds of rest for each of work, so that the thread takes no more than half of a processor. */
const REST = 1;

/** What the compactor works with. */
interface CompactorOptions {
  clock: Clock;
  thread: Pick<DocumentThread, 'work' | 'close'>;
  /** Told of each document of which no snapshot could be made. */
  onFailed: (documentId: DocumentId, cause: unknown) => void;
}

/** Has snapshots made in a thread, one at a time, each read only when its turn has come. */
export class Compactor {
  readonly #options: CompactorOptions;
  /** Who waits for each document, in the order in which they came. */
  readonly #waiting = new Map<DocumentId, ((milliseconds: number) => void)[]>();
  #isWorking = false;
  #isClosed = false;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** Documents that wait for their turn. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Makes a document's snapshot. Never rejects; resolves with the milliseconds of work, 0 where there was none. */
  compact(documentId: DocumentId): Promise<number> {
    const asked = this.#waiting.get(documentId);
    if (this.#isClosed || (!asked && this.#waiting.size >= MAX_WAITING)) return Promise.resolve(0);
    return new Promise((resolve) => {
      if (asked) asked.push(resolve);
      else this.#waiting.set(documentId, [resolve]);
      if (!this.#isWorking) void this.#work();
    });
  }

  /** Ends the thread with what is under way, and lets nobody wait. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const asked of this.#waiting.values()) for (const resolve of asked) resolve(0);
    this.#waiting.clear();
    await this.#options.thread.close();
  }

  async #work(): Promise<void> {
    const { clock } = this.#options;
    this.#isWorking = true;
    for (let next = this.#take(); next; next = this.#take()) {
      const [documentId, asked] = next;
      const took = await this.#make(documentId);
      for (const resolve of asked) resolve(took);
      await new Promise<void>((resolve) => clock.after(took * REST, resolve));
    }
    this.#isWorking = false;
  }

  #take(): [DocumentId, ((milliseconds: number) => void)[]] | null {
    const [next] = this.#waiting;
    if (next) this.#waiting.delete(next[0]);
    return next ?? null;
  }

  async #make(documentId: DocumentId): Promise<number> {
    const { clock, thread, onFailed } = this.#options;
    const began = clock.now();
    try {
      const worked = await thread.work(documentId);
      if (worked.kind === 'failed') onFailed(documentId, worked.cause);
      if (worked.milliseconds !== null) return worked.milliseconds;
    } catch (error) {
      if (!this.#isClosed) onFailed(documentId, error);
    }
    return clock.now() - began;
  }
}
