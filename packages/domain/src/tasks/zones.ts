import { clockFormat, isKept } from './clock-format.ts';
import type { When } from './types.ts';

/** Minutes, and milliseconds in one. */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Formats that are kept: an instant is asked about in the zones of a few people. */
const MOST_FORMATS = 200;
const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatIn(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const format = clockFormat(zone, { locale: 'en-u-ca-iso8601-hc-h23-nu-latn', seconds: true });
  formats.set(zone, format);
  return format;
}

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant; 0 for a zone that is none. */
export function offsetAt(zone: string, instant: number): number {
  const format = formatIn(zone);
  if (!format) return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which the clocks of a zone show a time, itself given as if it were UTC. Of two the first; of one that is left out, that
 * which would have been (RFC 5545, 3.3.5).
 */
export function instantIn(zone: string, wall: number): number {
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  const [first, second] = [wall - before, wall - after];
  if (offsetAt(zone, first) === before) return first;
  return offsetAt(zone, second) === after ? second : first;
}

/** What the clocks of a zone show at an instant, as if it were UTC. */
export function wallIn(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant);
}

/** The zone of a time; null of a day. */
export function zoneOf(when: When): string | null {
  return /\[([^\]]+)\]$/.exec(when)?.[1] ?? null;
}

/** What a day, or a time, would be if it were UTC. */
export function wallOf(when: When): number {
  return Date.parse(`${when.slice(0, 16).replace(/^(.{10})$/, '$1T00:00')}:00Z`);
}

/** A time of a zone whose clocks show it; null outside of the years that are kept. */
export function whenAt(wall: number, zone: string): When | null {
  return isKept(wall) ? `${new Date(wall).toISOString().slice(0, 16)}[${zone}]` : null;
}

/** A day; null outside of the years that are kept. */
export function dayAt(wall: number): When | null {
  return isKept(wall) ? new Date(wall).toISOString().slice(0, 10) : null;
}
