import type { Task, When } from '@plenum/domain/tasks/types';
import { addDays, composeWhen, isDay, parseWhen } from '@plenum/domain/tasks/when';
import { dayDistance } from './days.ts';

/** What moving a task changes. */
export type DayChanges = Partial<Pick<Task, 'start' | 'due'>>;

type Dated = Pick<Task, 'start' | 'due'>;

/** The day of a time, without its hour and zone. */
export function dayOfWhen(when: When): string {
  return when.slice(0, 10);
}

/** The same time of another day, in its zone; null for a day that no task can have. */
export function whenOnDay(when: When | null, day: string): When | null {
  const pieces = parseWhen(when ?? '');
  if (!isDay(day)) return null;
  return pieces ? composeWhen({ ...pieces, day }) : day;
}

/**
 * Makes a task due on a day; a start that would come after goes along, so that as many days stay between. Null where nothing would
 * change, and for a day that no task can have.
 */
export function dueOnDay({ start, due }: Dated, day: string): DayChanges | null {
  const next = whenOnDay(due, day);
  if (next === null || next === due) return null;
  if (start === null || dayOfWhen(start) <= day) return { due: next };
  const days = due === null ? dayDistance(dayOfWhen(start), day) : dayDistance(dayOfWhen(due), day);
  const begin = whenOnDay(start, addDays(dayOfWhen(start), days));
  return begin !== null && dayOfWhen(begin) <= day ? { start: begin, due: next } : { start: day, due: next };
}

/** Puts start and end of a task so many days later, or earlier; null where it has neither, and where a day would be none. */
export function movedByDays({ start, due }: Dated, days: number): DayChanges | null {
  if (days === 0 || (start === null && due === null)) return null;
  const move = (when: When | null) => when && whenOnDay(when, addDays(dayOfWhen(when), days));
  const next = { start: move(start), due: move(due) };
  if ((start !== null && next.start === null) || (due !== null && next.due === null)) return null;
  return { ...(start !== null && { start: next.start }), ...(due !== null && { due: next.due }) };
}
