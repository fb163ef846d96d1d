import type { Task } from '@plenum/domain/tasks/types';
import { addDays, isDay } from '@plenum/domain/tasks/when';
import { dayOfWhen } from '../move-days.ts';

const DAYS_OF_WEEK = 7;
/** A month and the days around it that fill its weeks. */
const MOST_WEEKS = 6;

/** The month of a day, as `2026-12`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The month so many months later, or earlier; the same where no task can have a day of that one. */
export function laterMonth(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + count;
  const later = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
  return isDay(`${later}-01`) ? later : month;
}

/** On which day weeks begin, from 0 for Monday, in the language of a locale; Monday where nobody says. */
export function firstWeekday(locale: string): number {
  // Dates in English are written as in Britain, everywhere in Plenum.
  const found = new Intl.Locale(locale === 'en' ? 'en-GB' : locale) as Intl.Locale & WeekInfo;
  const first = (found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? 1;
  return (first + 6) % DAYS_OF_WEEK;
}

/** By the first the standard has it (ECMA-402); the second is what browsers had before. */
interface WeekInfo {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The first day of the week in which a day is. @param first from 0 for Monday */
export function weekBegin(day: string, first: number): string {
  const weekday = (new Date(day).getUTCDay() + 6) % DAYS_OF_WEEK;
  return addDays(day, -((weekday - first + DAYS_OF_WEEK) % DAYS_OF_WEEK));
}

/** The days of the weeks in which a month is, whole weeks. @param first on which day one begins, from 0 for Monday */
export function monthDays(month: string, first: number): string[] {
  const begin = weekBegin(`${month}-01`, first);
  const days = Array.from({ length: MOST_WEEKS * DAYS_OF_WEEK }, (_, i) => addDays(begin, i));
  const last = days.findLastIndex((day) => monthOf(day) === month);
  return days.slice(0, Math.ceil((last + 1) / DAYS_OF_WEEK) * DAYS_OF_WEEK);
}

/** Tasks by the day on which they are due: what is open first, then by the hour, then as they came. */
export function tasksByDay(tasks: readonly Task[]): ReadonlyMap<string, Task[]> {
  const days = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.due === null) continue;
    const day = dayOfWhen(task.due);
    const there = days.get(day);
    if (there) there.push(task);
    else days.set(day, [task]);
  }
  for (const there of days.values()) there.sort(byHour);
  return days;
}

function byHour(a: Task, b: Task): number {
  if (a.isDone !== b.isDone) return a.isDone ? 1 : -1;
  const [one, other] = [a.due?.slice(11, 16) ?? '', b.due?.slice(11, 16) ?? ''];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The first of a day's tasks, and the one that has just come there wherever it stands. */
export function firstOf(
  tasks: readonly Task[],
  { most, moved }: { most: number; moved: string | null },
): Task[] {
  const first = tasks.slice(0, most);
  const came = tasks.slice(most).find(({ id }) => id === moved);
  return came ? [...first.slice(0, -1), came] : first;
}
