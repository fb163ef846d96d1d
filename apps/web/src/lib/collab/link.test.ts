import { expect, test } from 'vitest';
import { endReason } from './link.ts';

test.each([
  [4401, 'notSignedIn'],
  [4403, 'forbidden'],
  [4404, 'notFound'],
  [4410, 'otherEpoch'],
  [4413, 'tooLarge'],
  [4499, 'refused'],
] as const)('EDIT-13 close code %i ends the connection as %s', (code, why) => {
  expect(endReason({ code, refusals: 0 })).toBe(why);
});

test.each([1000, 1001, 1005, 1006, 1012, 1013, 4508, 4529])(
  'EDIT-13 close code %i is tried again',
  (code) => {
    expect(endReason({ code, refusals: 0 })).toBeNull();
  },
);

test('EDIT-13 the third refusal in a row ends the connection, since the same would be sent again', () => {
  expect([1, 2, 3].map((refusals) => endReason({ code: 1008, refusals }))).toEqual([null, null, 'refused']);
});
