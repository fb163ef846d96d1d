import { mergeAll } from '@plenum/database/log/update-buffer';
import type { DocumentId } from '@plenum/domain/ids';
import type { RoomPorts } from './ports.ts';

/** Rows read at once. */
const PAGE = 200;
/** Milliseconds before a failed read is tried again. */
const RETRY = 500;

/** What a tail works with. */
interface TailOptions {
  ports: Pick<RoomPorts, 'clock' | 'log' | 'onReadFailed'>;
  documentId: DocumentId;
  /** Sequence of the last row that was read at opening. */
  seq: number;
  /** Takes what others have written, all rows up to the end of the log as one update. */
  onUpdate: (update: Uint8Array) => void;
}

/**
 * Follows the log of a document: which rows are here, because this process wrote or has read them. What others wrote is read
 * whenever there is reason to believe that there is some.
 */
export class Tail {
  readonly #ports: TailOptions['ports'];
  readonly #documentId: DocumentId;
  readonly #onUpdate: (update: Uint8Array) => void;
  /** Rows of this process beyond a row that is not here yet. */
  readonly #own = new Set<number>();
  #seq: number;
  #reading: Promise<void> | null = null;
  #again = false;
  #isFailing = false;
  #cancelRetry: (() => void) | null = null;
  #closed = false;

  constructor({ ports, documentId, seq, onUpdate }: TailOptions) {
    this.#ports = ports;
    this.#documentId = documentId;
    this.#seq = seq;
    this.#onUpdate = onUpdate;
  }

  /** Everything up to this row is here. */
  get seq(): number {
    return this.#seq;
  }

  /** This process wrote a row. */
  wrote(seq: number): void {
    if (seq > this.#seq) this.#own.add(seq);
    while (this.#own.delete(this.#seq + 1)) this.#seq += 1;
    if (this.#own.size > 0) void this.readOn();
  }

  /** Somebody says that there is a row. */
  heardOf(seq: number): void {
    if (seq > this.#seq && !this.#own.has(seq)) void this.readOn();
  }

  /** Reads what is not here. Resolves after the attempt; a failed one is repeated by itself. */
  readOn(): Promise<void> {
    this.#again = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      if (this.#again && !this.#closed) void this.readOn();
    });
    return this.#reading;
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
  }

  async #read(): Promise<void> {
    this.#again = false;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    try {
      const rows = await this.#readToEnd();
      if (this.#closed) return;
      const foreign = rows.filter(({ seq }) => seq > this.#seq && !this.#own.has(seq));
      // First, since rows that could not be taken in have to be read again.
      if (foreign.length > 0) this.#onUpdate(mergeAll(foreign.map(({ update }) => update)));
      this.#advance(rows.at(-1)?.seq ?? this.#seq);
      this.#isFailing = false;
    } catch (error) {
      if (this.#closed) return;
      this.#ports.onReadFailed({ error, isFirst: !this.#isFailing });
      this.#isFailing = true;
      this.#cancelRetry = this.#ports.clock.after(RETRY, () => void this.readOn());
    }
  }

  /** All rows from here to the end: a page alone could end within a commit, whose rows may need each other. */
  async #readToEnd() {
    const rows = [];
    for (let seq = this.#seq; ; ) {
      const page = await this.#ports.log.readAfter(this.#documentId, { seq, limit: PAGE });
      rows.push(...page);
      seq = page.at(-1)?.seq ?? seq;
      if (page.length < PAGE || this.#closed) return rows;
    }
  }

  #advance(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
    for (const own of this.#own) if (own <= this.#seq) this.#own.delete(own);
    while (this.#own.delete(this.#seq + 1)) this.#seq += 1;
  }
}
