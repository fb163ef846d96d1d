import { taskFromRecord } from '@plenum/editor/tasks/task-from-record';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../rows.ts';
import { axisAround, monthsOf, spanOf, timelineRows, weeksOf } from './axis.ts';

const NOTHING = taskFromRecord('', { began: null, fields: new Map(), members: new Map() });
const AXIS = axisAround('2026-11-29', 0);
const AT = AXIS.today;

describe('the timeline', () => {
  test('TASK-455 goes from a year ago to two years from now, by whole weeks and months', () => {
    expect(AXIS).toEqual({ first: '2025-11-24', length: 1092, today: 370 });
    expect(weeksOf(AXIS)[52]).toEqual({ day: '2026-11-23', at: 364 });
    const months = monthsOf(AXIS);
    expect(months.slice(0, 2)).toEqual([
      { month: '2025-11', at: 0, length: 7 },
      { month: '2025-12', at: 7, length: 31 },
    ]);
    expect(months.reduce((days, { length }) => days + length, 0)).toBe(AXIS.length);
  });

  test.each([
    ['from its start to its end', '2026-11-29', '2026-12-01T18:00[Europe/Berlin]', { at: AT, length: 3 }],
    ['on its only day', null, '2026-12-01', { at: AT + 2, length: 1 }],
    ['on the day on which it begins', '2026-12-01', null, { at: AT + 2, length: 1 }],
    ['that ends before it begins', '2026-12-01', '2026-11-29', { at: AT, length: 3 }],
    ['that began long ago', '1900-01-01', '2026-11-29', { at: 0, length: AT + 1 }],
    ['far away', '2999-12-31', null, null],
    ['on no day', null, null, null],
  ])('TASK-455 has a task %s', (_, start, due, span) => {
    expect(spanOf({ start, due }, AXIS)).toEqual(span);
  });

  test('TASK-455 has tasks by sections, in the order of the list, and those on no day last', () => {
    const tasks = [
      { id: 'a', position: 'a0' },
      { id: 'b', position: 'a1', due: '2026-12-09' },
      { id: 'c', position: 'a2', due: '2026-12-01' },
      { id: 'd', position: 'a3', sectionId: 's' },
    ].map((task) => ({ ...NOTHING, ...task }));
    const sections = [{ id: 's', title: 'Later', position: 'a0', isForDone: false }];
    const rows = timelineRows(groupsOf(new Map(tasks.map((task) => [task.id, task])), sections));
    expect(rows.map(({ key }) => key)).toEqual(['b', 'c', 'a', 's', 'd']);
  });
});
