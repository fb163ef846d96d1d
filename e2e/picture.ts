import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/**
 * A picture of a number of pixels in a row (PNG, W3C), with a text in it that says where it was taken.
 * @param isNoisy no two are alike, so that fewer are fewer bytes.
 */
export function picture(width: number, { isNoisy = false } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(1, 4);
  // Eight bits of grey.
  head.writeUInt8(8, 8);
  const place = Buffer.from('Comment\0taken at 52.5 N 13.4 E', 'latin1');
  const chunks = {
    IHDR: head,
    tEXt: place,
    IDAT: deflateSync(Buffer.concat([Buffer.alloc(1), isNoisy ? randomBytes(width) : Buffer.alloc(width)])),
    IEND: Buffer.alloc(0),
  };
  const parts = Object.entries(chunks).map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
