const FIELDS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/**
 * Writes instants as the clocks of a zone show them, by the Gregorian calendar and 24 hours; null for a zone that is none. To make one costs
 * more than to use it a thousand times.
 * @param zone a name of IANA.
 * @param how.locale the way in which it is written, with its calendar (BCP 47).
 */
export function clockFormat(
  zone: string,
  { locale, seconds = false }: { locale: string; seconds?: boolean },
): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z][\w+\-/]{0,59}$/.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat(locale, {
      ...FIELDS,
      timeZone: zone,
      ...(seconds && { second: '2-digit' }),
    });
  } catch {
    return null;
  }
}

/** Whether a time, as if it were UTC, lies in the years that are kept: 1900 to 2999. */
export function isKept(at: number): boolean {
  return at >= Date.UTC(1900, 0, 1) && at < Date.UTC(3000, 0, 1);
}
