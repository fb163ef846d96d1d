/** The cookie, and the field of a form, in which a browser says in which time zone it is. */
export const TIME_ZONE_COOKIE = 'timezone';

/** The zone that a browser names, where it is one; else the server's own, which is the best guess there is. */
export function chooseTimeZone(...named: (string | undefined)[]): string {
  return named.find(isTimeZone) ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isTimeZone(name: string | undefined): boolean {
  if (!name || name.length > 64) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
