import { expect, test } from 'vitest';
import { kindOf, mediaTypeOf } from './media-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n\0', 'image/png'],
  ['GIF89a\x01', 'image/gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\x10\0\0\0WAVEfmt ', 'audio/wav'],
  ['II*\0\x08', 'image/tiff'],
  ['\0\0\0\x18ftypheic', 'image/heic'],
  ['\0\0\0\x18ftypmif1', 'image/heic'],
  ['\0\0\0\x1cftypavif', 'image/avif'],
  ['\0\0\0\x1cftypisom', 'video/mp4'],
  ['\0\0\0\x14ftypqt  ', 'video/quicktime'],
  ['%PDF-1.7', 'application/pdf'],
  ['PK\x03\x04whatever', 'application/zip'],
  [
    `PK\x03\x04${'.'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK`,
    'application/vnd.oasis.opendocument.text',
  ],
  [
    'PK\x03\x04\0[Content_Types].xml\0word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['\x7fELF\0\0', 'application/octet-stream'],
  ['', 'text/plain'],
])('FILE-1 a file is what its content says: %j is %s', (content, type) => {
  expect(mediaTypeOf(bytes(content))).toBe(type);
});

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '<!doctype html><script>alert(1)</script>',
  '\ufeff<html>',
  '%!PS-Adobe',
  'Müller, מידה',
])('FILE-1 whatever is text is plain text, also what a browser would run: %j', (content) => {
  expect(mediaTypeOf(utf8(content))).toBe('text/plain');
});

test('FILE-1 text is text wherever its beginning is cut', () => {
  const whole = utf8('ü'.repeat(5));
  for (let end = 1; end <= whole.length; end++)
    expect(mediaTypeOf(whole.subarray(0, end))).toBe('text/plain');
  expect(mediaTypeOf(bytes('caf\xe9 '))).toBe('application/octet-stream');
});

test('FILE-1 people call every kind of file something', () => {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const types = ['image/png', 'application/pdf', 'text/plain', 'application/zip', office, 'video/mp4'];
  expect(types.map(kindOf)).toEqual(['picture', 'pdf', 'text', 'archive', 'document', 'video']);
  expect(kindOf('application/octet-stream')).toBe('other');
});
