import { damagedArchive } from './damaged-archive.ts';

/** A row of a page's log. */
export interface ArchiveRow {
  seq: number;
  at: Date;
  /** A number of the archive's people; null for nobody who is known. */
  author: number | null;
  /** A Yjs update (V1), as it is: whoever appends it vets it. */
  data: Uint8Array;
}

/** What a file of rows begins with, and bytes before the data of each: seq, milliseconds since 1970, author, length. */
const SIGN = Buffer.from('plenum log 1\n');
const HEAD = 20;
const NOBODY = 0xffff_ffff;
const MOST_BYTES = 64 * 2 ** 20;
/** What a client may send at once, and what a merged minute may have. */
const MOST_ROW_BYTES = 16 * 2 ** 20;

/** The rows of a log as one file. */
export function writeRows(rows: Iterable<ArchiveRow>): Uint8Array {
  const parts: Uint8Array[] = [SIGN];
  for (const { seq, at, author, data } of rows) {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(seq, 0);
    head.writeBigUInt64LE(BigInt(at.getTime()), 4);
    head.writeUInt32LE(author ?? NOBODY, 12);
    head.writeUInt32LE(data.length, 16);
    parts.push(head, data);
  }
  return Buffer.concat(parts);
}

/**
 * Reads the rows of a log, each as a part of the bytes.
 * @param after the seq of the row before them.
 * @throws AppError `invalid_input` for what was not written so: rows out of their order, authors that there are not, and bytes that are missing.
 */
export function readRows(
  content: Uint8Array,
  { people, after = 0 }: { people: number; after?: number },
): ArchiveRow[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length > MOST_BYTES || !bytes.subarray(0, SIGN.length).equals(SIGN)) throw damagedArchive();
  const rows: ArchiveRow[] = [];
  let last = after;
  for (let at = SIGN.length; at < bytes.length; ) {
    if (at + HEAD > bytes.length) throw damagedArchive();
    const seq = bytes.readUInt32LE(at);
    const time = Number(bytes.readBigUInt64LE(at + 4));
    const author = bytes.readUInt32LE(at + 12);
    const length = bytes.readUInt32LE(at + 16);
    const end = at + HEAD + length;
    const isKnown = author === NOBODY || author < people;
    if (seq <= last || !isKnown || length === 0 || length > MOST_ROW_BYTES || end > bytes.length)
      throw damagedArchive();
    if (time > 8.64e15) throw damagedArchive();
    rows.push({
      seq,
      at: new Date(time),
      author: author === NOBODY ? null : author,
      data: bytes.subarray(at + HEAD, end),
    });
    last = seq;
    at = end;
  }
  return rows;
}
