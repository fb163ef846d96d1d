import type { Locale } from './locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day at UTC in the words of a language, such as «26 November 2026», for pages without React. */
export function longDay(locale: Locale, day: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** A day as it is written in the middle of a text, such as «Tue, 1 December 2026», from ISO 8601. */
export function dayInWords(locale: string, date: string): string {
  return dayWith(locale, date, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A day with some of its parts in the words of a language, from ISO 8601; English is that of Europe. */
export function dayWith(
  locale: string,
  date: string,
  parts: Pick<Intl.DateTimeFormatOptions, 'weekday' | 'day' | 'month' | 'year'>,
): string {
  const key = `${locale} ${Object.entries(parts).join()}`;
  // To make a format takes as long as to write hundreds of days by it.
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...parts, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format.format(new Date(`${date}T00:00:00Z`));
}
