import { expect, test } from 'vitest';
import { countsOf } from './text-counts.ts';

test.each([
  ['', 0, 0, 0],
  ['One two, three.', 3, 15, 13],
  ['One\ntwo', 2, 6, 6],
  ['我们今天开会', 3, 6, 6],
  ['👩‍👩‍👧 café', 1, 6, 5],
])('EDIT-32 %j has its words and characters', (text, words, characters, letters) => {
  expect(countsOf(text)).toEqual({ words, characters, letters });
});
