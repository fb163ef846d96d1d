import { type Doc, encodeStateAsUpdate, mergeUpdates } from 'yjs';
import type { EditCounts } from './copy-record.ts';
import { type Addition, sizeOf } from './copy-transactions.ts';

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
  /** @returns the number of the first row; null where the copy is gone */
  add: (addition: Addition) => Promise<number | null>;
  loaded: Loaded;
}

/** Updates that wait for the device one by one; of more the whole document is written. */
const MOST_PENDING = 100;

/** Bytes from which an update is a row of its own. */
const LARGE = 64 * 1024;

/** What is on its way to the device. */
interface Batch {
  updates: readonly Uint8Array[];
  /** They were too many: what they hold is taken from the document. */
  isWhole: boolean;
  edits: number;
  isFirm: boolean;
}

const NOTHING_PENDING: Batch = { updates: [], isWhole: false, edits: 0, isFirm: false };

/**
 * Writes a document to its copy: one's own edits at once, others' with them or after a moment, one transaction at a time.
 * What the device does not take stays here and is tried again.
 */
export class CopyWriter {
  readonly #doc: Doc;
  readonly #session: string;
  readonly #onChange: () => void;
  #place: Place | null = null;
  #pending = NOTHING_PENDING;
  /** What is just being written. */
  #writing = NOTHING_PENDING;
  /** Own edits that lie in the copy, and how many of them are saved on the server. */
  #made = 0;
  #saved = 0;
  #areLoadedSaved = false;
  #hasNewCounts = false;
  #isFlushing = false;
  /** The device took nothing a moment ago. */
  #isResting = false;
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

  add({ update, isEdit, isFirm }: { update: Uint8Array; isEdit: boolean; isFirm: boolean }): void {
    if (this.#isStopped) return;
    const added = { updates: [update], isWhole: false, edits: isEdit ? 1 : 0, isFirm };
    this.#pending = joined(this.#pending, added);
    if (isEdit) this.#run();
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
    this.#isResting = false;
    this.#run();
    await this.#running;
  }

  /** Writes no more. */
  stop(): void {
    this.#isStopped = true;
    this.#pending = NOTHING_PENDING;
    clearTimeout(this.#timer);
    this.#onChange();
  }

  get #unkept(): number {
    return this.#pending.edits + this.#writing.edits;
  }

  get #isDue(): boolean {
    if (this.#isStopped || this.#isResting || this.#place === null) return false;
    return this.#hasNewCounts || this.#unkept > 0 || (this.#isFlushing && hasRow(this.#pending));
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
      const batch = this.#pending;
      const addition = this.#addition(batch, this.#place.loaded);
      this.#hasNewCounts = false;
      this.#pending = NOTHING_PENDING;
      this.#writing = batch;
      try {
        const number = await this.#place.add(addition);
        if (number === null) this.stop();
        else this.#written(batch, { number, addition });
      } catch {
        this.#pending = joined(batch, this.#pending);
        this.#hasNewCounts = true;
        this.#isResting = true;
        clearTimeout(this.#timer);
        this.#timer = undefined;
        if (!this.#isStopped) this.#flushIn(RETRY);
        return;
      } finally {
        this.#writing = NOTHING_PENDING;
      }
      this.#onChange();
    }
  }

  #addition(batch: Batch, loaded: Loaded): Addition {
    const { updates, edits, isFirm } = batch;
    const isWhole = batch.isWhole || (updates.length > 0 && this.#isLong(loaded));
    return {
      rows: isWhole ? [encodeStateAsUpdate(this.#doc)] : rowsFrom(updates),
      replaces: isWhole
        ? { before: loaded.before, numbers: this.#numbers, bytes: loaded.bytes + this.#bytes }
        : null,
      made: { [this.#session]: this.#made + edits },
      saved: { [this.#session]: this.#saved, ...(this.#areLoadedSaved && loaded.open) },
      isFirm,
    };
  }

  #isLong({ count, bytes, first }: Loaded): boolean {
    const rows = count + this.#numbers.length;
    const isPart = bytes + this.#bytes - first >= first * PART;
    return rows >= MANY_ROWS || (rows >= SOME_ROWS && isPart);
  }

  /** A batch has become rows. */
  #written({ edits }: Batch, { number, addition }: { number: number; addition: Addition }): void {
    if (this.#isStopped || !this.#place) return;
    this.#made += edits;
    const { rows, replaces } = addition;
    const { loaded } = this.#place;
    const isFirst = loaded.count === 0 && this.#numbers.length === 0;
    if (replaces || isFirst) {
      this.#place.loaded = { ...loaded, count: 0, bytes: 0, first: sizeOf(rows) };
      this.#numbers = [];
      this.#bytes = 0;
    }
    this.#numbers.push(...rows.map((_, at) => number + at));
    this.#bytes += sizeOf(rows);
  }
}

/** The small ones as one row, and each large one as it is: whoever opens a long document would wait for its being merged. */
function rowsFrom(updates: readonly Uint8Array[]): Uint8Array[] {
  const large = updates.filter(({ length }) => length >= LARGE);
  const small = updates.filter(({ length }) => length < LARGE);
  return small.length > 0 ? [...large, mergeUpdates(small)] : large;
}

function hasRow({ updates, isWhole }: Batch): boolean {
  return isWhole || updates.length > 0;
}

function joined(a: Batch, b: Batch): Batch {
  const updates = [...a.updates, ...b.updates];
  const isWhole = a.isWhole || b.isWhole || updates.length > MOST_PENDING;
  return {
    updates: isWhole ? [] : updates,
    isWhole,
    edits: a.edits + b.edits,
    isFirm: a.isFirm || b.isFirm,
  };
}
