import { setTimeout as delay, setImmediate as immediate } from 'node:timers/promises';
import type { DocumentId } from '@plenum/domain/ids';
import type { Append, Appended, Log } from './log.ts';
import { type Committed, type Group, Pending } from './pending.ts';

/** How a group commit works; every field has a default but the log. */
export interface GroupCommitOptions {
  log: Pick<Log, 'append'>;
  /** Bytes that may wait, in updates and what it takes to keep them; more are refused. */
  maxBytes?: number;
  /** Milliseconds between the beginnings of two commits, in which appends gather for the later one. */
  window?: number;
  /** Milliseconds before the first and at most before a later attempt after a failed one. */
  retry?: { first: number; most: number };
  /** Told of every failed attempt. */
  onFailure?: (error: unknown) => void;
  /** Told the highest sequence of each document after a commit; where other processes are informed. */
  onCommit?: (rows: ReadonlyMap<DocumentId, number>) => void;
  /** Told how many milliseconds each commit took, and how many rows it wrote. */
  onStored?: (commit: { milliseconds: number; rows: number }) => void;
}

/** Bytes that it takes to keep an update waiting, however small it is. */
const OVERHEAD = 512;

/** A group as the row that it will be. */
interface Row {
  group: Group;
  append: Append;
}

/**
 * Writes the updates of all documents in one transaction at a time: a row per document, author and commit. The first append
 * after a quiet window is committed at once; while one commit is on its way, and in the window, the next gathers. A failed commit is tried again until it succeeds, so nothing taken is dropped while
 * the process lives; an attempt whose COMMIT was answered by silence may store rows twice, which Yjs cannot tell from once.
 * A document whose own rows the database refuses, or that is locked, is tried apart from then on and holds up no other.
 */
export class GroupCommit {
  readonly #log: GroupCommitOptions['log'];
  readonly #options: Required<Pick<GroupCommitOptions, 'maxBytes' | 'window' | 'retry'>>;
  readonly #onFailure: (error: unknown) => void;
  readonly #onCommit: (rows: ReadonlyMap<DocumentId, number>) => void;
  readonly #onStored: Required<GroupCommitOptions>['onStored'];
  readonly #pending = new Pending();
  /** What waits of the documents that are tried apart. */
  readonly #apart = new Pending();
  readonly #troubled = new Set<DocumentId>();
  #bytes = 0;
  #updates = 0;
  #running = false;
  #idle: (() => void)[] = [];

  constructor({ log, maxBytes, window, retry, onFailure, onCommit, onStored }: GroupCommitOptions) {
    this.#log = log;
    this.#options = {
      maxBytes: maxBytes ?? 32 * 1024 * 1024,
      window: window ?? 15,
      retry: retry ?? { first: 50, most: 2_000 },
    };
    this.#onFailure = onFailure ?? (() => {});
    this.#onCommit = onCommit ?? (() => {});
    this.#onStored = onStored ?? (() => {});
  }

  /** What waits to be stored: how many updates, and the bytes that they count for. */
  get waiting(): { updates: number; bytes: number } {
    return { updates: this.#updates, bytes: this.#bytes };
  }

  /** Whether so much waits that more will soon be refused. */
  get isHalfFull(): boolean {
    return this.#bytes > this.#options.maxBytes / 2;
  }

  /**
   * Takes an update to be committed; null when no more can be kept. The promise resolves after COMMIT and never rejects;
   * those of one document resolve in the order in which they were taken, but for those that cannot be stored at all.
   */
  append(append: Append): Promise<Committed> | null {
    const bytes = append.update.length + OVERHEAD;
    if (this.#bytes + bytes > this.#options.maxBytes) return null;
    this.#bytes += bytes;
    this.#updates += 1;
    const pending = this.#troubled.has(append.documentId) ? this.#apart : this.#pending;
    const committed = pending.add(append, bytes);
    this.#start();
    return committed;
  }

  /** Resolves when nothing waits any more. With the database away that is when it is back. */
  async drained(): Promise<void> {
    if (!this.#isIdle) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  get #isIdle(): boolean {
    return !this.#running && this.#troubled.size === 0;
  }

  #start(): void {
    if (!this.#running && !this.#pending.isEmpty) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    // What comes in this very moment is committed together.
    await immediate();
    while (!this.#pending.isEmpty) {
      const window = delay(this.#options.window);
      await this.#commit(this.#rowsOf(this.#pending.take()));
      await window;
    }
    this.#running = false;
    this.#tellIdle();
  }

  async #commit(rows: readonly Row[]): Promise<void> {
    for (let attempt = 0; rows.length > 0; attempt++) {
      const error = await this.#attempt(rows, { delayed: attempt > 0 });
      if (error === null) return;
      if (isOfTheRows(error)) return this.#commitEach(rows);
      await this.#pause(attempt);
    }
  }

  /** Commits each document by itself, and from now on tries those apart for which that fails. */
  async #commitEach(rows: readonly Row[]): Promise<void> {
    for (const documentId of new Set(rows.map(({ append }) => append.documentId))) {
      const own = rows.filter(({ append }) => append.documentId === documentId);
      if ((await this.#attempt(own, { delayed: true })) === null) continue;
      this.#apart.join([...own.map(({ group }) => group), ...this.#pending.take(documentId)]);
      this.#troubled.add(documentId);
      if (this.#troubled.size === 1) void this.#runApart();
    }
  }

  async #runApart(): Promise<void> {
    for (let round = 0; this.#troubled.size > 0; round++) {
      await this.#pause(round);
      for (const documentId of this.#troubled) {
        const groups = this.#apart.take(documentId);
        const error = await this.#attempt(this.#rowsOf(groups), { delayed: true });
        const later = this.#apart.take(documentId);
        if (error !== null) {
          this.#apart.join([...groups, ...later]);
          continue;
        }
        this.#troubled.delete(documentId);
        this.#pending.join(later);
        this.#start();
      }
    }
    this.#tellIdle();
  }

  /** Appends rows in one transaction, and tells what became of them. Null, or the error for which nothing was stored. */
  async #attempt(rows: readonly Row[], { delayed }: { delayed: boolean }): Promise<unknown> {
    let appended: Appended[];
    const began = performance.now();
    try {
      appended = await this.#log.append(rows.map(({ append }) => append));
    } catch (error) {
      this.#onFailure(error);
      return error ?? new Error('The log gave no reason.');
    }
    this.#onStored({ milliseconds: performance.now() - began, rows: rows.length });
    this.#tellStored(rows, { appended, delayed });
    return null;
  }

  #tellStored(
    rows: readonly Row[],
    { appended, delayed }: { appended: readonly Appended[]; delayed: boolean },
  ): void {
    const newest = new Map<DocumentId, number>();
    for (const [i, { group, append }] of rows.entries()) {
      const seq = appended[i] ?? 'gone';
      if (typeof seq === 'number')
        newest.set(append.documentId, Math.max(seq, newest.get(append.documentId) ?? 0));
      this.#settle(group, committed(seq, { delayed }));
    }
    this.#onCommit(newest);
  }

  /** Merges groups into rows. What cannot be merged is given up: it would be in the way of everything after it. */
  #rowsOf(groups: readonly Group[]): Row[] {
    return groups.flatMap((group) => {
      try {
        return [{ group, append: { ...group.append, update: group.updates.merged() } }];
      } catch (error) {
        this.#onFailure(error);
        this.#settle(group, { kind: 'unstorable' });
        return [];
      }
    });
  }

  #settle({ waiting, bytes }: Group, committed: Committed): void {
    this.#bytes -= bytes;
    this.#updates -= waiting.length;
    for (const resolve of waiting) resolve(committed);
  }

  #pause(attempt: number): Promise<void> {
    const { first, most } = this.#options.retry;
    return delay(Math.min(first * 2 ** Math.min(attempt, 16), most));
  }

  #tellIdle(): void {
    if (this.#isIdle) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function committed(appended: Appended, { delayed }: { delayed: boolean }): Committed {
  return typeof appended === 'number' ? { kind: 'stored', seq: appended, delayed } : { kind: appended };
}

/**
 * Whether the database lives and refused these very rows, or waited for a lock in vain: its error has an SQLSTATE that is
 * not about the connection (08), resources (53), an end by the operator (57P), the system (58) or itself (XX).
 */
function isOfTheRows(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?=.*\d)(?!08|53|57P|58|XX)[0-9A-Z]{5}$/.test(code);
}
