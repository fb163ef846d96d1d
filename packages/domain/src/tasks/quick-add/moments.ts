import type { TaskDraft, When } from '../types.ts';
import { composeWhen } from '../when.ts';
import { dayAt } from './days.ts';
import { firstDay } from './first-day.ts';
import { timeAt } from './times.ts';
import type { QuickAddContext } from './types.ts';
import { MONTH, WEEKDAY } from './words.ts';

/** A day, a time of one, or both. */
export interface Said {
  day: string | null;
  time: string | null;
}

/** What a line has said of its start and its end. */
export type Moments = Record<'start' | 'due', Said>;

const DUE =
  /(?:(?:due|fällig) )?(?:(?:by|until|till|to|bis(?: zum)?) )?(?:(?:on(?: the)?|am|this|diesen) )?/iuy;
const START = /(?:ab|starting)(?: (?:on|from|dem))? /iuy;
/** Alone they say of when something is: “notes from Monday”. */
const FROM = /(?:from|von|vom) /iuy;
const OF = /(?:from|of|since|von|vom|seit)(?: (?:the|dem))? /iuy;
const UNTIL = /,? (?:to|until|till|bis(?: zum)?) /iuy;
/** “Montag, den 1.12.”: the date says which. */
const BESIDE = new RegExp(
  `${WEEKDAY},? (?:de[nm] |the )?(?=\\d{4}-|\\d{1,2}\\.\\d|\\d{1,2}(?:\\.|st|nd|rd|th)? ${MONTH}|${MONTH} \\d)`,
  'iuy',
);
/** “2026-11-20 – 2026-12-01”, as lists of tasks are written in Markdown; nothing may follow. */
const DASH = /(?<=\d{4}-\d\d-\d\d(?: \d\d:\d\d)?) –(?=\s|$)/y;
const GAP = /,? /y;

/** A moment that is written at an offset of a text, for what it is one, and where it ends; null where there is none that is new. */
export function momentAt(
  text: string,
  at: number,
  { context, said }: { context: QuickAddContext; said: Moments },
): { kind: 'start' | 'due'; said: Said; to: number } | null {
  const begin = lengthAt(START, text, at) || lengthAt(FROM, text, at);
  const intro = lengthAt(DUE, text, at);
  const found = whenAt(text, at + (begin || intro), context);
  if (!found) return null;
  const dash = begin ? 0 : lengthAt(DASH, text, found.to);
  const kind = begin + dash > 0 ? 'start' : 'due';
  if (lengthAt(FROM, text, at) > 0 && !isUntil(text, found.to, context)) return null;
  if (/^to /i.test(text.slice(at, at + 3)) && said.start.day === null) return null;
  const known = said[kind];
  if ((found.day !== null && known.day !== null) || (found.time !== null && known.time !== null)) return null;
  return { kind, said: found, to: found.to + dash };
}

/** Where words end that say of when something is, as in “notes from Monday”; null where there are none. */
export function referenceAt(text: string, at: number, context: QuickAddContext): number | null {
  const intro = lengthAt(OF, text, at);
  return intro === 0 ? null : (whenAt(text, at + intro, context)?.to ?? null);
}

/** When a task is by what its line has said: what comes again is due first on the next day of its rule, and a time without a day is today. */
export function whensOf(
  { start, due }: Moments,
  { repeat, context }: { repeat: TaskDraft['repeat']; context: QuickAddContext },
): Pick<TaskDraft, 'start' | 'due'> {
  const { today } = context;
  const first = repeat ? firstDay(repeat.rule, today) : null;
  const startDay = start.day ?? (start.time === null ? null : today);
  const dueDay =
    due.day ?? (due.time === null ? (startDay === null ? first : null) : (startDay ?? first ?? today));
  const when = (day: string, time: string | null): When =>
    composeWhen(time === null ? { day, time, zone: null } : { day, time, zone: context.zone });
  return {
    ...(startDay !== null && { start: when(startDay, start.time) }),
    ...(dueDay !== null && { due: when(dueDay, due.time) }),
  };
}

function isUntil(text: string, at: number, context: QuickAddContext): boolean {
  const until = lengthAt(UNTIL, text, at);
  return until > 0 && whenAt(text, at + until, context) !== null;
}

/** A day, a time, or both in either order. */
function whenAt(text: string, from: number, context: QuickAddContext): (Said & { to: number }) | null {
  const at = from + lengthAt(BESIDE, text, from);
  const first = dayAt(text, at, context);
  const time = timeAt(text, first ? first.to + lengthAt(GAP, text, first.to) : at, context);
  if (first) return { day: first.day, time: time?.time ?? null, to: time?.to ?? first.to };
  if (!time) return null;
  const gap = time.to + lengthAt(GAP, text, time.to);
  const day = gap === time.to ? null : dayAt(text, gap + lengthAt(/(?:on|am) /iuy, text, gap), context);
  return { day: day?.day ?? null, time: time.time, to: day?.to ?? time.to };
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
