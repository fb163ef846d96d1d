import { applyUpdate, Doc } from 'yjs';

/** The rows of a copy that can be read at all: a device may damage what it keeps. */
export function readableRows(rows: readonly Uint8Array[]): Uint8Array[] {
  return rows.filter(isReadable);
}

/** Tried apart: a document into which half a row went could not be told from a whole one. */
function isReadable(row: Uint8Array): boolean {
  try {
    applyUpdate(new Doc(), row);
    return true;
  } catch {
    return false;
  }
}
