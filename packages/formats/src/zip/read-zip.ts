import { inflateRawSync } from 'node:zlib';
import { AppError } from '@plenum/domain/errors';

/** What an archive of a document may have: files, and bytes when they are unpacked, of one and of all that are read. */
export interface ZipLimits {
  entries: number;
  entryBytes: number;
  totalBytes: number;
}

const LIMITS: ZipLimits = { entries: 2000, entryBytes: 48 * 2 ** 20, totalBytes: 128 * 2 ** 20 };

/** Signatures and lengths of the records (APPNOTE 6.3, 4.3). */
const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  method: number;
  packed: number;
  offset: number;
  isLink: boolean;
}

/** Where the bytes of an archive are: in memory, or in a file of which only parts are. */
export interface ByteSource {
  readonly length: number;
  /** A part of them; shorter where there are no more. */
  slice(start: number, end: number): Buffer;
}

/** Bytes of the list of files: what its entries have at most on the average. */
const DIRECTORY_BYTES = 64 * 2 ** 20;
const UNIX = 3;
const LINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * Reads an archive (ZIP, APPNOTE 6.3) that somebody has sent: only what its central directory names, never more than the limits, whatever
 * the archive says about itself. Nothing is written anywhere, so names are names, and links are files.
 */
export class ZipReader {
  readonly #source: ByteSource;
  readonly #limits: ZipLimits;
  readonly #entries = new Map<string, Entry>();
  #left: number;

  /** @throws AppError `invalid_input` for what is no such archive, `too_large` for one of too many files. */
  constructor(bytes: Uint8Array | ByteSource, limits: Partial<ZipLimits> = {}) {
    this.#source = bytes instanceof Uint8Array ? inMemory(bytes) : bytes;
    this.#limits = { ...LIMITS, ...limits };
    this.#left = this.#limits.totalBytes;
    try {
      this.#readDirectory();
    } catch (error) {
      throw error instanceof RangeError ? damaged(error) : error;
    }
  }

  /** The names of the files in it. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Whether a file is a link to another one, of which it has only the name. */
  isLink(name: string): boolean {
    return this.#entries.get(name)?.isLink === true;
  }

  /**
   * A file's content; null where there is none.
   * @throws AppError `too_large` beyond the limits, `invalid_input` for a damaged one.
   */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    const most = Math.min(this.#limits.entryBytes, this.#left);
    const content = this.#unpack(entry, most);
    if (content.length > most) throw tooLarge();
    this.#left -= content.length;
    return content;
  }

  #readDirectory(): void {
    const { record, at: end } = this.#findEnd();
    const count = record.readUInt16LE(10);
    if (count > this.#limits.entries) throw tooLarge();
    const start = record.readUInt32LE(16);
    if (start > end) throw damaged();
    if (end - start > DIRECTORY_BYTES) throw tooLarge();
    const bytes = this.#source.slice(start, end);
    let at = 0;
    for (let index = 0; index < count; index += 1) {
      if (bytes.readUInt32LE(at) !== CENTRAL.signature) throw damaged();
      const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
      if (name === undefined || extra === undefined || comment === undefined) throw damaged();
      this.#take(bytes, at, bytes.toString('utf8', at + CENTRAL.bytes, at + CENTRAL.bytes + name));
      at += CENTRAL.bytes + name + extra + comment;
    }
  }

  #findEnd(): { record: Buffer; at: number } {
    const { length } = this.#source;
    const start = Math.max(0, length - END.bytes - LONGEST_COMMENT);
    const tail = this.#source.slice(start, length);
    for (let at = tail.length - END.bytes; at >= 0; at -= 1) {
      if (tail.readUInt32LE(at) === END.signature) return { record: tail.subarray(at), at: start + at };
    }
    throw damaged();
  }

  /** Of two files of one name a program would see one and another program the other. */
  #take(bytes: Buffer, at: number, name: string): void {
    const isEncrypted = (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0;
    const method = bytes.readUInt16LE(at + 10);
    if (isEncrypted || this.#entries.has(name)) throw damaged();
    if (name.endsWith('/')) return;
    const isUnix = bytes.readUInt8(at + 5) === UNIX;
    this.#entries.set(name, {
      method,
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
      isLink: isUnix && (bytes.readUInt16LE(at + 40) & FILE_TYPE) === LINK,
    });
  }

  #unpack({ method, packed, offset }: Entry, most: number): Uint8Array {
    const source = this.#source;
    try {
      const head = source.slice(offset, offset + LOCAL.bytes);
      if (head.readUInt32LE(0) !== LOCAL.signature) throw damaged();
      const start = offset + LOCAL.bytes + head.readUInt16LE(26) + head.readUInt16LE(28);
      if (start + packed > source.length) throw damaged();
      if (method === STORED && packed > most) throw tooLarge();
      const content = source.slice(start, start + packed);
      if (method === STORED) return content;
      if (method !== DEFLATED) throw damaged();
      return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw isCode(error, 'ERR_BUFFER_TOO_LARGE') ? tooLarge() : damaged(error);
    }
  }
}

function inMemory({ buffer, byteOffset, byteLength }: Uint8Array): ByteSource {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return { length: byteLength, slice: (start, end) => bytes.subarray(start, end) };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The error for what cannot be read as the format that it was said to be. */
export function damaged(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'This file is damaged, protected by a password, or of another kind. Save it anew where it comes from, then try again.',
    { cause },
  );
}

/** The error for what would need more memory than one document may take. */
export function tooLarge(cause?: unknown): AppError {
  return new AppError(
    'too_large',
    'This file is too large or too intricate to be read here. Split it into several documents.',
    { cause },
  );
}
