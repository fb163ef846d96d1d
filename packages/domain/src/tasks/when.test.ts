import { describe, expect, test } from 'vitest';
import { whenSchema } from './schema.ts';
import { addDays, composeWhen, isWhen, parseWhen } from './when.ts';

describe('when a task is', () => {
  test.each([
    '2026-12-01',
    '2028-02-29',
    '1900-01-01',
    '2999-12-31',
    '2026-12-01T00:00[UTC]',
    '2026-12-01T23:59[Europe/Berlin]',
    '2026-12-01T18:00[America/Argentina/Buenos_Aires]',
  ])('TASK-100 %s is a day or a time, and is put together from its pieces', (text) => {
    const pieces = parseWhen(text);
    expect(pieces && composeWhen(pieces)).toBe(text);
    expect(whenSchema.safeParse(text).success).toBe(true);
  });

  test.each([
    '',
    '2026-02-31',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '1899-12-31',
    '3000-01-01',
    '2026-12-01T18:00',
    '2026-12-01T24:00[UTC]',
    '2026-12-01T18:60[UTC]',
    '2026-12-01T18:00[Europe/Atlantis]',
    '2026-12-01T18:00[+02:00]',
    '2026-12-01T18:00[__proto__]',
    '2026-12-01\n',
    `2026-12-01T18:00[${'a'.repeat(100)}]`,
  ])('TASK-100 %j is neither a day nor a time', (text) => {
    expect(isWhen(text)).toBe(false);
    expect(whenSchema.safeParse(text).success).toBe(false);
  });

  test.each([1900, 2000, 2026, 2028])('TASK-100 the days of %i are those of the calendar', (year) => {
    const days = Array.from({ length: 13 }, (_, month) => String(month).padStart(2, '0')).flatMap((month) =>
      Array.from({ length: 33 }, (_, day) => `${year}-${month}-${String(day).padStart(2, '0')}`),
    );
    const isOne = (day: string) => new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) === day;
    expect(days.filter(isWhen)).toEqual(days.filter(isOne));
  });

  test('TASK-100 days are counted by the calendar', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});
