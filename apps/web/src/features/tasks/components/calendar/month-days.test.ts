import { taskFromRecord } from '@plenum/editor/tasks/task-from-record';
import { describe, expect, test } from 'vitest';
import { firstOf, firstWeekday, laterMonth, monthDays, tasksByDay, weekBegin } from './month-days.ts';

const NOTHING = taskFromRecord('', { began: null, fields: new Map(), members: new Map() });
const due = (id: string, when: string | null, isDone = false) => ({ ...NOTHING, id, due: when, isDone });

describe('the days of a month', () => {
  test('TASK-450 fill whole weeks', () => {
    const december = monthDays('2026-12', 0);
    expect(december).toHaveLength(35);
    expect([december[0], december.at(-1)]).toEqual(['2026-11-30', '2027-01-03']);
    expect(monthDays('2027-02', 0)).toHaveLength(28);
    expect(monthDays('2026-08', 0)).toHaveLength(42);
    expect(monthDays('2028-02', 6)).toContain('2028-02-29');
  });

  test('TASK-454 begin on the day on which weeks begin in that language', () => {
    expect([firstWeekday('en'), firstWeekday('de')]).toEqual([0, 0]);
    expect([firstWeekday('en-US'), firstWeekday('ar-EG')]).toEqual([6, 5]);
    expect(weekBegin('2026-11-29', 0)).toBe('2026-11-23');
    expect(weekBegin('2026-11-29', 6)).toBe('2026-11-29');
    expect(weekBegin('2026-11-29', 5)).toBe('2026-11-28');
  });

  test('TASK-450 follow each other across years, and end where the days of tasks do', () => {
    expect(laterMonth('2026-12', 1)).toBe('2027-01');
    expect(laterMonth('2026-01', -1)).toBe('2025-12');
    expect(laterMonth('2999-12', 1)).toBe('2999-12');
    expect(laterMonth('1900-01', -1)).toBe('1900-01');
  });
});

describe('the tasks of a day', () => {
  test('TASK-450 are those due on it: open ones first, then by the hour', () => {
    const tasks = [
      due('done', '2026-12-01', true),
      due('late', '2026-12-01T18:00[Europe/Berlin]'),
      due('early', '2026-12-01T09:00[America/New_York]'),
      due('day', '2026-12-01'),
      due('other', '2026-12-02'),
      due('never', null),
    ];
    const days = tasksByDay(tasks);
    expect(days.get('2026-12-01')?.map(({ id }) => id)).toEqual(['day', 'early', 'late', 'done']);
    expect([...days.keys()]).toEqual(['2026-12-01', '2026-12-02']);
  });

  test('TASK-450 are a few, with the one that has just come there', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((id) => due(id, '2026-12-01'));
    const shown = (moved: string | null) => firstOf(tasks, { most: 3, moved }).map(({ id }) => id);
    expect(shown(null)).toEqual(['a', 'b', 'c']);
    expect(shown('b')).toEqual(['a', 'b', 'c']);
    expect(shown('e')).toEqual(['a', 'b', 'e']);
  });
});
