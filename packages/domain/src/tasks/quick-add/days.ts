import { addDays, isDay } from '../when.ts';
import type { QuickAddContext } from './types.ts';
import { MONTH, monthOf, WEEKDAY, weekdayOf } from './words.ts';

type Read = (found: string[], context: QuickAddContext) => string | null;

const END = '(?![\\p{L}\\p{N}_/-])';
const UNITS = '(days?|tag(?:en?)?|weeks?|wochen?|months?|monat(?:en?)?)';

/** Ways in which a day is written; what one reads begins where it is looked for. */
const WAYS: readonly [pattern: RegExp, read: Read][] = [
  way('(\\d{4})-(\\d\\d)-(\\d\\d)', ([, y = '', m = '', d = '']) => dayOf(Number(y), Number(m), Number(d))),
  way('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})', ([, d, m, y]) => dayOf(Number(y), Number(m), Number(d))),
  way('(\\d{1,2})\\.(\\d{1,2})\\.(?!\\d)', ([, d, m], context) => comingDay(Number(m), Number(d), context)),
  way('(\\d{1,2})/(\\d{1,2})', ([, m, d], context) =>
    context.locale === 'en' ? comingDay(Number(m), Number(d), context) : null,
  ),
  way(`(\\d{1,2})\\. ?(${MONTH})(?: (\\d{4}))?`, ([, d, m = '', y], context) => named({ d, m, y }, context)),
  way(`(${MONTH}) (\\d{1,2})(?:,? (\\d{4}))?(?!:)`, ([, m = '', d, y], context) =>
    named({ d, m, y }, context),
  ),
  way('(?:day after tomorrow|übermorgen)', (_, { today }) => addDays(today, 2)),
  way('(?:tomorrow|morgen)', (_, { today }) => addDays(today, 1)),
  way('(?:today|heute)', (_, { today }) => today),
  way(`in (\\d{1,3}) ${UNITS}`, ([, count, unit = ''], { today }) =>
    later(today, { count: Number(count), unit }),
  ),
  way(`(?:(?:on|am|next|nächste[nr]?) )?(${WEEKDAY})`, ([, name = ''], { today }) => {
    const from = (new Date(today).getUTCDay() + 6) % 7;
    return addDays(today, ((weekdayOf(name) - from + 6) % 7) + 1);
  }),
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
    const day = found && read(found, context);
    if (found && day && isDay(day)) return { day, to: pattern.lastIndex };
  }
  return null;
}

/** The time that is written at an offset of a text, as `18:00`; null where there is none. */
export function timeAt(text: string, at: number): { time: string; to: number } | null {
  const pattern =
    /(?:(?:at|um) )?(?:(\d{1,2}):(\d\d)(?: ?(am|pm)| uhr)?|(\d{1,2})(?: uhr|h| ?(am|pm)))(?![\p{L}\p{N}_:-])/iuy;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (!found) return null;
  const half = (found[3] ?? found[5])?.toLowerCase();
  const said = Number(found[1] ?? found[4]);
  if (half !== undefined && (said < 1 || said > 12)) return null;
  const hours = half === undefined ? said : (said % 12) + (half === 'pm' ? 12 : 0);
  const minutes = found[2] ?? '00';
  if (hours > 23 || minutes > '59') return null;
  return { time: `${String(hours).padStart(2, '0')}:${minutes}`, to: pattern.lastIndex };
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
  if (/^(d|t)/i.test(unit)) return addDays(today, count);
  if (/^w/i.test(unit)) return addDays(today, count * 7);
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  return dayOf(last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(day, last.getUTCDate()));
}
