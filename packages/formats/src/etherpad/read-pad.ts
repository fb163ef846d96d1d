import { isRecord } from '@plenum/editor/schema/json';
import { damaged } from '../zip/read-zip.ts';
import { attributeNumbers, readOps } from './attribs.ts';

/** The attributes of a piece of text, by name. */
export type PadAttributes = ReadonlyMap<string, string>;

/** A line of a pad. */
export interface PadLine {
  /** Of the line: lists, headings, alignment. */
  attributes: PadAttributes;
  pieces: { text: string; attributes: PadAttributes }[];
}

/** What a pad has beside its text. */
export interface Pad {
  id: string;
  lines: PadLine[];
  chatMessages: number;
  revisions: number;
  authors: number;
}

const NONE: PadAttributes = new Map();

/** What a number stands for that the pad does not explain. */
const UNKNOWN = ['removed', 'true'] as const;

/**
 * Reads a file that Etherpad has exported (.etherpad): the text as it was last, of one pad.
 * @throws AppError `invalid_input` for what is no such file.
 */
export function readPad(content: string): Pad {
  let records: unknown;
  try {
    records = JSON.parse(content);
  } catch (error) {
    throw damaged(error);
  }
  if (!isRecord(records)) throw damaged();
  const keys = Object.keys(records);
  const key = keys.find((one) => /^pad:[^:]+$/.test(one));
  const pad = key === undefined ? undefined : records[key];
  if (key === undefined || !isRecord(pad) || !isRecord(pad.atext)) throw damaged();
  const { text, attribs } = pad.atext;
  const ops = typeof attribs === 'string' ? readOps(attribs) : null;
  if (typeof text !== 'string' || ops === null) throw damaged();
  const pool = poolOf(pad.pool);
  return {
    id: key.slice('pad:'.length).replace(/^g\.[^$]*\$/, ''),
    lines: linesOf(text, ops, pool),
    chatMessages: keys.filter((one) => one.startsWith(`${key}:chat:`)).length,
    revisions: keys.filter((one) => one.startsWith(`${key}:revs:`)).length,
    authors: keys.filter((one) => one.startsWith('globalAuthor:')).length,
  };
}

function poolOf(pool: unknown): ReadonlyMap<number, readonly [string, string]> {
  const known = new Map<number, readonly [string, string]>();
  if (!isRecord(pool) || !isRecord(pool.numToAttrib)) return known;
  for (const [number, attribute] of Object.entries(pool.numToAttrib)) {
    if (!Array.isArray(attribute)) continue;
    const [name, value]: unknown[] = attribute;
    if (typeof name === 'string') known.set(Number(number), [name, String(value)]);
  }
  return known;
}

function linesOf(
  text: string,
  ops: NonNullable<ReturnType<typeof readOps>>,
  pool: ReadonlyMap<number, readonly [string, string]>,
): PadLine[] {
  const known = new Map<string, PadAttributes>();
  const attributesOf = (attribs: string): PadAttributes => {
    const found =
      known.get(attribs) ?? new Map(attributeNumbers(attribs).map((number) => pool.get(number) ?? UNKNOWN));
    known.set(attribs, found);
    return found;
  };
  let line: PadLine = { attributes: NONE, pieces: [] };
  const lines = [line];
  let at = 0;
  for (const { attribs, chars } of [...ops, { attribs: '', chars: text.length, lines: 0 }]) {
    const attributes = attributesOf(attribs);
    const parts = text.slice(at, at + chars).split('\n');
    at += chars;
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        line = { attributes: NONE, pieces: [] };
        lines.push(line);
      }
      // The first letter of such a line stands for what the line is.
      const isMarker =
        line.pieces.length === 0 &&
        line.attributes === NONE &&
        attributes.has('lmkr') &&
        part.startsWith('*');
      if (isMarker) line.attributes = attributes;
      const rest = isMarker ? part.slice(1) : part;
      if (rest !== '') line.pieces.push({ text: rest, attributes });
    }
  }
  return lines;
}
