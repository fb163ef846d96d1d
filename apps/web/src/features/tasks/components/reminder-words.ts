import type { Reminder } from '@plenum/domain/tasks/types';

/** The times before something is due that are offered, in minutes: at the time, and ten minutes, an hour, a day and a week before. */
export const USUAL_REMINDERS: readonly Reminder[] = [0, 10, 60, 1440, 10_080];

/** Minutes in the largest unit that they are whole ones of; `atTime` for none. */
export function reminderUnit(minutes: Reminder): {
  unit: 'atTime' | 'minutes' | 'hours' | 'days' | 'weeks';
  count: number;
} {
  if (minutes === 0) return { unit: 'atTime', count: 0 };
  for (const [unit, length] of UNITS) if (minutes % length === 0) return { unit, count: minutes / length };
  return { unit: 'minutes', count: minutes };
}

const UNITS = [
  ['weeks', 10_080],
  ['days', 1440],
  ['hours', 60],
] as const;
