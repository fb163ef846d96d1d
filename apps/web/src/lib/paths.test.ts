import { expect, test } from 'vitest';
import { ownPath } from './paths.ts';

test.each(['/', '/w/küfa/members?first=1#people', '/s/name.token'])(
  'ACC-10 %s is on this instance',
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  undefined,
  'w/küfa',
  'https://other.example/',
  '//other.example',
  '/\\other.example',
  '/\t/other.example',
  '/\n/other.example',
])('ACC-10 %j is not: the front page stands in for it', (path) => {
  expect(ownPath(path)).toBe('/');
});
