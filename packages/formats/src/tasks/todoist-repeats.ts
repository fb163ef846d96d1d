import type { Repeat } from '@plenum/domain/tasks/types';

const UNITS: Readonly<Record<string, string>> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
};
const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const DAY_NAME = /^(?:mon|tue|wed|thu|fri|sat|sun)/;
const EVERY = /^(?:every|ev|each)(!)? (.{1,80})$/;
/** What says when one begins or at what hour it is; only the days themselves make a rule. */
const HOUR = / (?:at )?\d{1,2}(?::\d\d)? ?(?:am|pm)?$| at \d{1,2}(?::\d\d)?$/;

/** How often a task comes again, as Todoist says it in English: `every other week`, `every! 3 days`, `every mon, fri`; null for anything else. */
export function repeatFromTodoist(date: string): Repeat | null {
  const [, afterDone, said = ''] = EVERY.exec(date.slice(0, 120).trim().toLowerCase()) ?? [];
  const days = said.replace(HOUR, '').trim();
  const rule = ruleOf(days);
  return rule === null ? null : { rule, afterDone: afterDone !== undefined };
}

function ruleOf(days: string): string | null {
  if (/^(?:weekday|workday)s?$/.test(days)) return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
  if (/^weekends?$/.test(days)) return 'FREQ=WEEKLY;BYDAY=SA,SU';
  const [, count, unit = ''] = /^(?:(other|\d{1,3}) )?(day|week|month|year)s?$/.exec(days) ?? [];
  const frequency = UNITS[unit];
  if (frequency !== undefined) {
    const interval = count === 'other' ? 2 : Number(count ?? 1);
    if (interval === 0) return null;
    return interval === 1 ? `FREQ=${frequency}` : `FREQ=${frequency};INTERVAL=${interval}`;
  }
  const names = days.split(/ ?, ?(?:and )?| and /);
  const isDays = names.every((name) => /^[a-z]{3,9}$/.test(name) && DAY_NAME.test(name));
  const codes = names.map((name) => name.slice(0, 2));
  return isDays
    ? `FREQ=WEEKLY;BYDAY=${DAYS.filter((day) => codes.includes(day))
        .join(',')
        .toUpperCase()}`
    : null;
}
