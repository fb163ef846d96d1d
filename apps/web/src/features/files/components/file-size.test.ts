import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test.each([
  [0, '0 bytes', '0 Byte'],
  [1, '1 byte', '1 Byte'],
  [999, '999 bytes', '999 Byte'],
  [1_540, '1.5 kB', '1,5 kB'],
  [25_000_000, '25 MB', '25 MB'],
])('FILE-14 %i bytes are said as people read them', (bytes, english, german) => {
  // Some of the spaces are such that a line does not break there.
  const said = (locale: string) => fileSize(locale, bytes).replace('\u00a0', ' ');
  expect([said('en'), said('de')]).toEqual([english, german]);
});
