import type { Locale } from './locale.ts';

/** A day at UTC in the words of a language, such as «26 November 2026», for pages without React. */
export function longDay(locale: Locale, day: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}
