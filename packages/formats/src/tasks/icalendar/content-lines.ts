import { noCalendar, taskTooLarge } from './refusals.ts';

/** How much is read at once: UTF-16 units, and lines after unfolding. */
export interface CalendarBounds {
  text: number;
  lines: number;
}

/** What one resource may hold. */
const RESOURCE: CalendarBounds = { text: 1_048_576, lines: 10_000 };

/** Octets of a line before it is folded (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

const encoder = new TextEncoder();

/** The control characters that no content line has (RFC 5545, 3.1). */
const CONTROLS = /(?!\t|\n)\p{Cc}/gu;

/** A content line, unfolded. */
export interface ContentLine {
  /** In upper case. */
  name: string;
  /** As it came. */
  raw: string;
}

/**
 * The content lines of a text, unfolded, with empty ones left out. Takes bare line feeds for line breaks, as many programs write them.
 * @throws AppError `invalid_input` for what is no content line, `too_large` for more than the bounds, without any for more than a resource may hold.
 */
export function readContentLines(text: string, most: CalendarBounds = RESOURCE): ContentLine[] {
  if (text.length > most.text) throw taskTooLarge();
  const lines: string[][] = [];
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const rest = line.replace(CONTROLS, '');
    if (rest.startsWith(' ') || rest.startsWith('\t')) {
      const open = lines.at(-1);
      if (!open) throw noCalendar();
      open.push(rest.slice(1));
    } else if (rest !== '' && lines.push([rest]) > most.lines) throw taskTooLarge();
  }
  return lines.map((pieces) => contentLine(pieces.join('')));
}

/** A content line that is unfolded already. @throws AppError `invalid_input` for what is none. */
export function contentLine(raw: string): ContentLine {
  const [name] = /^[A-Za-z0-9-]{1,100}(?=[;:])/.exec(raw) ?? [];
  if (name === undefined) throw noCalendar();
  return { name: name.toUpperCase(), raw };
}

/** Folds lines and puts them together as a text (RFC 5545, 3.1). */
export function writeContentLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  // Three octets are the most that a UTF-16 unit takes.
  if (line.length * 3 <= LINE_OCTETS || encoder.encode(line).length <= LINE_OCTETS) return line;
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (octets + more > LINE_OCTETS) {
      pieces.push(piece);
      piece = '';
      octets = 1;
    }
    piece += character;
    octets += more;
  }
  return [...pieces, piece].join('\r\n ');
}

/** A text as a value (RFC 5545, 3.3.11). */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n');
}
