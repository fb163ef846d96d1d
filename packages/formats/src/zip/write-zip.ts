import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipFile {
  name: string;
  content: Uint8Array | string;
  /** Left as it is: what is packed already, and what others read without unpacking. */
  isStored?: boolean;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** The first day that the format knows: an archive tells nobody when it was made. */
const DAY = 0x0021;

/** An archive (ZIP, APPNOTE 6.3) of some files, in their order. */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const raw = Buffer.from(file.content);
    const packed = file.isStored ? raw : deflateRawSync(raw);
    const name = Buffer.from(file.name);
    const common = commonFields({ raw, packed, name, isStored: file.isStored === true });
    const local = Buffer.concat([uint32(0x04034b50), common, name, packed]);
    const central = Buffer.concat([
      uint32(0x02014b50),
      uint16(VERSION),
      common,
      Buffer.alloc(10),
      uint32(offset),
    ]);
    parts.push(local);
    directory.push(central, name);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = uint16(files.length);
  const end = [uint32(0x06054b50), uint32(0), count, count, uint32(index.length), uint32(offset), uint16(0)];
  return Buffer.concat([...parts, index, ...end]);
}

/** What the header of a file and its entry in the directory share, from the version needed to the length of the extra field. */
function commonFields(file: {
  raw: Uint8Array;
  packed: Uint8Array;
  name: Uint8Array;
  isStored: boolean;
}): Buffer {
  const { raw, packed, name, isStored } = file;
  return Buffer.concat([
    uint16(VERSION),
    uint16(UTF8_NAMES),
    uint16(isStored ? 0 : 8),
    uint16(0),
    uint16(DAY),
    uint32(crc32(raw)),
    uint32(packed.length),
    uint32(raw.length),
    uint16(name.length),
    uint16(0),
  ]);
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
