import { crc32 } from 'node:zlib';

/** A vault of Obsidian as a ZIP of files that are stored as they are (APPNOTE 6.3, 4.3). */
export function vault(files: Record<string, string>): Buffer {
  const heads: Buffer[] = [];
  const parts: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries({ '.obsidian/app.json': '{}', ...files })) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), common, path, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    heads.push(Buffer.from('PK\x01\x02\x14\x00'), common, rest, path);
    at += 30 + path.length + content.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length + 1;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end]);
}
