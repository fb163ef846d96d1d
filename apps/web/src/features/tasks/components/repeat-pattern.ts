import { type RuleParts, ruleParts } from '@plenum/editor/tasks/rule';

/** How often a task comes again, as far as it can be said in a few words. */
export interface RepeatPattern {
  unit: 'day' | 'week' | 'month' | 'year';
  /** Of how many of them one. */
  every: number;
  on: RepeatDays;
  /** How often it still comes; null for no bound. */
  count: number | null;
  /** The last day, as ISO 8601; null for none. */
  until: string | null;
}

/** On which of its days; weekdays from 0 for Monday; the last date of a month is -1. */
export type RepeatDays =
  | { kind: 'any' }
  | { kind: 'weekdays'; weekdays: number[] }
  | { kind: 'date'; date: number }
  | { kind: 'nth'; nth: 1 | 2 | 3 | 4 | 5 | 'last'; weekday: number }
  | { kind: 'yearDay'; month: number; date: number };

const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const NTHS = [1, 2, 3, 4, 5] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Reads a rule (RFC 5545, 3.3.10); null for one that is none, and one that takes more words. */
export function repeatPattern(rule: string): RepeatPattern | null {
  const parts = ruleParts(rule);
  const unit = parts && unitOf(parts.get('FREQ'));
  const on = parts && unit && daysOf(parts, unit);
  if (!on) return null;
  const until = parts.get('UNTIL')?.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3') ?? null;
  const count = parts.get('COUNT');
  return {
    unit,
    every: Number(parts.get('INTERVAL') ?? 1),
    on,
    count: count === undefined ? null : Number(count),
    until,
  };
}

function unitOf(freq: string | undefined): RepeatPattern['unit'] | null {
  return freq === 'DAILY' || freq === 'WEEKLY' || freq === 'MONTHLY' || freq === 'YEARLY'
    ? UNITS[freq]
    : null;
}

function daysOf(parts: RuleParts, unit: RepeatPattern['unit']): RepeatDays | null {
  const [month, date, weekdays] = ['BYMONTH', 'BYMONTHDAY', 'BYDAY'].map((name) => parts.get(name));
  if (parts.has('BYSETPOS')) return null;
  if (!month && !date && !weekdays) return { kind: 'any' };
  if (unit === 'week' && weekdays && !month) {
    const days = weekdays.split(',').map((day) => WEEKDAYS.indexOf(day));
    return { kind: 'weekdays', weekdays: days.sort((a, b) => a - b) };
  }
  if (unit === 'month' && date && !weekdays && !month) return numbered(date, { from: -1, to: 31 });
  if (unit === 'month' && weekdays && !date && !month) return nthOf(weekdays);
  if (unit === 'year' && month && date && !weekdays && /^\d+$/.test(month) && /^\d+$/.test(date)) {
    return { kind: 'yearDay', month: Number(month), date: Number(date) };
  }
  return null;
}

function numbered(text: string, { from, to }: { from: number; to: number }): RepeatDays | null {
  const date = Number(text);
  return date >= from && date <= to ? { kind: 'date', date } : null;
}

function nthOf(text: string): RepeatDays | null {
  const [, number, day = ''] = /^(-1|[1-5])([A-Z]{2})$/.exec(text) ?? [];
  const nth = number === '-1' ? 'last' : NTHS.find((one) => String(one) === number);
  return nth === undefined ? null : { kind: 'nth', nth, weekday: WEEKDAYS.indexOf(day) };
}
