import { isZone } from '@plenum/domain/tasks/when';
import type { CalendarComponent } from './components.ts';

/** Names by which programs of Microsoft call zones (CLDR, windowsZones), of those where most people live. */
const WINDOWS: ReadonlyMap<string, string> = new Map([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['Central Europe Standard Time', 'Europe/Budapest'],
  ['Central European Standard Time', 'Europe/Warsaw'],
  ['Romance Standard Time', 'Europe/Paris'],
  ['GMT Standard Time', 'Europe/London'],
  ['GTB Standard Time', 'Europe/Bucharest'],
  ['FLE Standard Time', 'Europe/Kyiv'],
  ['Turkey Standard Time', 'Europe/Istanbul'],
  ['Russian Standard Time', 'Europe/Moscow'],
  ['Eastern Standard Time', 'America/New_York'],
  ['Central Standard Time', 'America/Chicago'],
  ['Mountain Standard Time', 'America/Denver'],
  ['Pacific Standard Time', 'America/Los_Angeles'],
  ['E. South America Standard Time', 'America/Sao_Paulo'],
  ['China Standard Time', 'Asia/Shanghai'],
  ['India Standard Time', 'Asia/Kolkata'],
  ['Tokyo Standard Time', 'Asia/Tokyo'],
  ['AUS Eastern Standard Time', 'Australia/Sydney'],
]);

/**
 * The IANA name of a zone that a calendar names by whatever it likes: by that name itself, at its end as Evolution and libical write it, or
 * by what its VTIMEZONE says of its place. Null for one that nobody knows.
 */
export function zoneNamed(tzid: string, zones: readonly CalendarComponent[]): string | null {
  const names = [tzid, ...endsOf(tzid), WINDOWS.get(tzid) ?? ''];
  const own = zones.find(({ lines }) =>
    lines.some(({ raw }) => /^TZID:/i.test(raw) && raw.slice(5).trim() === tzid),
  );
  const place = own?.lines
    .find(({ name }) => name === 'X-LIC-LOCATION')
    ?.raw.slice(15)
    .trim();
  return [...names, place ?? '', ...endsOf(place ?? '')].find(isZone) ?? null;
}

/** The last two, three and one parts of a path. */
function endsOf(path: string): string[] {
  const pieces = path.slice(0, 200).split('/');
  return [2, 3].map((count) => (pieces.length > count ? pieces.slice(-count).join('/') : ''));
}

/** The zones that some lines name, by their parameter TZID. */
export function zonesNamedIn(lines: readonly string[]): Set<string> {
  const names = lines.map((line) => /^[^:]{0,400}?;TZID=(?:"([^"]{1,200})"|([^;:"]{1,200}))/i.exec(line));
  return new Set(names.flatMap((match) => match?.[1] ?? match?.[2] ?? []));
}
