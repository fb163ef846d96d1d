import { dayWith } from '#i18n/day.ts';

const DAY_MS = 86_400_000;

/** Days from one to another, both ISO 8601; negative for one before. */
export function dayDistance(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day that it is in a time zone at a moment, as ISO 8601. */
export function dayIn(timeZone: string, at: Date): string {
  // The one locale that writes days so.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** The day that it is here, as ISO 8601. */
export function todayHere(): string {
  return dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}

/** A day in few words: with its weekday where it is in the next week, with its year where that is another one. */
export function shortDay(locale: string, { day, today }: { day: string; today: string }): string {
  const distance = dayDistance(today, day);
  const isNear = distance > 0 && distance < 7;
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return dayWith(locale, day, {
    ...(isNear ? { weekday: 'long' } : { day: 'numeric', month: 'short' }),
    ...(!isNear && !isThisYear && { year: 'numeric' }),
  });
}
