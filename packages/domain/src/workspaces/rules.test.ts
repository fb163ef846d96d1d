import { expect, test } from 'vitest';
import { confirmersOf, slugFromName } from './rules.ts';

test.each([
  ['Alliance for the Forest', 'alliance-for-the-forest'],
  ['  Küfa & Söhne!  ', 'küfa-söhne'],
  ['تحالف', 'تحالف'],
  ['🦊🦊', 'workspace'],
  ['a'.repeat(100), 'a'.repeat(48)],
  ['/../w', 'w'],
])('WS-1 the address of «%s» is «%s»', (name, slug) => {
  expect(slugFromName(name)).toBe(slug);
});

const admin = (personId: string, ...groups: (string | null)[]) => ({ personId, groups });

test.each([
  ['an admin by a second group', [admin('a', 'A'), admin('b', 'B'), admin('c', null)], null, ['b']],
  [
    'not one by the mover’s own group, while there is another',
    [admin('a', 'A'), admin('a2', 'A'), admin('b', 'B')],
    null,
    ['b'],
  ],
  [
    'a second admin, where there is no second group',
    [admin('a', 'A'), admin('a2', 'A'), admin('c', null)],
    null,
    ['a2', 'c'],
  ],
  ['not one by the group that is to leave', [admin('a', 'A'), admin('b', 'B'), admin('c', 'C')], 'B', ['c']],
  [
    'one of the group that is to leave who is admin otherwise too',
    [admin('a', 'A'), admin('b', 'B', 'C')],
    'B',
    ['b'],
  ],
  ['nobody, where the mover is alone', [admin('a', 'A', null)], null, []],
  ['nobody, where the others are those who are to leave', [admin('a', null), admin('b', 'B')], 'B', []],
])('ALLY-8 who confirms: %s', (_, admins, groupId, confirmers) => {
  expect(confirmersOf({ madeById: 'a', groupId }, admins)).toEqual(confirmers);
});
