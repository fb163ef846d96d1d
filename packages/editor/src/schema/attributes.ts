import { safeHref } from './href.ts';

type Vetter = (value: unknown) => unknown;

const MAX_TITLE_LENGTH = 1000;
const MAX_SPAN = 100;
const MAX_LABEL_LENGTH = 100;

/** The highest heading level that a document has. */
export const MAX_HEADING_LEVEL = 4;

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
const label: Vetter = (value) => {
  if (typeof value !== 'string') return '…';
  const name = cleanText(value.slice(0, MAX_LABEL_LENGTH)).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  return name.replace(/\s+/g, ' ').trim() || '…';
};

const columnWidths: Vetter = (value) => {
  const valid = (width: unknown): boolean =>
    typeof width === 'number' && Number.isInteger(width) && width >= 0 && width < 10_000;
  return Array.isArray(value) && value.length <= MAX_SPAN && value.every(valid) ? value : null;
};

const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const id = matching(/^[\w-]{1,64}$/);
const span = integer({ min: 1, max: MAX_SPAN, otherwise: 1 });
const cell = {
  colspan: span,
  rowspan: span,
  colwidth: columnWidths,
  align: matching(/^(left|right|center)$/),
};

const VETTERS: Readonly<Record<string, Readonly<Record<string, Vetter>>>> = {
  paragraph: { id },
  heading: { id, level: integer({ min: 1, max: MAX_HEADING_LEVEL, otherwise: 1 }) },
  blockquote: { id },
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

/**
 * Text without control characters and lone surrogates, which PostgreSQL (`text`, `jsonb`) and XML formats refuse. Tab and
 * line breaks stay.
 */
export function cleanText(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}/gu, '');
}
