import type { Repeat, When } from '@plenum/domain/tasks/types';
import { addDays, composeWhen, isDay, parseWhen } from '@plenum/domain/tasks/when';
import { RRuleTemporal } from 'rrule-temporal';
import { type RuleParts, ruleFrom, ruleParts } from './rule.ts';

/** Periods of a rule that are looked through: enough for every 29 February. */
const MOST_PERIODS = 3000;
const MOST_CANDIDATES = 20_000;
const MS_OF_DAY = 86_400_000;

/** A repeated task that was done. */
export interface DoneTask {
  repeat: Repeat;
  start: When | null;
  due: When | null;
  /** An ISO 8601 instant in UTC. */
  doneAt: string;
  /** The time zone of whoever did it. */
  zone: string;
}

/** What a repeated task becomes. */
export interface NextTask {
  start: When | null;
  due: When | null;
  /** With one less of a `COUNT`. */
  repeat: Repeat;
}

/**
 * When a task that was done comes again: on the first day of its rule after it was due, or after the day on which it was done. The days between
 * start and due stay, and so do the times on the clock in their zones, whatever the clocks do. Null when there is no next one, and for a rule
 * that is none.
 */
export function nextWhen({ repeat, start, due, doneAt, zone }: DoneTask): NextTask | null {
  const parts = ruleParts(repeat.rule);
  const count = parts?.get('COUNT');
  if (!parts || count === '1' || Number.isNaN(Date.parse(doneAt))) return null;
  const former = parseWhen(due ?? start ?? '');
  const doneDay = localTime(Date.parse(doneAt), zone).slice(0, 10);
  const from = former?.day ?? doneDay;
  const day = dayAfter(parts, repeat.afterDone ? doneDay : from);
  if (day === null || isPast(parts, { day, time: former?.time ?? '00:00', zone: former?.zone ?? zone }))
    return null;
  const days = (Date.parse(day) - Date.parse(from)) / MS_OF_DAY;
  const next = { start: moved(start, days), due: former ? moved(due, days) : day };
  const rest = count === undefined ? parts : new Map([...parts, ['COUNT', String(Number(count) - 1)]]);
  return { ...next, repeat: { ...repeat, rule: ruleFrom(rest) } };
}

/** When a task comes again that is done now; null for one that does not. */
export function comesAgain(
  { repeat, start, due }: Pick<DoneTask, 'start' | 'due'> & { repeat: Repeat | null },
  { doneAt, zone }: Pick<DoneTask, 'doneAt' | 'zone'>,
): NextTask | null {
  return repeat && nextWhen({ repeat, start, due, doneAt, zone });
}

/** The first day of a rule after one from which it is counted; in days only, so that no zone has a say. */
function dayAfter(parts: RuleParts, day: string): string | null {
  const endless = new Map([...parts].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL'));
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART:${day.replaceAll('-', '')}T000000Z\nRRULE:${ruleFrom(endless)}`,
      maxIterations: MOST_PERIODS,
      maxCandidateEvaluations: MOST_CANDIDATES,
    });
    const next = rule
      .next(new Date(`${day}T00:00:00Z`))
      ?.toString()
      .slice(0, 10);
    return next !== undefined && isDay(next) ? next : null;
  } catch {
    // The library throws when it has looked for long enough.
    return null;
  }
}

function isPast(parts: RuleParts, { day, time, zone }: { day: string; time: string; zone: string }): boolean {
  const until = parts.get('UNTIL');
  if (until === undefined) return false;
  const last = until.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  if (last.length === 10) return day > last;
  const instant = Date.parse(last.replace(/T(\d\d)(\d\d)(\d\d)Z/, 'T$1:$2:$3Z'));
  return `${day} ${time}` > localTime(instant, zone);
}

/** What the calendar and the clock of a zone show, as `2026-12-01 18:00`. */
function localTime(instant: number, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant);
}

function moved(when: When | null, days: number): When | null {
  const pieces = parseWhen(when ?? '');
  if (!pieces) return null;
  const next = composeWhen({ ...pieces, day: addDays(pieces.day, days) });
  return parseWhen(next) && next;
}
