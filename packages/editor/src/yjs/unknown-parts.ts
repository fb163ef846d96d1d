import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isDrawable } from '../schema/attributes.ts';
import { isRecord } from '../schema/json.ts';
import { documentSchema } from '../schema/schema.ts';
import { markName } from './mark-name.ts';

/** How many elements deep an editor draws; the server reads less (`MAX_DEPTH`), and browsers fail where it is several times as much. */
const MAX_DRAWN_DEPTH = 400;

/** How many places a table may have, of which an editor makes a map. */
const MAX_TABLE_PLACES = 200_000;

/**
 * Whether a document has what a schema has not: nodes, marks, attributes of either, or anything that is no text. A later
 * version may have written it, or another program. y-tiptap deletes it from the Y.Doc, when it draws the text or when
 * somebody writes beside it, and so from everybody's document. Also whether it has what the schema knows by name, but no
 * editor could draw: values that are no plain ones, endless nesting, tables of millions of places.
 */
export function hasUnknownParts(fragment: Y.XmlFragment, schema: Schema = documentSchema): boolean {
  return areUnknown(fragment.toArray(), schema);
}

/** Whether a transaction brings any into a document; to be asked when Yjs says `beforeObserverCalls`. */
export function bringsUnknownParts(
  { changed, beforeState }: Y.Transaction,
  { fragment, schema = documentSchema }: { fragment: Y.XmlFragment; schema?: Schema },
): boolean {
  const isNew = (part: unknown): boolean => {
    const item = part instanceof Y.AbstractType ? part._item : null;
    return !item || item.id.clock >= (beforeState.get(item.id.client) ?? 0);
  };
  return [...changed.keys()].some((type) => {
    const depth = depthWithin(type, fragment);
    if (depth === null) return false;
    if (type instanceof Y.XmlText) return isUnknownText(type, schema);
    if (type instanceof Y.XmlElement && (isUnknownElement(type, schema) || isTooLarge(tableOf(type)))) {
      return true;
    }
    if (!(type instanceof Y.XmlFragment)) return false;
    return areUnknown(type.toArray().filter(isNew), schema, depth);
  });
}

/** How deep a type lies in a fragment, which itself is at 0; null where it does not. */
function depthWithin(type: unknown, fragment: Y.XmlFragment): number | null {
  let depth = 0;
  let at: unknown = type;
  for (; at instanceof Y.AbstractType && at !== fragment; at = at.parent) depth += 1;
  return at === fragment ? depth : null;
}

/** Looks at parts and all that is in them. @param depth of what they stand in; in a fragment itself are no texts */
function areUnknown(parts: readonly unknown[], schema: Schema, depth = 0): boolean {
  if (depth === 0 && parts.some((part) => !(part instanceof Y.XmlElement))) return true;
  // Not by recursion: what comes from outside can be nested deeper than the stack.
  const waiting = parts.map((part) => ({ part, depth: depth + 1 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, depth } = next;
    if (part instanceof Y.XmlElement) {
      if (depth > MAX_DRAWN_DEPTH || isUnknownElement(part, schema) || isTooLarge(part)) return true;
      for (const child of part.toArray()) waiting.push({ part: child, depth: depth + 1 });
    } else if (!(part instanceof Y.XmlText) || isUnknownText(part, schema)) return true;
  }
  return false;
}

function isUnknownElement(element: Y.XmlElement, schema: Schema): boolean {
  const type = schema.nodes[element.nodeName];
  return !type || hasUnknownAttributes(element.getAttributes(), type.spec.attrs);
}

/** The table that an element is, or is a row or a cell of. */
function tableOf(element: Y.XmlElement): unknown {
  switch (element.nodeName) {
    case 'tableRow':
      return element.parent;
    case 'tableCell':
    case 'tableHeader':
      return element.parent?.parent;
    default:
      return element;
  }
}

/** Whether it is a table of too many places: its rows times the columns of the longest. */
function isTooLarge(table: unknown): boolean {
  if (!(table instanceof Y.XmlElement) || table.nodeName !== 'table') return false;
  const rows = table.toArray();
  return rows.some((row) => row instanceof Y.XmlElement && rows.length * columnsOf(row) > MAX_TABLE_PLACES);
}

function columnsOf(row: Y.XmlElement): number {
  return row.toArray().reduce((columns, cell) => {
    const colspan: unknown = cell instanceof Y.XmlElement ? cell.getAttribute('colspan') : 1;
    return columns + (typeof colspan === 'number' ? colspan : 1);
  }, 0);
}

function isUnknownText(text: Y.XmlText, schema: Schema): boolean {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.some(
    ({ insert, attributes = {} }) =>
      typeof insert !== 'string' ||
      Object.entries(attributes).some(([name, value]) => {
        const type = schema.marks[markName(name)];
        return !type || (isRecord(value) && hasUnknownAttributes(value, type.spec.attrs));
      }),
  );
}

/** One without a value is not missed. */
function hasUnknownAttributes(given: Record<string, unknown>, known: object | undefined | null): boolean {
  return Object.entries(given).some(
    ([name, value]) =>
      value !== null &&
      value !== undefined &&
      !(known && Object.hasOwn(known, name) && isDrawable(name, value)),
  );
}
