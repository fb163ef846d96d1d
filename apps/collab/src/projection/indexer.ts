import type { ChangedDocument } from '@plenum/database/search/changes';
import type { DocumentId } from '@plenum/domain/ids';
import type { Clock } from '../room/ports.ts';
import type { DocumentThread } from './document-thread.ts';

/** Milliseconds between two looks at what has changed, and after a failure of the database. */
const INTERVAL = 500;
const RETRY = 10_000;
/** Documents that are looked up at once. */
const PAGE = 20;
/** How much longer than the work on a document the next one has to wait: half of the time is worked at most. */
const REST = 1;
/** How much longer than the work on a document itself has to wait until the next time, and milliseconds that it waits at most. */
const REST_OF_SAME = 20;
const MOST_REST_OF_SAME = 30_000;

/** What an indexer works with. */
interface IndexerOptions {
  clock: Clock;
  thread: Pick<DocumentThread, 'work' | 'close'>;
  /** The documents in which something has changed, at most so many. */
  list(which: { limit: number; except: DocumentId[] }): Promise<ChangedDocument[]>;
  /** Forgets what was taken in, or cannot be. */
  forget(changes: readonly string[]): Promise<void>;
  /** Told of a document that could not be taken in. */
  onFailed(documentId: DocumentId, cause: unknown): void;
  /** Told when the database failed; it is tried again. */
  onPaused(error: unknown): void;
}

/**
 * Keeps what a search knows up to what is stored: looks again and again for what has changed, and has each such document read anew in a
 * thread. It does not matter who else does the same.
 */
export class Indexer {
  readonly #options: IndexerOptions;
  /** Documents that are left alone, and until when: few, since all that work has taken its time. */
  readonly #resting = new Map<DocumentId, number>();
  /** Documents on which the thread was lost the last time. */
  readonly #lost = new Set<DocumentId>();
  #cancel: () => void = () => {};
  #working: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: IndexerOptions) {
    this.#options = options;
  }

  /** Looks now, and from now on. */
  start(): void {
    if (this.#isClosed || this.#working !== null) return;
    this.#working = this.#work().then((pause) => {
      this.#working = null;
      if (!this.#isClosed) this.#cancel = this.#options.clock.after(pause, () => this.start());
    });
  }

  /** Breaks off what is under way; its changes are kept for the next look. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#options.thread.close();
    await this.#working;
  }

  /** Resolves to the milliseconds until the next look. */
  async #work(): Promise<number> {
    const { list, onPaused, clock } = this.#options;
    try {
      for (const changed of await list({ limit: PAGE, except: this.#listResting() })) {
        const began = clock.now();
        const worked = await this.#take(changed);
        if (this.#isClosed) return 0;
        const restOfSame = Math.min(worked * REST_OF_SAME, MOST_REST_OF_SAME);
        this.#resting.set(changed.documentId, clock.now() + restOfSame);
        await this.#rest((clock.now() - began) * REST);
      }
      return INTERVAL;
    } catch (error) {
      if (!this.#isClosed) onPaused(error);
      return RETRY;
    }
  }

  #listResting(): DocumentId[] {
    const now = this.#options.clock.now();
    for (const [documentId, end] of this.#resting) if (end <= now) this.#resting.delete(documentId);
    return [...this.#resting.keys()];
  }

  /** Resolves to the milliseconds of work that it was. */
  async #take({ documentId, changes }: ChangedDocument): Promise<number> {
    const { thread, forget, onFailed } = this.#options;
    const done = await thread.work(documentId);
    if (done.kind === 'failed') onFailed(documentId, done.cause);
    const wasLost = this.#lost.delete(documentId);
    // A machine may have been busy; a document that loses the thread again is given up until it changes.
    if (done.milliseconds === null && !wasLost) this.#lost.add(documentId);
    else await forget(changes);
    return done.milliseconds ?? MOST_REST_OF_SAME;
  }

  #rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(milliseconds, resolve);
      this.#cancel = () => {
        cancel();
        resolve();
      };
    });
  }
}
