import { randomUUID } from 'node:crypto';
import type { DocumentId } from '@plenum/domain/ids';
import type { Append, Appended, Log, LogOpening, LogPosition, LogRow, LogSnapshot } from './log.ts';

interface MemoryDocument {
  epoch: string;
  rows: LogRow[];
  snapshot: LogOpening['snapshot'];
}

/** The log in memory, for tests of what stands on it. Documents have to be made first. */
export class MemoryLog implements Log {
  readonly #documents = new Map<DocumentId, MemoryDocument>();

  /** Makes an empty document. */
  create(documentId: DocumentId): void {
    this.#documents.set(documentId, { epoch: randomUUID(), rows: [], snapshot: null });
  }

  /** The content was put back to an earlier state, here to what it is. */
  putBack(documentId: DocumentId): void {
    const document = this.#documents.get(documentId);
    if (document) document.epoch = randomUUID();
  }

  /** Deletes a document with all its rows. */
  remove(documentId: DocumentId): void {
    this.#documents.delete(documentId);
  }

  async append(batch: readonly Append[]): Promise<Appended[]> {
    return batch.map(({ documentId, author, update, epoch }) => {
      const document = this.#documents.get(documentId);
      if (!document) return 'gone';
      if (epoch !== undefined && epoch !== document.epoch) return 'otherEpoch';
      const { rows } = document;
      const seq = rows.length + 1;
      rows.push({ seq, author, at: new Date(), update: new Uint8Array(update) });
      return seq;
    });
  }

  async open(documentId: DocumentId): Promise<LogOpening | null> {
    const document = this.#documents.get(documentId);
    if (!document) return null;
    const { epoch, rows, snapshot } = document;
    return { epoch, seq: rows.length, snapshot, tail: rows.slice(snapshot?.seq ?? 0) };
  }

  async readAfter(documentId: DocumentId, { seq, limit }: { seq: number; limit: number }): Promise<LogRow[]> {
    return this.#documents.get(documentId)?.rows.slice(seq, seq + limit) ?? [];
  }

  async newer(read: ReadonlyMap<DocumentId, LogPosition>): Promise<Map<DocumentId, LogPosition>> {
    const newer = new Map<DocumentId, LogPosition>();
    for (const [id, { seq, epoch }] of read) {
      const document = this.#documents.get(id);
      if (!document || (document.rows.length <= seq && document.epoch === epoch)) continue;
      newer.set(id, { seq: document.rows.length, epoch: document.epoch });
    }
    return newer;
  }

  async writeSnapshot(documentId: DocumentId, snapshot: LogSnapshot): Promise<void> {
    const document = this.#documents.get(documentId);
    if (document && (document.snapshot?.seq ?? 0) < snapshot.seq) document.snapshot = snapshot;
  }
}
