import type { BusEvent } from '@plenum/database/bus/bus';
import type { Projections } from '@plenum/database/projection/projections';
import type { DocumentId } from '@plenum/domain/ids';
import type { LoggableError } from '@plenum/domain/loggable-error';
import type { Clock } from '../room/ports.ts';
import { Debounce, type Delays } from './debounce.ts';
import type { DocumentThread } from './document-thread.ts';
import { Sweep } from './sweep.ts';

/** When a document is projected after somebody has written: by the process that stored it, or by another if that one has not. */
const OWN: Delays = { quiet: 2_000, most: 10_000 };
const OTHERS: Delays = { quiet: 5_000, most: 20_000 };
/** Milliseconds between two searches for what is behind, and after a failure of the database. */
const SWEEP_INTERVAL = 10 * 60_000;
const SWEEP_RETRY = 10_000;
/** Milliseconds for which a document is left alone that could not be projected, and how many such are remembered. */
const FAILED_PAUSE = 10 * 60_000;
const MAX_FAILED = 1_000;
/** How much longer than a document took the next one has to wait: a quarter of the time is worked at most. */
const REST = 3;

/** What a projector needs. */
export interface ProjectorOptions {
  clock: Clock;
  projections: Pick<Projections, 'isBehind' | 'listBehind'>;
  thread: Pick<DocumentThread, 'work' | 'close'>;
  /** Told of a document of which the tasks have become other ones. */
  onOtherTasks(documentId: DocumentId): void;
  /** Told of a document that could not be projected. */
  onFailed(documentId: DocumentId, cause: unknown): void;
  /** Told of a document that was projected, of which it could not be looked up who gave its tasks; it is tried again. */
  onGiversFailed(documentId: DocumentId, cause: LoggableError): void;
  /** Told when the database failed; it is tried again. */
  onPaused(error: unknown): void;
}

/**
 * Keeps the projections up to the log: after what is stored here or elsewhere, and whatever was left over by a crash or is of an
 * older version. One document at a time, each from the log alone, so that it does not matter who else does the same.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #debounce: Debounce;
  /** What is due, each once, in its order. */
  readonly #due = new Set<DocumentId>();
  /** What could not be projected, and until when it is left alone. */
  readonly #failed = new Map<DocumentId, number>();
  #sweep: Sweep | null = null;
  #cancelSweep: () => void = () => {};
  #cancelRest: () => void = () => {};
  #working: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#debounce = new Debounce({
      clock: options.clock,
      onDue: (documentId) => {
        this.#due.add(documentId);
        this.#work();
      },
    });
  }

  /** Projects what is behind, now and now and then. */
  start(): void {
    if (this.#isClosed) return;
    this.#cancelSweep();
    this.#cancelSweep = this.#options.clock.after(SWEEP_INTERVAL, () => this.start());
    this.#sweep = new Sweep(this.#options.projections);
    this.#work();
  }

  /** This process has stored something in a document. */
  committed(documentId: DocumentId): void {
    this.#touch(documentId, OWN);
  }

  /** Takes in what processes say, this one among them. */
  hear(event: BusEvent): void {
    if (event.type === 'rows') this.#touch(event.documentId, OTHERS);
    if (event.type === 'missed') this.start();
  }

  /** Takes nothing more and breaks off what is under way, which the next search finds. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#debounce.close();
    this.#cancelSweep();
    this.#cancelRest();
    await this.#options.thread.close();
    await this.#working;
  }

  #touch(documentId: DocumentId, delays: Delays): void {
    if (!this.#isClosed) this.#debounce.touch(documentId, delays);
  }

  #work(): void {
    if (this.#isClosed) return;
    this.#working ??= this.#workOff().finally(() => {
      this.#working = null;
    });
  }

  async #workOff(): Promise<void> {
    const { clock, onPaused } = this.#options;
    try {
      for (let next = await this.#next(); next !== null && !this.#isClosed; next = await this.#next()) {
        const began = clock.now();
        await this.#project(next);
        await this.#rest((clock.now() - began) * REST);
      }
    } catch (error) {
      if (this.#isClosed) return;
      onPaused(error);
      // It also finds the one that failed.
      this.#cancelSweep();
      this.#cancelSweep = clock.after(SWEEP_RETRY, () => this.start());
    }
  }

  /** What is due comes before what is only behind. */
  async #next(): Promise<DocumentId | null> {
    for (;;) {
      const [due] = this.#due;
      const sweep = this.#sweep;
      if (due !== undefined) this.#due.delete(due);
      else if (!sweep) return null;
      const next = due ?? (await sweep?.next()) ?? null;
      if (next !== null && !this.#isLeftAlone(next)) return next;
      if (next === null && this.#sweep === sweep) this.#sweep = null;
    }
  }

  async #project(documentId: DocumentId): Promise<void> {
    // Somebody else may have done it meanwhile.
    if (!(await this.#options.projections.isBehind(documentId))) return;
    const projected = await this.#options.thread.work(documentId);
    if (projected.kind === 'written') {
      const { hasOtherTasks, giversFailure } = projected;
      if (hasOtherTasks) this.#options.onOtherTasks(documentId);
      if (giversFailure) this.#options.onGiversFailed(documentId, giversFailure);
    }
    if (projected.kind !== 'failed') this.#failed.delete(documentId);
    else this.#leaveAlone(documentId, projected.cause);
  }

  #leaveAlone(documentId: DocumentId, cause: unknown): void {
    this.#failed.delete(documentId);
    const [oldest] = this.#failed.keys();
    if (oldest !== undefined && this.#failed.size >= MAX_FAILED) this.#failed.delete(oldest);
    this.#failed.set(documentId, this.#options.clock.now() + FAILED_PAUSE);
    this.#options.onFailed(documentId, cause);
  }

  #isLeftAlone(documentId: DocumentId): boolean {
    return (this.#failed.get(documentId) ?? 0) > this.#options.clock.now();
  }

  #rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(milliseconds, resolve);
      this.#cancelRest = () => {
        cancel();
        resolve();
      };
    });
  }
}
