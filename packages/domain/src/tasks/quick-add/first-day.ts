import { addDays, isDay } from '../when.ts';
import { codeOf } from './words.ts';

/** Days that are looked through: every rule of quick add has one among them. */
const MOST_DAYS = 100;

/** The first day from one on that a rule of quick add has; that one where the rule names no day. Null beyond the years of a task. */
export function firstDay(rule: string, from: string): string | null {
  const parts = new Map(
    rule
      .split(';')
      .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const date = parts.get('BYMONTHDAY');
  const weekdays = parts.get('BYDAY')?.split(',');
  for (let i = 0; i < MOST_DAYS; i++) {
    const day = addDays(from, i);
    if (!isDay(day)) return null;
    if (date !== undefined && Number(day.slice(8)) !== Number(date)) continue;
    if (weekdays === undefined || weekdays.some((weekday) => isOn(weekday, day))) return day;
  }
  return null;
}

/** Whether a day is one of `MO`, or of `1MO` and `-1MO` in its month. */
function isOn(weekday: string, day: string): boolean {
  const nth = weekday.slice(0, -2);
  if (codeOf((new Date(day).getUTCDay() + 6) % 7) !== weekday.slice(-2)) return false;
  if (nth === '') return true;
  return nth === '-1'
    ? addDays(day, 7).slice(5, 7) !== day.slice(5, 7)
    : Math.ceil(Number(day.slice(8)) / 7) === Number(nth);
}
