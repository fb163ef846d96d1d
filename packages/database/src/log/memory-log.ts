import { randomUUID } from 'node:crypto';
import type { DocumentId } from '@plenum/domain/ids';
import type { Append, Log, LogOpening, LogRow, LogSnapshot } from './log.ts';

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

  /** Deletes a document with all its rows. */
  remove(documentId: DocumentId): void {
    this.#documents.delete(documentId);
  }

  async append(batch: readonly Append[]): Promise<(number | null)[]> {
    return batch.map(({ documentId, author, update }) => {
      const rows = this.#documents.get(documentId)?.rows;
      if (!rows) return null;
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

  async newer(read: ReadonlyMap<DocumentId, number>): Promise<Map<DocumentId, number>> {
    const last = [...read].map(([id, seq]) => ({ id, seq, last: this.#documents.get(id)?.rows.length ?? 0 }));
    return new Map(last.filter(({ seq, last }) => last > seq).map(({ id, last }) => [id, last]));
  }

  async writeSnapshot(documentId: DocumentId, snapshot: LogSnapshot): Promise<void> {
    const document = this.#documents.get(documentId);
    if (document && (document.snapshot?.seq ?? 0) < snapshot.seq) document.snapshot = snapshot;
  }
}
