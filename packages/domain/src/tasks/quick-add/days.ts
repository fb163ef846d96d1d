import { addDays, isDay } from '../when.ts';
import type { QuickAddContext } from './types.ts';
import { MONTH, monthOf, SHORT_WEEKDAY, WEEKDAY, weekdayOf } from './words.ts';

/** Where in a line something is read. */
interface Place {
  text: string;
  at: number;
}

type Read = (found: string[], context: QuickAddContext, place: Place) => string | null;

const END = "(?![\\p{L}\\p{N}_/-]|['’]\\p{L})";
const UNITS = '(days?|tag(?:en?)?|weeks?|wochen?|months?|monat(?:en?)?|years?|jahr(?:en?)?)';
const YEAR = '((?:19|2\\d)\\d\\d)';
/** What has numbers like days: “version 1.12.” */
const NUMBERED = /(?:^|\s)(?:version|v|release|kapitel|chapter|section|abschnitt|punkt|nr\.?|no\.?|§) $/i;
/** “Guten Morgen”, “am Morgen”, “heute morgen”. */
const MORNING = /(?:^|\s)(?:guten|gute|heute|gestern|am|jeden|den|diesen) $/i;

/** Ways in which a day is written; what one reads begins where it is looked for. */
const WAYS: readonly [pattern: RegExp, read: Read][] = [
  way(`${YEAR}-(\\d\\d)-(\\d\\d)`, ([, y = '', m = '', d = '']) => dayOf(Number(y), Number(m), Number(d))),
  way(`(\\d{1,2})\\.(\\d{1,2})\\.${YEAR}`, ([, d, m, y]) => dayOf(Number(y), Number(m), Number(d))),
  way('(\\d{1,2})\\.(\\d{1,2})\\.(?!\\d)', ([, d, m], context, place) =>
    NUMBERED.test(lastWord(place)) ? null : comingDay(Number(m), Number(d), context),
  ),
  way('(\\d{1,2})/(\\d{1,2})', ([, m, d], context) =>
    context.locale === 'en' ? comingDay(Number(m), Number(d), context) : null,
  ),
  way(`(\\d{1,2})(?:\\.|st|nd|rd|th)? ?(${MONTH})(?:,? ${YEAR})?`, ([, d, m = '', y], context) =>
    isVerb(m) ? null : named({ d, m, y }, context),
  ),
  way(`(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? ${YEAR})?(?!:)`, ([, m = '', d, y], context, { at }) =>
    // “May 5 people come?”
    isVerb(m) || (at === 0 && /^(?:may|march)$/i.test(m)) ? null : named({ d, m, y }, context),
  ),
  way('(?:(?:the )?day after tomorrow|übermorgen)', (_, { today }) => addDays(today, 2)),
  way('tomorrow', (_, { today }) => addDays(today, 1)),
  way('morgen', ([word], { today }, place) => (isMorning(word, place) ? null : addDays(today, 1))),
  way('(?:today|heute)', (_, { today }) => today),
  way(`in (\\d{1,3}|an?|one|einem|einer) ${UNITS}`, ([, count = '', unit = ''], { today }) =>
    later(today, { count: /^\d/.test(count) ? Number(count) : 1, unit }),
  ),
  way(`(?:(?:next|nächste[nrms]?|kommenden) )?(${WEEKDAY})`, ([, name = ''], { today }) =>
    comingWeekday(name, today),
  ),
  way(`next (${SHORT_WEEKDAY})`, ([, name = ''], { today }) => comingWeekday(name, today)),
  way(`(${SHORT_WEEKDAY})`, ([, name = ''], { today }, place) =>
    // What is short is a word too: “sun”, “sat”.
    /(?:^|\s)(?:on|by|until) $/i.test(lastWord(place)) ? comingWeekday(name, today) : null,
  ),
];

/** The day that is written at an offset of a text, and where it ends; null where there is none. */
export function dayAt(
  text: string,
  at: number,
  context: QuickAddContext,
): { day: string; to: number } | null {
  for (const [pattern, read] of WAYS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const day = found && read(found, context, { text, at });
    if (found && day && isDay(day)) return { day, to: pattern.lastIndex };
  }
  return null;
}

/** The word before a place, with the space behind it. */
function lastWord({ text, at }: Place): string {
  return text.slice(Math.max(0, at - 20), at);
}

/** “may” and “march” in small letters are no months. */
function isVerb(month: string): boolean {
  return month === 'may' || month === 'march';
}

function isMorning(word = '', place: Place): boolean {
  return MORNING.test(lastWord(place)) || (word !== 'morgen' && place.at > 0);
}

function comingWeekday(name: string, today: string): string {
  const from = (new Date(today).getUTCDay() + 6) % 7;
  return addDays(today, ((weekdayOf(name) - from + 6) % 7) + 1);
}

function way(source: string, read: Read): [RegExp, Read] {
  return [new RegExp(source + END, 'iuy'), read];
}

function dayOf(year: number, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : null;
}

/** The next day of that date, today counted; a 29 February waits for its year. */
function comingDay(month: number, day: number, { today }: QuickAddContext): string | null {
  const year = Number(today.slice(0, 4));
  for (let i = 0; i <= 8; i++) {
    const found = dayOf(year + i, month, day);
    if (found && found >= today) return found;
  }
  return null;
}

function named(
  { d, m, y }: { d: string | undefined; m: string; y: string | undefined },
  context: QuickAddContext,
) {
  return y === undefined
    ? comingDay(monthOf(m), Number(d), context)
    : dayOf(Number(y), monthOf(m), Number(d));
}

/** The day so much later; a month later on the last of a month that has no such day. */
function later(today: string, { count, unit }: { count: number; unit: string }): string | null {
  if (/^[dt]/i.test(unit)) return addDays(today, count);
  if (/^w/i.test(unit)) return addDays(today, count * 7);
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const months = /^m/i.test(unit) ? count : 12 * count;
  const last = new Date(Date.UTC(year, month + months, 0));
  return dayOf(last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(day, last.getUTCDate()));
}
