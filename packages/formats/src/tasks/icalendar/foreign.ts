import { type CalendarComponent, componentsIn } from './components.ts';
import { type ContentLine, contentLine } from './content-lines.ts';

/** The property that holds the name which a program chose for a task, and that is never shown to any. */
const NAME = 'X-PLENUM-NAME';

/** What is kept of a task beside what Plenum knows: lines and components of its own, and what stands beside it in the calendar. */
export interface Foreign {
  lines: ContentLine[];
  parts: CalendarComponent[];
  beside: CalendarComponent[];
}

/** Reads what was kept; nothing for what is broken. */
export function readForeign(foreign: string | null): Foreign {
  const { lines, parts } = partsOf(foreign);
  const isBeside = ({ name }: CalendarComponent) => name === 'VTODO' || name === 'VTIMEZONE';
  return {
    lines: lines.filter(({ name }) => name !== NAME),
    parts: parts.filter((part) => !isBeside(part)),
    beside: parts.filter(isBeside),
  };
}

function partsOf(foreign: string | null): Pick<CalendarComponent, 'lines' | 'parts'> {
  if (foreign === null) return { lines: [], parts: [] };
  try {
    return componentsIn(foreign.split('\n').map(contentLine));
  } catch {
    return { lines: [], parts: [] };
  }
}

/** The name that a program chose for a task; null where it is called as it would be anyway. */
export function nameIn(foreign: string | null): string | null {
  const line = foreign?.split('\n', 1)[0] ?? '';
  return line.startsWith(`${NAME}:`) ? line.slice(NAME.length + 1) : null;
}

/** What is kept, with a name; null for none. */
export function withName(foreign: string | null, name: string | null): string | null {
  if (name === null) return foreign;
  return `${NAME}:${name}${foreign === null ? '' : `\n${foreign}`}`;
}

/** Whether a line is only ours. */
export function isOwn({ name }: ContentLine): boolean {
  return name === NAME;
}
