import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { isDay } from '@plenum/domain/tasks/when';

/** The parts of a rule in the order of the canonical form, each with what its value may be. */
const PARTS: readonly [name: string, isFine: (value: string) => boolean][] = [
  ['FREQ', (value) => /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value)],
  ['INTERVAL', (value) => isNumber(value, { from: 1, to: 1000 })],
  ['BYMONTH', listOf((value) => isNumber(value, { from: 1, to: 12 }))],
  ['BYMONTHDAY', listOf((value) => isNumber(value.replace(/^[+-]/, ''), { from: 1, to: 31 }))],
  ['BYDAY', listOf((value) => /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/.test(value))],
  ['BYSETPOS', listOf((value) => isNumber(value.replace(/^[+-]/, ''), { from: 1, to: 366 }))],
  ['WKST', (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value)],
  ['COUNT', (value) => isNumber(value, { from: 1, to: 10_000 })],
  ['UNTIL', isUntil],
];

/** The parts of a rule, by their names. */
export type RuleParts = ReadonlyMap<string, string>;

/**
 * Vets a recurrence rule (RFC 5545, 3.3.10), with or without `RRULE:` before it, and gives it in its canonical form: capitals, the parts in
 * one order, no `INTERVAL=1`. Null for what is none or has parts that Plenum doesn't know: days, weeks, months and years, no hours.
 */
export function parseRule(text: string): string | null {
  const parts = ruleParts(text);
  return parts && ruleFrom(parts);
}

/** The vetted parts of a rule; null as {@link parseRule} does. */
export function ruleParts(text: string): RuleParts | null {
  if (text.length > TASK_LIMITS.rule) return null;
  const parts = new Map<string, string>();
  const pieces = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';');
  for (const piece of pieces) {
    const [name = '', value, ...more] = piece.split('=');
    const isFine = PARTS.find(([known]) => known === name)?.[1];
    if (value === undefined || more.length > 0 || parts.has(name) || !isFine?.(value)) return null;
    parts.set(name, value.replaceAll('+', ''));
  }
  return isWhole(parts) ? parts : null;
}

/** Writes a rule from its parts. */
export function ruleFrom(parts: RuleParts): string {
  return PARTS.flatMap(([name]) => {
    const value = parts.get(name);
    return value === undefined || (name === 'INTERVAL' && Number(value) === 1) ? [] : [`${name}=${value}`];
  }).join(';');
}

/** What RFC 5545 says of the parts together. */
function isWhole(parts: RuleParts): boolean {
  const freq = parts.get('FREQ');
  if (freq === undefined || (parts.has('COUNT') && parts.has('UNTIL'))) return false;
  if (freq === 'WEEKLY' && parts.has('BYMONTHDAY')) return false;
  if ((freq === 'DAILY' || freq === 'WEEKLY') && /\d/.test(parts.get('BYDAY') ?? '')) return false;
  return !parts.has('BYSETPOS') || parts.has('BYDAY') || parts.has('BYMONTHDAY') || parts.has('BYMONTH');
}

function listOf(isFine: (value: string) => boolean): (list: string) => boolean {
  return (list) => list.split(',').every(isFine);
}

function isNumber(value: string, { from, to }: { from: number; to: number }): boolean {
  return /^[1-9]\d{0,4}$/.test(value) && Number(value) >= from && Number(value) <= to;
}

/** A day, or a second of UTC. */
function isUntil(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ)?$/.exec(value) ?? [];
  return year !== undefined && isDay(`${year}-${month}-${day}`);
}
