import { offsetAt } from '@plenum/domain/tasks/zones';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** Years whose changes are looked at and written down: a rule that holds in all of them is written as one. */
const YEARS = 10;

/** Zones that are kept as they were written. */
const MOST_KEPT = 100;
const kept = new Map<string, string[]>();

/** The moment at which the clocks of a zone change, and by how much they are ahead of UTC before and after. */
interface Change {
  at: number;
  from: number;
  to: number;
}

/**
 * A zone as a VTIMEZONE (RFC 5545, 3.6.5) that holds from a year on, by what this system knows of it: a change that comes every year by one
 * rule goes on for ever, others are listed for ten years.
 */
export function zoneLines(zone: string, year: number): string[] {
  const key = `${zone} ${year}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances(zone, year), 'END:VTIMEZONE'];
  kept.set(key, lines);
  return lines;
}

function observances(zone: string, year: number): string[] {
  const [begin, end] = [Date.UTC(year - 1, 0, 1), Date.UTC(year + YEARS, 0, 1)];
  const changes = changesBetween(zone, { begin, end });
  const first = offsetAt(zone, begin);
  const lines =
    changes.length === 0 ? observance({ at: begin, from: first, to: first }, { zone, rest: [] }) : [];
  // What holds before the first change that is listed.
  if (changes.length > 0)
    lines.push(...observance({ at: begin, from: first, to: first }, { zone, rest: [] }));
  for (const group of groupsOf(changes)) {
    const [one] = group;
    if (!one) continue;
    const rule = ruleOf(group, year + YEARS - 1);
    const rest = rule ? [`RRULE:${rule}`] : group.slice(1).map((change) => `RDATE:${localOf(change)}`);
    lines.push(...observance(one, { zone, rest }));
  }
  return lines;
}

/** Changes from and to the same offsets. */
function groupsOf(changes: readonly Change[]): Change[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.from} ${change.to}`;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

function observance(change: Change, { zone, rest }: { zone: string; rest: string[] }): string[] {
  const name = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `TZNAME:${nameAt(zone, change.at)}`,
    `TZOFFSETFROM:${offset(change.from)}`,
    `TZOFFSETTO:${offset(change.to)}`,
    `DTSTART:${localOf(change)}`,
    ...rest,
    `END:${name}`,
  ];
}

/** What the clocks show at the change, before it. */
function localOf({ at, from }: Change): string {
  return new Date(at + from).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

function offset(milliseconds: number): string {
  const seconds = Math.abs(Math.round(milliseconds / 1000));
  const pieces = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((one) => Math.floor(one));
  const digits = (pieces[2] === 0 ? pieces.slice(0, 2) : pieces).map((one) => String(one).padStart(2, '0'));
  return `${milliseconds < 0 ? '-' : '+'}${digits.join('')}`;
}

function nameAt(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  return name ?? zone;
}

/** The rule by which a change came in every year, once; null where there is none. */
function ruleOf(changes: readonly Change[], lastYear: number): string | null {
  const days = changes.map(({ at, from }) => new Date(at + from));
  const [first] = days;
  const years = days.map((day) => day.getUTCFullYear());
  if (
    !first ||
    years.at(-1) !== lastYear ||
    years.some((year, i) => i > 0 && year !== (years[i - 1] ?? 0) + 1)
  ) {
    return null;
  }
  const time = (day: Date) => day.getTime() % DAY;
  const alike = days.every(
    (day) =>
      day.getUTCMonth() === first.getUTCMonth() &&
      day.getUTCDay() === first.getUTCDay() &&
      time(day) === time(first),
  );
  if (!alike) return null;
  const place = (day: Date) => Math.ceil(day.getUTCDate() / 7);
  const month = `FREQ=YEARLY;BYMONTH=${first.getUTCMonth() + 1}`;
  const weekday = WEEKDAYS[first.getUTCDay()] ?? 'SU';
  if (days.every(isLast)) return `${month};BYDAY=-1${weekday}`;
  if (days.every((day) => place(day) === place(first))) return `${month};BYDAY=${place(first)}${weekday}`;
  return null;
}

function isLast(day: Date): boolean {
  return new Date(day.getTime() + 7 * DAY).getUTCMonth() !== day.getUTCMonth();
}

function changesBetween(zone: string, { begin, end }: { begin: number; end: number }): Change[] {
  const changes: Change[] = [];
  let from = offsetAt(zone, begin);
  // No zone is known to change twice within ten days for long.
  for (let left = begin; left < end; left += 10 * DAY) {
    const right = Math.min(left + 10 * DAY, end);
    const to = offsetAt(zone, right);
    if (to === from) continue;
    changes.push({ at: changeWithin(zone, { left, right, from }), from, to });
    from = to;
  }
  return changes;
}

/** The second at which an offset ends, by halves. */
function changeWithin(zone: string, within: { left: number; right: number; from: number }): number {
  let { left, right } = within;
  while (right - left > 1000) {
    const middle = Math.floor((left + right) / 2000) * 1000;
    if (middle === left || middle === right) break;
    if (offsetAt(zone, middle) === within.from) left = middle;
    else right = middle;
  }
  return right;
}
