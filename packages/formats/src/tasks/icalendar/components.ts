import { type ContentLine, readContentLines } from './content-lines.ts';
import { noCalendar, noTask, taskTooLarge } from './refusals.ts';

/** How deep components may lie in one another. */
const MOST_DEEP = 8;

/** A component with the lines that are its own, and those of what it contains, from `BEGIN` to `END`. */
export interface CalendarComponent {
  /** In upper case. */
  name: string;
  lines: ContentLine[];
  parts: CalendarComponent[];
  /** All its lines, from `BEGIN` to `END`. */
  raw: string[];
}

/**
 * Reads a calendar object resource (RFC 4791, 4.1) without looking at what its properties say.
 * @throws AppError `invalid_input` where it is no single VCALENDAR, or its components do not end, `too_large`.
 */
export function readCalendar(text: string): CalendarComponent {
  const roots = componentsIn(readContentLines(text));
  const [calendar, ...others] = roots.parts;
  if (calendar?.name !== 'VCALENDAR' || others.length > 0 || roots.lines.length > 0) {
    throw noCalendar();
  }
  return calendar;
}

/** What stands in some lines: components, and lines that are in none. @throws AppError as {@link readCalendar} does. */
export function componentsIn(lines: readonly ContentLine[]): Omit<CalendarComponent, 'name' | 'raw'> {
  const root: CalendarComponent = { name: '', lines: [], parts: [], raw: [] };
  const open = [root];
  for (const line of lines) {
    const within = open.at(-1) ?? root;
    if (line.name === 'BEGIN') {
      const part: CalendarComponent = { name: valueIn(line), lines: [], parts: [], raw: [] };
      if (open.push(part) > MOST_DEEP) throw taskTooLarge();
      within.parts.push(part);
    } else if (line.name === 'END') {
      if (open.length === 1 || valueIn(line) !== within.name) throw noCalendar();
    } else within.lines.push(line);
    for (const one of open.slice(1)) one.raw.push(line.raw);
    if (line.name === 'END') open.pop();
  }
  if (open.length > 1) throw noCalendar();
  return root;
}

function valueIn({ raw }: ContentLine): string {
  return raw
    .slice(raw.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

/**
 * The task of a calendar, and what else stands beside it: other occurrences of it, and time zones.
 * @throws AppError `invalid_input` where there is none, another one, or something of another kind.
 */
export function taskIn({ parts }: CalendarComponent): {
  todo: CalendarComponent;
  beside: CalendarComponent[];
} {
  if (parts.some(({ name }) => name === 'VEVENT' || name === 'VJOURNAL' || name === 'VFREEBUSY'))
    throw noTask();
  const isOccurrence = ({ lines }: CalendarComponent) => lines.some(({ name }) => name === 'RECURRENCE-ID');
  const todos = parts.filter((part) => part.name === 'VTODO' && !isOccurrence(part));
  const [todo, ...others] = todos;
  if (!todo || others.length > 0) throw noTask();
  return { todo, beside: parts.filter((part) => part !== todo) };
}
