const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const DAY_NAMES = [
  'monday|montag',
  'tuesday|dienstag',
  'wednesday|mittwoch',
  'thursday|donnerstag',
  'friday|freitag',
  'saturday|samstag|sonnabend',
  'sunday|sonntag',
] as const;
const MONTH_NAMES = [
  'january|januar|jänner',
  'february|februar',
  'march|märz',
  'april',
  'may|mai',
  'june|juni',
  'july|juli',
  'august',
  'september',
  'october|oktober',
  'november',
  'december|dezember',
] as const;

/** A weekday in either language, as a source of a pattern. Those that are other words too, `so` or `mi`, are none. */
export const WEEKDAY = `(?:${DAY_NAMES.join('|')})`;
/** What is short for a weekday, in English alone, as a source of a pattern. */
export const SHORT_WEEKDAY = '(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)';
/** A month in either language, as a source of a pattern. */
export const MONTH = `(?:${MONTH_NAMES.join('|')})`;

/** The number of a weekday in either language, or of what is short for one: 0 for Monday; -1 for what is none. */
export function weekdayOf(word: string): number {
  const name = word.toLowerCase();
  const whole = DAY_NAMES.findIndex((names) => names.split('|').includes(name));
  return whole >= 0 ? whole : DAY_NAMES.findIndex((names) => names.startsWith(name.slice(0, 3)));
}

/** The weekday as RFC 5545 writes it. */
export function codeOf(weekday: number): string {
  return WEEKDAYS[weekday] ?? '';
}

/** The number of a month in either language: 1 for January; 0 for what is none. */
export function monthOf(word: string): number {
  return MONTH_NAMES.findIndex((names) => names.split('|').includes(word.toLowerCase())) + 1;
}
