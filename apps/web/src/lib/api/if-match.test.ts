import { expect, test } from 'vitest';
import { ifMatch } from './if-match.ts';

test.each([
  [null, null],
  ['*', null],
  [' * ', null],
  ['"1"', ['"1"']],
  ['"1", "2"', ['"1"', '"2"']],
  ['"1","2" , "3"', ['"1"', '"2"', '"3"']],
  [', "1",, "2",', ['"1"', '"2"']],
  ['W/"1", "2"', ['"2"']],
  ['"a,b"', ['"a,b"']],
  ['""', ['""']],
  ['', []],
  ['1', []],
  ['"1" "2"', []],
  ['"1", 2', []],
  ['"1', []],
])('API-12 If-Match: %s asks for %j', (header, tags) => {
  expect(ifMatch(new Headers(header === null ? {} : { 'If-Match': header }))).toEqual(tags);
});
