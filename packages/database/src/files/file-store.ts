import type { FileId } from '@plenum/domain/ids';

/** Bytes of a file, the first and the last of them counted in. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Where the content of attachments is kept, by ids that the database gives out. What it keeps never changes. */
export interface FileStore {
  /**
   * Keeps a file, and resolves once it would survive a loss of power. Where it fails, nothing is left.
   * @throws whatever the content throws; AppError `unavailable` where there is no room.
   */
  write(id: FileId, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The size of a file in bytes; null where there is none. */
  sizeOf(id: FileId): Promise<number | null>;
  /** A file's content in pieces, or a part of it. It is opened when the first is asked for, and closed when no more is. */
  read(id: FileId, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Removes a file and what was left of writing it; there may be neither. */
  remove(id: FileId): Promise<void>;
  /** All files with their sizes in bytes, in no order. */
  list(): AsyncIterable<{ id: FileId; size: number }>;
  /** Files that are being written, or whose writing was broken off. */
  drafts(): AsyncIterable<FileId>;
}
