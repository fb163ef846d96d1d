import type { Repeat } from '../types.ts';
import { codeOf, MONTH, WEEKDAY, weekdayOf } from './words.ts';

const END = '(?![\\p{L}\\p{N}_-])';
const EVERY = '(?:every|each|jede[nrs]?|alle)(!)? ';
/** Which weekday of a month, by the beginnings of what it is called. */
const NTHS: readonly (readonly [words: string, nth: number])[] = [
  ['first|1st|1\\.|erste[nr]?', 1],
  ['second|2nd|2\\.|zweite[nr]?', 2],
  ['third|3rd|3\\.|dritte[nr]?', 3],
  ['fourth|4th|4\\.|vierte[nr]?', 4],
  ['last|letzte[nr]?', -1],
];
const NTH = `(${NTHS.map(([words]) => words).join('|')})`;
const UNIT = '(days?|tage?|weeks?|wochen?|months?|monate?|years?|jahre?)';
const OTHER = '(?:(\\d{1,3})|(other|second|zweite[nrs]?)) ';
/** Of the day of a month, and of no day of the year: “every month on the 15 March”. */
const DATE = `(\\d{1,2})(?:st|nd|rd|th|\\.)?(?! ${MONTH})`;

type Read = (found: string[]) => string | null;

/** Ways in which a repeat is written; the first group is the `!` of what counts from when it was done. */
const WAYS: readonly [pattern: RegExp, read: Read][] = [
  // “A weekly meeting” says what it is called.
  way('(!)?(?:täglich|daily[.!?]?$)', () => 'FREQ=DAILY'),
  way('(!)?(?:wöchentlich|weekly[.!?]?$)', () => 'FREQ=WEEKLY'),
  way(`(!)?monatlich am ${DATE}`, ([, , day]) => onDate(day)),
  way('(!)?(?:monatlich|monthly[.!?]?$)', () => 'FREQ=MONTHLY'),
  way('(!)?(?:jährlich|yearly[.!?]?$)', () => 'FREQ=YEARLY'),
  way(
    `${EVERY}${NTH} (${WEEKDAY})(?: (?:im monat|des monats|of (?:the|every|each) month))?`,
    ([, , nth = '', day = '']) => `FREQ=MONTHLY;BYDAY=${nthOf(nth)}${codeOf(weekdayOf(day))}`,
  ),
  way(`${EVERY}(?:month on the|monat am) ${DATE}`, ([, , day]) => onDate(day)),
  way(`${EVERY}${OTHER}${UNIT}`, ([, , count, , unit = '']) => {
    const interval = Number(count ?? 2);
    if (interval === 0) return null;
    return interval === 1 ? `FREQ=${freqOf(unit)}` : `FREQ=${freqOf(unit)};INTERVAL=${interval}`;
  }),
  // „Alle Tage“ without a number says nothing of how often.
  way(`(?:every|each|jede[nrs]?)(!)? ${UNIT}`, ([, , unit = '']) => `FREQ=${freqOf(unit)}`),
  way(`${EVERY}(${WEEKDAY}(?:(?:,|,? (?:and|und)) ${WEEKDAY}){0,6})`, ([, , days = '']) => {
    const said = new Set(days.split(/[ ,]+/).map(weekdayOf));
    const numbers = [...said].filter((day) => day >= 0).sort((a, b) => a - b);
    return `FREQ=WEEKLY;BYDAY=${numbers.map(codeOf).join(',')}`;
  }),
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

function nthOf(word: string): number {
  return NTHS.find(([words]) => new RegExp(`^(?:${words})$`, 'i').test(word))?.[1] ?? 1;
}

function onDate(day: string | undefined): string | null {
  const date = Number(day);
  return date >= 1 && date <= 31 ? `FREQ=MONTHLY;BYMONTHDAY=${date}` : null;
}

function freqOf(unit: string): string {
  const first = unit.charAt(0).toLowerCase();
  if (first === 'd' || first === 't') return 'DAILY';
  if (first === 'w') return 'WEEKLY';
  return first === 'm' ? 'MONTHLY' : 'YEARLY';
}
