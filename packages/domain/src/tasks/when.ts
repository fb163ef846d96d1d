import type { When } from './types.ts';

/** The pieces of a {@link When}; a day without a time has no zone either. */
export type WhenPieces =
  | { day: string; time: null; zone: null }
  | { day: string; time: string; zone: string };

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const WHEN = /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)\[([A-Za-z][\w+\-/]{0,59})\])?$/;
/** Zones that were asked for; `Intl` takes long to say. */
const zones = new Map<string, boolean>();
const MOST_ZONES = 1000;
const MS_OF_DAY = 86_400_000;

/** Whether a text is a day of the calendar, `2026-12-01`, between the years 1900 and 2999. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || year < '1900' || year > '2999') return false;
  return Number(day) > 0 && Number(day) <= daysIn(Number(year), Number(month));
}

/** Days in a month, 1 to 12; none in any other. */
function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether this machine knows a zone by that name of the IANA database. */
export function isZone(text: string): boolean {
  const known = zones.get(text);
  if (known !== undefined) return known;
  const answer = /^[A-Za-z][\w+\-/]{0,59}$/.test(text) && isKnownToIntl(text);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(text, answer);
  return answer;
}

/** Takes a {@link When} apart; null for what is none. */
export function parseWhen(text: string): WhenPieces | null {
  const [, day, hours, minutes, zone] = WHEN.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return null;
  if (zone === undefined) return { day, time: null, zone: null };
  return isZone(zone) ? { day, time: `${hours}:${minutes}`, zone } : null;
}

/** Puts a {@link When} together; the pieces have to be right. */
export function composeWhen({ day, time, zone }: WhenPieces): When {
  return time === null ? day : `${day}T${time}[${zone}]`;
}

/** Whether a text is a {@link When}. */
export function isWhen(text: string): boolean {
  return parseWhen(text) !== null;
}

/** The day so many days later, or earlier; it may lie beyond what a {@link When} holds. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * MS_OF_DAY).toISOString().slice(0, 10);
}

function isKnownToIntl(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
