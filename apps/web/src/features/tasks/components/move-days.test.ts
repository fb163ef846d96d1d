import { describe, expect, test } from 'vitest';
import { dueOnDay, movedByDays } from './move-days.ts';

const TIMED = '2026-12-01T18:00[Europe/Berlin]';

describe('a task that is moved', () => {
  test('TASK-451 to another day keeps its time and its zone', () => {
    expect(dueOnDay({ start: null, due: TIMED }, '2026-12-24')).toEqual({
      due: '2026-12-24T18:00[Europe/Berlin]',
    });
    expect(dueOnDay({ start: null, due: '2026-12-01' }, '2026-12-24')).toEqual({ due: '2026-12-24' });
    expect(dueOnDay({ start: null, due: null }, '2026-12-24')).toEqual({ due: '2026-12-24' });
  });

  test.each([
    ['before it begins', '2026-11-28', '2026-12-01', { start: '2026-11-23', due: '2026-11-26' }],
    ['after it begins', '2026-11-20', '2026-12-01', { due: '2026-11-26' }],
    ['with no end before', '2026-11-28', null, { start: '2026-11-26', due: '2026-11-26' }],
    [
      'whose end was before its start',
      '2026-12-09',
      '2026-12-01',
      { start: '2026-11-26', due: '2026-11-26' },
    ],
  ])('TASK-451 to a day %s never ends before it starts', (_, start, due, changes) => {
    expect(dueOnDay({ start, due }, '2026-11-26')).toEqual(changes);
  });

  test('TASK-451 to the day that it has, or to one that is none, stays as it is', () => {
    expect(dueOnDay({ start: null, due: TIMED }, '2026-12-01')).toBeNull();
    expect(dueOnDay({ start: null, due: TIMED }, '3000-01-01')).toBeNull();
    expect(dueOnDay({ start: null, due: null }, '2026-02-30')).toBeNull();
  });

  test('TASK-456 by days takes its start along, across the end of a year and a change of the clocks', () => {
    expect(movedByDays({ start: '2026-12-30', due: TIMED }, 3)).toEqual({
      start: '2027-01-02',
      due: '2026-12-04T18:00[Europe/Berlin]',
    });
    expect(movedByDays({ start: null, due: '2026-03-28T02:30[Europe/Berlin]' }, 1)).toEqual({
      due: '2026-03-29T02:30[Europe/Berlin]',
    });
    expect(movedByDays({ start: '2026-12-01', due: null }, -1)).toEqual({ start: '2026-11-30' });
  });

  test('TASK-456 by days stays where a day would be none, or where it has none', () => {
    expect(movedByDays({ start: '2026-12-01', due: '2999-12-31' }, 1)).toBeNull();
    expect(movedByDays({ start: null, due: null }, 1)).toBeNull();
    expect(movedByDays({ start: '2026-12-01', due: null }, 0)).toBeNull();
  });
});
