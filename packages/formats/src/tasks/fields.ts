import { isRecord } from '@plenum/editor/schema/json';

/** An object from outside, of which only its own properties count. */
export type Fields = Readonly<Record<string, unknown>>;

/** A property of its own; undefined where there is none, whatever all objects inherit. */
export function field(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A text; empty for what is none. */
export function text(fields: Fields, name: string): string {
  const value = field(fields, name);
  return typeof value === 'string' ? value : '';
}

/** A number; null for what is none. */
export function number(fields: Fields, name: string): number | null {
  const value = field(fields, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What an object is called by others: a number or a text as a text, null for neither. */
export function key(fields: Fields, name: string): string | null {
  const value = field(fields, name);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;
}

/** An object below; null for what is none. */
export function record(fields: Fields, name: string): Fields | null {
  const value = field(fields, name);
  return isRecord(value) ? value : null;
}

/** The objects of a list, or of one that is written with its ids as names; what is no object is left out. */
export function records(fields: Fields, name: string): Fields[] {
  return objectsIn(field(fields, name));
}

/** As {@link records}, of a value itself. */
export function objectsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  return isRecord(value) ? Object.values(value).filter(isRecord) : [];
}

/** The texts of a list; what is no text is left out. */
export function texts(fields: Fields, name: string): string[] {
  const value = field(fields, name);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
