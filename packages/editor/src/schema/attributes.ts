import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { CALLOUT_KINDS } from './callout-kinds.ts';
import { COLOURS } from './colours.ts';
import { MOST_VOTES } from './decision-words.ts';
import { safeHref } from './href.ts';

type Vetter = (value: unknown) => unknown;

const MAX_TITLE_LENGTH = 1000;
const MAX_SPAN = 100;
const MAX_LABEL_LENGTH = 100;
/** As long as a title. */
const MAX_LINK_LENGTH = 200;

/** The highest heading level that a document has. */
export const MAX_HEADING_LEVEL = 4;

/** The most minutes that an item of an agenda has. */
export const MOST_MINUTES = 600;

const matching =
  (pattern: RegExp): Vetter =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : null;

const integer =
  (range: { min: number; max: number; otherwise: number }): Vetter =>
  (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < range.min) return range.otherwise;
    return Math.min(value, range.max);
  };

const title: Vetter = (value) =>
  typeof value === 'string' && value.length <= MAX_TITLE_LENGTH ? cleanText(value) : null;

/** A name on one line, without what would turn the direction of the text beside it (UAX #9, explicit formatting). */
const name =
  (most: number): Vetter =>
  (value) => {
    if (typeof value !== 'string') return '…';
    const said = cleanText(value.slice(0, most)).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
    return said.replace(/\s+/g, ' ').trim() || '…';
  };
const label = name(MAX_LABEL_LENGTH);

/** A whole number in a range; null for what is none, since a cut one would be another's. */
const within =
  (least: number, most: number): Vetter =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;

const votes = within(0, MOST_VOTES);

const columnWidths: Vetter = (value) => {
  const valid = (width: unknown): boolean =>
    typeof width === 'number' && Number.isInteger(width) && width >= 0 && width < 10_000;
  return Array.isArray(value) && value.length <= MAX_SPAN && value.every(valid) ? value : null;
};

const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
/** As ids of documents are written: in small letters. */
const documentId = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const id = matching(/^[\w-]{1,64}$/);
const span = integer({ min: 1, max: MAX_SPAN, otherwise: 1 });
const optional = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= Number.MAX_SAFE_INTEGER
    ? value
    : null;
/** Words beside a picture: no more than somebody would have read to them. */
const words: Vetter = (value) =>
  typeof value === 'string' ? cleanText(value.slice(0, MAX_TITLE_LENGTH)).replace(/\s+/g, ' ').trim() : '';
const oneOf = (values: readonly string[], otherwise: string | null = null): Vetter => {
  const known: readonly unknown[] = values;
  return (value) => (known.includes(value) ? value : otherwise);
};
const colour = oneOf(COLOURS);
const day: Vetter = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  // A day that there is not becomes another, or none.
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
};
const styled = {
  align: oneOf(['center', 'end', 'justify']),
  dir: oneOf(['ltr', 'rtl']),
};
const cell = {
  colspan: span,
  rowspan: span,
  colwidth: columnWidths,
  align: matching(/^(left|right|center)$/),
};

const VETTERS: Readonly<Record<string, Readonly<Record<string, Vetter>>>> = {
  paragraph: { id, ...styled },
  heading: {
    id,
    ...styled,
    level: integer({ min: 1, max: MAX_HEADING_LEVEL, otherwise: 1 }),
    minutes: within(1, MOST_MINUTES),
  },
  blockquote: { id },
  callout: { id, kind: oneOf(CALLOUT_KINDS, 'note') },
  decision: { id, result: oneOf(DECISION_RESULTS, 'open'), yes: votes, no: votes, abstain: votes },
  details: { id },
  footnote: { id, noteId: id },
  footnoteReference: { noteId: id },
  codeBlock: { id, language: matching(/^[\w+#.-]{1,40}$/) },
  listItem: { id },
  taskItem: { id, checked: (value) => value === true },
  table: { id },
  tableCell: cell,
  tableHeader: cell,
  orderedList: {
    start: integer({ min: 0, max: 999_999_999, otherwise: 1 }),
    type: matching(/^[1aAiI]$/),
  },
  mention: { personId: uuid, label },
  date: { date: day },
  documentLink: { documentId: uuid, label: name(MAX_LINK_LENGTH) },
  image: { id, fileId: uuid, alt: words, width: optional, height: optional },
  attachment: { id, fileId: uuid, name: label, size: optional },
  tableOfContents: { id },
  transclusion: { id, documentId, blockId: id },
  childPages: { id, levels: integer({ min: 1, max: 2, otherwise: 1 }) },
  textColour: { colour },
  highlight: { colour },
  link: { href: safeHref, title },
};

const ENTRIES = new Map(
  Object.entries(VETTERS).map(([typeName, vetters]) => [typeName, Object.entries(vetters)]),
);

/**
 * The attributes of a node or mark type that are safe to show, each with a valid value; whatever else was there is gone.
 * Markdown (CommonMark 0.31 §5.3) sets the bound of an ordered list's start.
 */
export function safeAttributes(
  typeName: string,
  raw: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, vet] of ENTRIES.get(typeName) ?? []) attributes[name] = vet(raw[name]);
  return attributes;
}

/** How far a cell of a table that is drawn may reach at most (HTML, "attributes common to td and th elements"). */
export const MOST_COLUMNS = 1_000;
/** The same down the rows. */
export const MOST_ROWS = 65_534;

const isSpan = (value: unknown, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

/** Attributes that say how often something is done to draw a cell. */
const MEASURES: Readonly<Record<string, (value: unknown) => boolean>> = {
  colspan: (value) => isSpan(value, MOST_COLUMNS),
  rowspan: (value) => isSpan(value, MOST_ROWS),
  colwidth: (value) =>
    Array.isArray(value) &&
    value.length <= MOST_COLUMNS &&
    value.every((width) => width === null || typeof width === 'number'),
};

/**
 * Whether an editor that is handed a node as it stands in Yjs lives with the value of an attribute. It vets what it shows, but of a cell over a
 * million columns, or of a value with parts of its own, the page would stand still or fail.
 */
export function isDrawable(name: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Object.hasOwn(MEASURES, name)) return MEASURES[name]?.(value) === true;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * Text without control characters and lone surrogates, which PostgreSQL (`text`, `jsonb`) and XML formats refuse. Tab and
 * line breaks stay.
 */
export function cleanText(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}/gu, '');
}
