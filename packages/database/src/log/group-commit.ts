import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentId } from '@plenum/domain/ids';
import type { Append, Log } from './log.ts';
import { UpdateBuffer } from './update-buffer.ts';

/** What became of an append. */
export interface Committed {
  /** The row that holds the update, together with others of its author; null when the document is gone. */
  seq: number | null;
  /** The database was away before this commit: access that was decided earlier has to be decided again. */
  delayed: boolean;
}

/** How a group commit works; every field has a default but the log. */
export interface GroupCommitOptions {
  log: Pick<Log, 'append'>;
  /** Bytes of updates that may wait; more are refused. */
  maxBytes?: number;
  /** Milliseconds that a commit waits for others to join it. */
  window?: number;
  /** Milliseconds before the first and at most before a later attempt after a failed one. */
  retry?: { first: number; most: number };
  /** Told of every failed attempt. */
  onFailure?: (error: unknown) => void;
  /** Told the highest sequence of each document after a commit; where other processes are informed. */
  onCommit?: (rows: ReadonlyMap<DocumentId, number>) => void;
}

/** Everything of one author in one document that waits to be committed. */
interface Group {
  append: Omit<Append, 'update'>;
  updates: UpdateBuffer;
  waiting: ((committed: Committed) => void)[];
}

/**
 * Writes the updates of all documents in one transaction at a time: a row per document, author and commit. While one
 * commit is on its way the next gathers. A failed commit is tried again until it succeeds, so nothing taken is dropped while
 * the process lives; an attempt whose COMMIT was answered by silence may store rows twice, which Yjs cannot tell from once.
 */
export class GroupCommit {
  readonly #log: GroupCommitOptions['log'];
  readonly #options: Required<Pick<GroupCommitOptions, 'maxBytes' | 'window' | 'retry'>>;
  readonly #onFailure: (error: unknown) => void;
  readonly #onCommit: (rows: ReadonlyMap<DocumentId, number>) => void;
  #groups = new Map<string, Group>();
  #bytes = 0;
  #running = false;
  #idle: (() => void)[] = [];

  constructor({ log, maxBytes, window, retry, onFailure, onCommit }: GroupCommitOptions) {
    this.#log = log;
    this.#options = {
      maxBytes: maxBytes ?? 32 * 1024 * 1024,
      window: window ?? 3,
      retry: retry ?? { first: 50, most: 2_000 },
    };
    this.#onFailure = onFailure ?? (() => {});
    this.#onCommit = onCommit ?? (() => {});
  }

  /**
   * Takes an update to be committed; null when no more can be kept. The promise resolves after COMMIT and never rejects;
   * those of one document resolve in the order in which they were taken.
   */
  append(append: Append): Promise<Committed> | null {
    if (this.#bytes + append.update.length > this.#options.maxBytes) return null;
    this.#bytes += append.update.length;
    const group = this.#groupOf(append);
    group.updates.add(append.update);
    const committed = new Promise<Committed>((resolve) => group.waiting.push(resolve));
    if (!this.#running) void this.#run();
    return committed;
  }

  /** Resolves when nothing waits any more. With the database away that is when it is back. */
  async drained(): Promise<void> {
    if (this.#running) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #groupOf({ documentId, author }: Append): Group {
    const key = `${documentId} ${author.kind} ${author.id ?? ''}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const group: Group = { append: { documentId, author }, updates: new UpdateBuffer(), waiting: [] };
    this.#groups.set(key, group);
    return group;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#groups.size > 0) {
      await delay(this.#options.window);
      const [groups, bytes] = [[...this.#groups.values()], this.#bytes];
      this.#groups = new Map();
      await this.#commit(groups);
      this.#bytes -= bytes;
    }
    this.#running = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #commit(groups: readonly Group[]): Promise<void> {
    const batch = groups.map(({ append, updates }) => ({ ...append, update: updates.merged() }));
    const { seqs, delayed } = await this.#untilStored(batch);
    const newest = new Map<DocumentId, number>();
    for (const [i, { append, waiting }] of groups.entries()) {
      const seq = seqs[i] ?? null;
      if (seq !== null) newest.set(append.documentId, Math.max(seq, newest.get(append.documentId) ?? 0));
      for (const resolve of waiting) resolve({ seq, delayed });
    }
    this.#onCommit(newest);
  }

  async #untilStored(batch: readonly Append[]): Promise<{ seqs: (number | null)[]; delayed: boolean }> {
    const { first, most } = this.#options.retry;
    for (let attempt = 0; ; attempt++) {
      try {
        return { seqs: await this.#log.append(batch), delayed: attempt > 0 };
      } catch (error) {
        this.#onFailure(error);
        await delay(Math.min(first * 2 ** Math.min(attempt, 16), most));
      }
    }
  }
}
