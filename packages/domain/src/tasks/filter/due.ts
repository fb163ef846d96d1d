import { searchFold } from '../../fold.ts';
import { dayAt } from '../quick-add/days.ts';
import { addDays } from '../when.ts';
import type { DueDays, FilterContext } from './types.ts';

const NONE = ['none', 'ohne'];
const TODAY = ['today', 'heute'];
const OVERDUE = ['overdue', 'uberfallig', 'ueberfaellig'];
const THIS_WEEK = ['this week', 'diese woche'];

/** The days that stand after `due:`, as a word, a day, or all before or after one; null for what is none. */
export function dueFrom(text: string, context: FilterContext): DueDays | 'none' | null {
  const { today } = context;
  const word = searchFold(text);
  if (NONE.includes(word)) return 'none';
  if (TODAY.includes(word)) return { from: today, before: addDays(today, 1) };
  if (OVERDUE.includes(word)) return { from: null, before: today };
  if (THIS_WEEK.includes(word)) {
    const monday = addDays(today, -((new Date(today).getUTCDay() + 6) % 7));
    return { from: monday, before: addDays(monday, 7) };
  }
  const [sign = '', rest = text] = /^([<>])(.*)$/u.exec(text)?.slice(1) ?? [];
  const day = wholeDay(rest.trim(), context);
  if (day === null) return null;
  if (sign === '<') return { from: null, before: day };
  return { from: sign === '>' ? addDays(day, 1) : day, before: sign === '>' ? null : addDays(day, 1) };
}

function wholeDay(text: string, context: FilterContext): string | null {
  const found = dayAt(text, 0, { ...context, zone: 'UTC', people: [], groups: [] });
  return found?.to === text.length ? found.day : null;
}
