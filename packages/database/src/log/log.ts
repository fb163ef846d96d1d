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
  /** Of the copy that it was written in; without it, it belongs to whatever the document holds. */
  epoch?: string;
}

/** What came of an append: its sequence, or why there is none. */
export type Appended =
  | number
  /** The document is gone: deleted, in the trash or never there. */
  | 'gone'
  /** It is in the archive. */
  | 'archived'
  /** The document's content was put back, and this is of another epoch. */
  | 'otherEpoch';

/** One row of the log. */
export interface LogRow {
  seq: number;
  author: Author;
  at: Date;
  update: Uint8Array;
}

/** How far a document's log goes, or is read. */
export type LogPosition = Pick<LogOpening, 'epoch' | 'seq'>;

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
   * Appends a batch in one transaction and resolves after COMMIT with what came of each, in the order given. Rejects when
   * nothing was stored.
   */
  append(batch: readonly Append[]): Promise<Appended[]>;
  /** What is needed to open a document; null when there is no such document. */
  open(documentId: DocumentId): Promise<LogOpening | null>;
  /** Rows with a sequence above `seq`, in order, at most `limit`. */
  readAfter(documentId: DocumentId, range: { seq: number; limit: number }): Promise<LogRow[]>;
  /** Of documents that are read up to somewhere those with newer rows, or of another epoch, and where they are now. */
  newer(read: ReadonlyMap<DocumentId, LogPosition>): Promise<Map<DocumentId, LogPosition>>;
  /** Keeps a snapshot unless a newer one is there. */
  writeSnapshot(documentId: DocumentId, snapshot: LogSnapshot): Promise<void>;
}
