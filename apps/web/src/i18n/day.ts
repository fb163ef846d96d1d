import type { Locale } from './locale.ts';

/** A day at UTC in the words of a language, such as «26 November 2026», for pages without React. */
export function longDay(locale: Locale, day: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** A day as it is written in the middle of a text, such as «Tue, 1 December 2026», from ISO 8601. */
export function dayInWords(locale: string, date: string): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options).format(
    new Date(`${date}T00:00:00Z`),
  );
}
