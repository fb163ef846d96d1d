import { describe, expect, test } from 'vitest';
import { ZipReader } from './read-zip.ts';
import { writeZip } from './write-zip.ts';

const MEGABYTE = 2 ** 20;
const file = { name: 'a.txt', content: 'Minutes '.repeat(100) };

test('IO-6 an archive comes back as it was written', () => {
  const zip = new ZipReader(
    writeZip([file, { name: 'ä/b.bin', content: new Uint8Array([0, 255]), isStored: true }]),
  );
  expect(zip.names).toEqual(['a.txt', 'ä/b.bin']);
  expect(Buffer.from(zip.read('a.txt') ?? []).toString()).toBe(file.content);
  expect([...(zip.read('ä/b.bin') ?? [])]).toEqual([0, 255]);
  expect(zip.read('c')).toBeNull();
});

test('IO-6, ATT-30 what an archive says about its own sizes is not believed', () => {
  const bomb = Buffer.from(writeZip([{ name: 'x', content: Buffer.alloc(20 * MEGABYTE) }]));
  // It says that it unpacks to one byte, in both places.
  const directory = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bomb.writeUInt32LE(1, 22);
  bomb.writeUInt32LE(1, directory + 24);
  const zip = new ZipReader(bomb, { entryBytes: MEGABYTE });
  expect(() => zip.read('x')).toThrow(expect.objectContaining({ code: 'too_large' }));
});

test('IO-6, ATT-30 all files together have a bound, too', () => {
  const files = ['a', 'b', 'c'].map((name) => ({ name, content: Buffer.alloc(MEGABYTE) }));
  const zip = new ZipReader(writeZip(files), { totalBytes: 2.5 * MEGABYTE });
  expect([zip.read('a')?.length, zip.read('b')?.length]).toEqual([MEGABYTE, MEGABYTE]);
  expect(() => zip.read('c')).toThrow(expect.objectContaining({ code: 'too_large' }));
});

test('IO-6, ATT-30 too many files are refused before any is read', () => {
  const files = Array.from({ length: 2001 }, (_, index) => ({ name: String(index), content: '' }));
  expect(() => new ZipReader(writeZip(files))).toThrow(expect.objectContaining({ code: 'too_large' }));
});

describe('IO-6 damage', () => {
  const whole = Buffer.from(writeZip([file]));
  const changed = (change: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(whole);
    change(bytes);
    return bytes;
  };
  const directory = whole.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));

  test.each([
    ['no archive', Buffer.from('Hello')],
    ['nothing', Buffer.alloc(0)],
    ['one that is cut off', whole.subarray(0, -10)],
    ['a directory elsewhere', changed((bytes) => bytes.writeUInt32LE(0xfffffff0, bytes.length - 6))],
    ['a file elsewhere', changed((bytes) => bytes.writeUInt32LE(0xfffffff0, directory + 42))],
    ['one with a password', changed((bytes) => bytes.writeUInt16LE(0x0801, directory + 8))],
    ['another way of packing', changed((bytes) => bytes.writeUInt16LE(99, directory + 10))],
    ['garbage inside', changed((bytes) => bytes.fill(0xaa, 36, 60))],
    ['two files of one name', writeZip([file, file])],
  ])('IO-6 %s is refused', (_, bytes) => {
    const read = () => new ZipReader(bytes).read('a.txt');
    expect(read).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});
