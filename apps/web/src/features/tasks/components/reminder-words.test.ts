import { expect, test } from 'vitest';
import { reminderUnit, USUAL_REMINDERS } from './reminder-words.ts';

test.each([
  [0, 'atTime', 0],
  [1, 'minutes', 1],
  [90, 'minutes', 90],
  [120, 'hours', 2],
  [1440, 'days', 1],
  [2 * 10_080, 'weeks', 2],
] as const)('TASK-605 a reminder %i minutes before is said in %s', (minutes, unit, count) => {
  expect(reminderUnit(minutes)).toEqual({ unit, count });
});

test('TASK-605 the usual ones are at the time, ten minutes, an hour, a day and a week before', () => {
  expect(USUAL_REMINDERS.map((minutes) => Object.values(reminderUnit(minutes)))).toEqual([
    ['atTime', 0],
    ['minutes', 10],
    ['hours', 1],
    ['days', 1],
    ['weeks', 1],
  ]);
});
