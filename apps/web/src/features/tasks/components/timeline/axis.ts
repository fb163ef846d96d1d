import type { Section, Task } from '@plenum/domain/tasks/types';
import { addDays } from '@plenum/domain/tasks/when';
import { monthOf, weekBegin } from '../calendar/month-days.ts';
import { dayDistance } from '../days.ts';
import { dayOfWhen } from '../move-days.ts';
import { type Group, tasksIn } from '../rows.ts';

/** Pixels of a day. */
export const DAY_WIDTH = 24;

const WEEKS_BEFORE = 52;
const WEEKS = 3 * 52;

/** The days that can be scrolled to: a year back and two ahead, whole weeks, so that what is added moves nothing. */
export interface Axis {
  first: string;
  /** How many days. */
  length: number;
  /** The place of the day that it is. */
  today: number;
}

/** A stretch of days: the first one, counted from that of the axis, and how many. */
export interface Span {
  at: number;
  length: number;
}

/** The axis around a day. @param firstWeekday on which day a week begins, from 0 for Monday */
export function axisAround(today: string, firstWeekday: number): Axis {
  const first = addDays(weekBegin(today, firstWeekday), -7 * WEEKS_BEFORE);
  return { first, length: 7 * WEEKS, today: dayDistance(first, today) };
}

/** The first days of its weeks. */
export function weeksOf({ first, length }: Axis): { day: string; at: number }[] {
  return Array.from({ length: length / 7 }, (_, i) => ({ day: addDays(first, 7 * i), at: 7 * i }));
}

/** Its months, the first and the last as much as there is of them. */
export function monthsOf({ first, length }: Axis): (Span & { month: string })[] {
  const months: (Span & { month: string })[] = [];
  for (let at = 0; at < length; at += 1) {
    const month = monthOf(addDays(first, at));
    const last = months.at(-1);
    if (last?.month === month) last.length += 1;
    else months.push({ month, at, length: 1 });
  }
  return months;
}

/** The days of a task from its start to its end, cut where the axis ends; null where it has none, or none of them is there. */
export function spanOf({ start, due }: Pick<Task, 'start' | 'due'>, axis: Axis): Span | null {
  const days = [start, due].flatMap((when) => (when ? [dayDistance(axis.first, dayOfWhen(when))] : []));
  if (days.length === 0) return null;
  const from = Math.max(0, Math.min(...days));
  const to = Math.min(axis.length - 1, Math.max(...days));
  return from > to ? null : { at: from, length: to - from + 1 };
}

/** A line of the timeline. */
export type TimelineRow =
  | { kind: 'section'; key: string; section: Section }
  | { kind: 'task'; key: string; task: Task };

/** Sections with their tasks in the order of the list; those on no day behind the others of their section. */
export function timelineRows(groups: readonly Group[]): TimelineRow[] {
  return groups.flatMap((group): TimelineRow[] => {
    const { section } = group;
    const tasks = tasksIn([group]);
    const hasDay = ({ start, due }: Task) => start !== null || due !== null;
    const sorted = [...tasks.filter(hasDay), ...tasks.filter((task) => !hasDay(task))];
    return [
      ...(section ? [{ kind: 'section' as const, key: section.id, section }] : []),
      ...sorted.map((task) => ({ kind: 'task' as const, key: task.id, task })),
    ];
  });
}
