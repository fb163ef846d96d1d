import type { DocumentId } from '@plenum/domain/ids';

/** Who wrote an update: a person, whoever holds a share link, or the instance. */
export type Author =
  | { kind: 'person'; id: string }
  | { kind: 'guest'; id: string }
  | { kind: 'system'; id: null };

/** One update to be appended: a Yjs update, V1. */
export interface Append {
  documentId: DocumentId;
  author: Author;
  update: Uint8Array;
}

/** One row of the log. */
export interface LogRow {
  seq: number;
  author: Author;
  at: Date;
  update: Uint8Array;
}

/** A garbage-collected state. */
export interface LogSnapshot {
  /** The sequence it stands for. */
  seq: number;
  /** A Yjs update (V1). */
  state: Uint8Array;
  /** Its state vector and deletions, as a Yjs snapshot (V1): what an opened document needs to know of it. */
  known: Uint8Array;
}

/** What opening a document reads: the snapshot, if there is one, and every row after it. */
export interface LogOpening {
  /** Another one after the content was put back to an earlier state: copies of different epochs are never merged. */
  epoch: string;
  /** Sequence of the last row; 0 for a document nobody has written in. */
  seq: number;
  snapshot: LogSnapshot | null;
  tail: LogRow[];
}

/** The append-only log of all documents: the truth about their content. */
export interface Log {
  /**
   * Appends a batch in one transaction and resolves after COMMIT with a sequence for each, in the order given; null for
   * an update whose document is gone (deleted or never there). Rejects when nothing was stored.
   */
  append(batch: readonly Append[]): Promise<(number | null)[]>;
  /** What is needed to open a document; null when there is no such document. */
  open(documentId: DocumentId): Promise<LogOpening | null>;
  /** Rows with a sequence above `seq`, in order, at most `limit`. */
  readAfter(documentId: DocumentId, range: { seq: number; limit: number }): Promise<LogRow[]>;
  /** Of documents that are read up to a sequence those with newer rows, and the sequence of the last. */
  newer(read: ReadonlyMap<DocumentId, number>): Promise<Map<DocumentId, number>>;
  /** Keeps a snapshot unless a newer one is there. */
  writeSnapshot(documentId: DocumentId, snapshot: LogSnapshot): Promise<void>;
}
