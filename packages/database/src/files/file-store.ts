import { AppError } from '@plenum/domain/errors';
import { type FileId, isId } from '@plenum/domain/ids';
import type { PictureWidth } from '@plenum/domain/picture-widths';

/** Bytes of a file, the first and the last of them counted in. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * What lies beside a file as long as the file does: a picture in a width, or a part of what is on its way. It is never listed, counted or
 * backed up.
 */
export type DerivedName = `${string}.w${PictureWidth}` | `${string}.p${string}`;

/** What something is kept as. */
export type StoredName = FileId | DerivedName;

/** The part of a name behind the id. */
const DERIVED = /^(w\d{3,4}|p[0-9a-f]{12})$/;

/** Whether something of this name is kept beside a file. */
export function isDerived(name: string): name is DerivedName {
  const [id = '', derived = '', ...more] = name.split('.');
  return isId(id) && DERIVED.test(derived) && more.length === 0;
}

/** Where the content of attachments is kept, by ids that the database gives out. What it keeps never changes. */
export interface FileStore {
  /**
   * Keeps a file, and resolves once it would survive a loss of power. Where it fails, nothing is left.
   * @throws whatever the content throws; AppError `unavailable` where there is no room.
   */
  write(name: StoredName, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The size of a file in bytes; null where there is none. */
  sizeOf(name: StoredName): Promise<number | null>;
  /**
   * A file's content in pieces, or a part of it. It is opened when the first is asked for, and closed when no more is.
   * @throws what {@link isAbsence} knows where there is none.
   */
  read(name: StoredName, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Removes a file with what lies beside it and what was left of writing either; there may be nothing. */
  remove(name: StoredName): Promise<void>;
  /** All files with their sizes in bytes, in no order; nothing of what lies beside them. */
  list(): AsyncIterable<{ id: FileId; size: number }>;
  /** Looks whether files can be written and removed. @throws AppError `unavailable` with what is wrong, for whoever runs this Plenum. */
  check(): Promise<void>;
}

/** The error for a file that is not there, as a file system has it. */
export function absence(name: StoredName, cause?: unknown): Error {
  return Object.assign(new Error(`There is no file ${name}.`, { cause }), { code: 'ENOENT' });
}

/** Whether a file could not be read because there is none. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The error for a store that is full. */
export function noRoom(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'There is no room left for files here. Tell whoever runs this Plenum, and try again later.',
    { cause },
  );
}
