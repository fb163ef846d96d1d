import type { When } from '@plenum/domain/tasks/types';
import { dayAt, instantIn, wallIn, wallOf, whenAt, zoneOf } from '@plenum/domain/tasks/zones';
import ICAL from 'ical.js';
import type { CalendarComponent } from './components.ts';
import { parameterOf, readProperty } from './property.ts';
import { zoneNamed } from './zone-names.ts';

/** What times are read by. */
export interface TimeContext {
  /** The zone of times that have none of their own, and of those in UTC. */
  zone: string;
  /** The VTIMEZONEs that came along. */
  zones: readonly CalendarComponent[];
}

/** What a property says, as if it were UTC, and how that is to be taken. */
interface Said {
  wall: number;
  kind: 'day' | 'utc' | 'local';
  tzid: string | null;
}

function said(raw: string): Said | null {
  const property = readProperty(raw);
  const value = valueIn(property);
  if (!(value instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute, second, isDate } = value;
  const wall = Date.UTC(year, month - 1, day, ...(isDate ? [] : [hour, minute, second]));
  if (Number.isNaN(wall)) return null;
  // What is not in the calendar, such as 30 February, is nothing; ical.js takes it for a day of March.
  const digits = new Date(wall).toISOString().slice(0, 10).replaceAll('-', '');
  if (/:\s*(\d{8})(?:T\d{6}Z?)?\s*$/.exec(raw)?.[1] !== digits) return null;
  const kind = isDate ? 'day' : /Z\s*$/.test(raw) ? 'utc' : 'local';
  return { wall, kind, tzid: parameterOf(property, 'tzid') };
}

function valueIn(property: ICAL.Property): unknown {
  try {
    return property.getFirstValue();
  } catch {
    return null;
  }
}

/** A day or a time of a property; null for what is neither, or is outside of the years that are kept. */
export function whenIn(raw: string, { zone, zones }: TimeContext): When | null {
  const time = said(raw);
  if (!time) return null;
  if (time.kind === 'day') return dayAt(time.wall);
  if (time.kind === 'utc') return whenAt(wallIn(zone, time.wall), zone);
  const own = time.tzid === null ? null : zoneNamed(time.tzid, zones);
  return whenAt(time.wall, own ?? zone);
}

/** An instant of a property, as ISO 8601 in UTC; null for what is none. */
export function instantOf(raw: string, { zone, zones }: TimeContext): string | null {
  const time = said(raw);
  if (!time) return null;
  const own = time.tzid === null ? null : zoneNamed(time.tzid, zones);
  const at = time.kind === 'utc' ? time.wall : instantIn(own ?? zone, time.wall);
  return at >= Date.UTC(1900, 0, 1) && at < Date.UTC(3000, 0, 1) ? new Date(at).toISOString() : null;
}

/** What lies so much after a day or a time as a property says; null where that is nothing. */
export function whenAfter(start: When, raw: string): When | null {
  const value = valueIn(readProperty(raw));
  if (!(value instanceof ICAL.Duration)) return null;
  const milliseconds = value.toSeconds() * 1000;
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0 || milliseconds > 1e14) return null;
  const zone = zoneOf(start);
  if (zone === null) return dayAt(wallOf(start) + milliseconds);
  return whenAt(wallIn(zone, instantIn(zone, wallOf(start)) + milliseconds), zone);
}

/** A day or a time as a property. */
export function whenLine(name: string, when: When): string {
  const zone = zoneOf(when);
  const digits = when.slice(0, 16).replace(/[-:]/g, '');
  if (zone === null) return `${name};VALUE=DATE:${digits}`;
  return zone === 'UTC' ? `${name}:${digits}00Z` : `${name};TZID=${zone}:${digits}00`;
}

/** An instant as a property. */
export function instantLine(name: string, instant: string): string {
  return `${name}:${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}
