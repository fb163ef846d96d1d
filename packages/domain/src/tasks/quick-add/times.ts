import type { QuickAddContext } from './types.ts';

const TIME =
  /(?:(?:at|um) )?(?:(\d{1,2}):(\d\d)(?: ?(am|pm)| uhr)?|(\d{1,2})(?:\.(\d\d))? uhr|(\d{1,2})(?:h|( ?)(am|pm)))(?![\p{L}\p{N}_:-])/iuy;

/** The time that is written at an offset of a text, as `18:00`; null where there is none. */
export function timeAt(
  text: string,
  at: number,
  { locale }: Pick<QuickAddContext, 'locale'>,
): { time: string; to: number } | null {
  TIME.lastIndex = at;
  const found = TIME.exec(text);
  if (!found) return null;
  const [, clock, minutes, clockHalf, uhr, uhrMinutes, bare, gap, bareHalf] = found;
  // „Um 6 am Bahnhof“
  if (gap === ' ' && locale === 'de') return null;
  const half = (clockHalf ?? bareHalf)?.toLowerCase();
  const said = Number(clock ?? uhr ?? bare);
  if (half !== undefined && (said < 1 || said > 12)) return null;
  const hours = half === undefined ? said : (said % 12) + (half === 'pm' ? 12 : 0);
  const past = minutes ?? uhrMinutes ?? '00';
  if (hours > 23 || past > '59') return null;
  return { time: `${String(hours).padStart(2, '0')}:${past}`, to: TIME.lastIndex };
}
