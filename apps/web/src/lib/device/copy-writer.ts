import { type Doc, encodeStateAsUpdate, mergeUpdates } from 'yjs';
import type { EditCounts } from './copy-record.ts';
import type { Addition } from './copy-transactions.ts';

/** Rows from which on a copy is written anew as one, if they have become a part of it, or are many. */
const SOME_ROWS = 64;
const MANY_ROWS = 1000;
/** How much of the first row the others may come to. */
const PART = 1 / 4;

/** How long, in milliseconds, what others write may wait for more. */
const REST = 1000;

/** How long until the device is asked again after it took nothing, as with a full disk. */
const RETRY = 5000;

/** What a copy held when it was loaded. */
export interface Loaded {
  /** Its rows: those before a number, how many, their size, and that of the first. */
  before: number;
  count: number;
  bytes: number;
  first: number;
  /** The edits that only the device had, by session: the count after which there were no more. */
  open: EditCounts;
}

/** Nothing: a copy that begins. */
export const NOTHING_LOADED: Loaded = { before: 0, count: 0, bytes: 0, first: 0, open: {} };

/** Where a copy is written to, and what it held. */
interface Place {
  /** @returns the number of the row; null where the copy is gone */
  add: (addition: Addition) => Promise<number | null>;
  loaded: Loaded;
}

/** An update on its way to the device. */
interface Pending {
  update: Uint8Array;
  isEdit: boolean;
  isFirm: boolean;
}

/**
 * Writes a document to its copy: one's own edits at once, others' with them or after a moment, one transaction at a time.
 * What the device does not take stays here and is tried again.
 */
export class CopyWriter {
  readonly #doc: Doc;
  readonly #session: string;
  readonly #onChange: () => void;
  #place: Place | null = null;
  #pending: Pending[] = [];
  /** Own edits that lie in the copy, and how many of them are saved on the server. */
  #made = 0;
  #saved = 0;
  #areLoadedSaved = false;
  #hasNewCounts = false;
  #isFlushing = false;
  #isStopped = false;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rows that are known to be part of the document, beside those loaded. */
  #numbers: number[] = [];
  #bytes = 0;

  constructor(doc: Doc, onChange: () => void) {
    this.#doc = doc;
    this.#session = String(doc.clientID);
    this.#onChange = onChange;
  }

  /** Whether every edit lies on the device. */
  get isKept(): boolean {
    return !this.#isStopped && this.#unkept === 0;
  }

  /** Begins to write, what has been added already too. */
  start(place: Place): void {
    this.#place ??= place;
    void this.flush();
  }

  add(pending: Pending): void {
    if (this.#isStopped) return;
    this.#pending.push(pending);
    if (pending.isEdit) this.#run();
    else this.#flushIn(REST);
  }

  /** All edits so far are saved on the server, those of earlier pages too. */
  settle(): void {
    const counted = this.#made + this.#unkept;
    if (this.#areLoadedSaved && this.#saved === counted) return;
    this.#saved = counted;
    this.#areLoadedSaved = true;
    this.#hasNewCounts = true;
    this.#run();
  }

  /** Looks whether the copy is still there. */
  confirm(): void {
    this.#hasNewCounts = true;
    this.#run();
  }

  /** Resolves once all that was added has been written, or was not taken. */
  async flush(): Promise<void> {
    this.#isFlushing = true;
    this.#run();
    await this.#running;
  }

  /** Writes no more. */
  stop(): void {
    this.#isStopped = true;
    this.#pending = [];
    clearTimeout(this.#timer);
    this.#onChange();
  }

  get #unkept(): number {
    return this.#pending.filter(({ isEdit }) => isEdit).length;
  }

  get #isDue(): boolean {
    if (this.#isStopped || this.#place === null) return false;
    return this.#hasNewCounts || this.#unkept > 0 || (this.#isFlushing && this.#pending.length > 0);
  }

  #flushIn(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, milliseconds);
  }

  #run(): void {
    this.#running ??= this.#write().finally(() => {
      this.#running = null;
      this.#isFlushing = false;
    });
  }

  async #write(): Promise<void> {
    while (this.#isDue && this.#place) {
      const count = this.#pending.length;
      const addition = this.#addition(this.#place.loaded);
      this.#hasNewCounts = false;
      try {
        const number = await this.#place.add(addition);
        if (number === null) this.stop();
        else this.#written(count, { number, addition });
      } catch {
        this.#hasNewCounts = true;
        this.#flushIn(RETRY);
        return;
      }
      this.#onChange();
    }
  }

  #addition(loaded: Loaded): Addition {
    const updates = this.#pending.map(({ update }) => update);
    const isLong = updates.length > 0 && this.#isLong(loaded);
    return {
      row: isLong ? encodeStateAsUpdate(this.#doc) : updates.length > 0 ? mergeUpdates(updates) : null,
      replaces: isLong
        ? { before: loaded.before, numbers: this.#numbers, bytes: loaded.bytes + this.#bytes }
        : null,
      made: { [this.#session]: this.#made + this.#unkept },
      saved: { [this.#session]: this.#saved, ...(this.#areLoadedSaved && loaded.open) },
      isFirm: this.#pending.some(({ isFirm }) => isFirm),
    };
  }

  #isLong({ count, bytes, first }: Loaded): boolean {
    const rows = count + this.#numbers.length;
    const isPart = bytes + this.#bytes - first >= first * PART;
    return rows >= MANY_ROWS || (rows >= SOME_ROWS && isPart);
  }

  /** The first `count` of what is pending has become a row. */
  #written(count: number, { number, addition }: { number: number; addition: Addition }): void {
    if (this.#isStopped || !this.#place) return;
    this.#made += this.#pending.splice(0, count).filter(({ isEdit }) => isEdit).length;
    if (!addition.row) return;
    if (addition.replaces) {
      this.#place.loaded = { ...this.#place.loaded, count: 0, bytes: 0, first: addition.row.length };
      this.#numbers = [];
      this.#bytes = 0;
    }
    this.#numbers.push(number);
    this.#bytes += addition.row.length;
  }
}
