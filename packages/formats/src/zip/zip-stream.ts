import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { tooLarge } from './read-zip.ts';

const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** Lengths stand behind the content, since they were not known before. */
const LENGTHS_BEHIND = 0x0008;
const DEFLATED = 8;
/** The first day that the format knows: an archive tells nobody when it was made. */
const DAY = 0x0021;
const MOST_BYTES = 0xffff_ffff;
const MOST_FILES = 0xffff;

/** Writes an archive (ZIP, APPNOTE 6.3) piece by piece, so that nothing but the file that is being written is in memory. */
export class ZipStream {
  readonly #directory: Buffer[] = [];
  readonly #names = new Set<string>();
  #offset = 0;

  /** Files that were written. */
  get count(): number {
    return this.#directory.length;
  }

  /** The pieces of a file that is here already. @throws AppError `too_large` beyond what the format can count. */
  *file(name: string, content: Uint8Array | string): Generator<Uint8Array, void> {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const sizes = { crc: crc32(raw), packed: packed.length, raw: raw.length };
    const at = this.#begin(name);
    yield this.#counted(
      Buffer.concat([uint32(0x04034b50), fields(name, UTF8_NAMES, sizes), Buffer.from(name)]),
    );
    yield this.#counted(packed);
    this.#end(name, { at, flags: UTF8_NAMES, sizes });
  }

  /** The pieces of a file that comes in pieces. @throws as {@link file} does. */
  async *stream(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const flags = UTF8_NAMES | LENGTHS_BEHIND;
    const none = { crc: 0, packed: 0, raw: 0 };
    const at = this.#begin(name);
    yield this.#counted(Buffer.concat([uint32(0x04034b50), fields(name, flags, none), Buffer.from(name)]));
    const sizes = { ...none };
    const pack = createDeflateRaw();
    const feed = async function* () {
      for await (const piece of content) {
        sizes.crc = crc32(piece, sizes.crc);
        sizes.raw += piece.length;
        yield piece;
      }
    };
    const { Readable } = await import('node:stream');
    const source = Readable.from(feed());
    source.on('error', (error) => pack.destroy(error));
    for await (const piece of source.pipe(pack)) {
      sizes.packed += piece.length;
      yield this.#counted(piece);
    }
    yield this.#counted(
      Buffer.concat([uint32(0x08074b50), ...[sizes.crc, sizes.packed, sizes.raw].map(uint32)]),
    );
    this.#end(name, { at, flags, sizes });
  }

  /** What stands at the end of the archive. */
  finish(): Uint8Array {
    const index = Buffer.concat(this.#directory);
    const count = uint16(this.count);
    const end = [
      uint32(0x06054b50),
      uint32(0),
      count,
      count,
      uint32(index.length),
      uint32(this.#offset),
      uint16(0),
    ];
    return Buffer.concat([index, ...end]);
  }

  #begin(name: string): number {
    if (this.count >= MOST_FILES) throw tooLarge();
    if (this.#names.has(name)) throw new Error(`An archive would have two files of one name: ${this.count}`);
    this.#names.add(name);
    return this.#offset;
  }

  #counted(piece: Buffer): Uint8Array {
    this.#offset += piece.length;
    if (this.#offset > MOST_BYTES) throw tooLarge();
    return piece;
  }

  #end(name: string, { at, flags, sizes }: { at: number; flags: number; sizes: Sizes }): void {
    const head = [
      uint32(0x02014b50),
      uint16(VERSION),
      fields(name, flags, sizes),
      Buffer.alloc(10),
      uint32(at),
    ];
    this.#directory.push(Buffer.concat([...head, Buffer.from(name)]));
  }
}

interface Sizes {
  crc: number;
  packed: number;
  raw: number;
}

/** What the header of a file and its entry in the directory share, from the version needed to the length of the extra field. */
function fields(name: string, flags: number, { crc, packed, raw }: Sizes): Buffer {
  const start = [VERSION, flags, DEFLATED, 0, DAY].map(uint16);
  const lengths = [crc, packed, raw].map(uint32);
  return Buffer.concat([...start, ...lengths, uint16(Buffer.byteLength(name)), uint16(0)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
