import ICAL from 'ical.js';
import { noCalendar } from './refusals.ts';

/** A property as ical.js reads it. @throws AppError `invalid_input` for what it cannot read. */
export function readProperty(raw: string): ICAL.Property {
  try {
    return ICAL.Property.fromString(raw);
  } catch (error) {
    throw noCalendar(error);
  }
}

/** The texts that a property has, with their escapes read. */
export function textsOf(raw: string): string[] {
  return readProperty(raw)
    .getValues()
    .filter((value): value is string => typeof value === 'string');
}

/** A parameter, of which the first counts; null for none. */
export function parameterOf(property: ICAL.Property, name: string): string | null {
  const value: unknown = property.getParameter(name);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : null;
}
