import type { Repeat } from '../types.ts';
import { codeOf, WEEKDAY, weekdayOf } from './words.ts';

const END = '(?![\\p{L}\\p{N}_-])';
const EVERY = '(?:every|each|jede[nrs]?|alle)(!)? ';
const NTHS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };
const NTHS_DE: Readonly<Record<string, number>> = {
  ersten: 1,
  zweiten: 2,
  dritten: 3,
  vierten: 4,
  letzten: -1,
};
const NTH = `(${[...Object.keys(NTHS), ...Object.keys(NTHS_DE)].join('|')})`;
const UNIT = '(days?|tage?|weeks?|wochen?|months?|monate?|years?|jahre?)';

type Read = (found: string[]) => string | null;

/** Ways in which a repeat is written; the first group is the `!` of what counts from when it was done. */
const WAYS: readonly [pattern: RegExp, read: Read][] = [
  way('(!)?(?:daily|täglich)', () => 'FREQ=DAILY'),
  way('(!)?(?:weekly|wöchentlich)', () => 'FREQ=WEEKLY'),
  way('(!)?(?:monthly|monatlich)', () => 'FREQ=MONTHLY'),
  way('(!)?(?:yearly|jährlich)', () => 'FREQ=YEARLY'),
  way(`${EVERY}${NTH} (${WEEKDAY})(?: (?:im monat|of the month))?`, ([, , nth = '', day = '']) => {
    const key = nth.toLowerCase();
    return `FREQ=MONTHLY;BYDAY=${NTHS[key] ?? NTHS_DE[key]}${codeOf(weekdayOf(day))}`;
  }),
  way(`${EVERY}(?:month on the|monat am) (\\d{1,2})(?:st|nd|rd|th|\\.)?`, ([, , day]) =>
    Number(day) >= 1 && Number(day) <= 31 ? `FREQ=MONTHLY;BYMONTHDAY=${Number(day)}` : null,
  ),
  way(`${EVERY}(?:(\\d{1,3}) )?${UNIT}`, ([, , count, unit = '']) => {
    const freq = freqOf(unit);
    const interval = Number(count ?? 1);
    if (interval === 0) return null;
    return interval === 1 ? `FREQ=${freq}` : `FREQ=${freq};INTERVAL=${interval}`;
  }),
  way(`${EVERY}(${WEEKDAY})`, ([, , day = '']) => `FREQ=WEEKLY;BYDAY=${codeOf(weekdayOf(day))}`),
];

/** The repeat that is written at an offset of a text, and where it ends; null where there is none. */
export function repeatAt(text: string, at: number): { repeat: Repeat; to: number } | null {
  for (const [pattern, read] of WAYS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const rule = found && read(found);
    if (found && rule) return { repeat: { rule, afterDone: found[1] === '!' }, to: pattern.lastIndex };
  }
  return null;
}

function way(source: string, read: Read): [RegExp, Read] {
  return [new RegExp(source + END, 'iuy'), read];
}

function freqOf(unit: string): string {
  const first = unit.charAt(0).toLowerCase();
  if (first === 'd' || first === 't') return 'DAILY';
  if (first === 'w') return 'WEEKLY';
  return first === 'm' ? 'MONTHLY' : 'YEARLY';
}
