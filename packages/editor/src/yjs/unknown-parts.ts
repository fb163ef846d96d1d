import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isRecord } from '../schema/json.ts';
import { documentSchema } from '../schema/schema.ts';
import { markName } from './mark-name.ts';

/**
 * Whether a document has what a schema has not: nodes, marks, attributes of either, or anything that is no text. A later
 * version may have written it, or another program. y-tiptap deletes it from the Y.Doc, when it draws the text or when
 * somebody writes beside it, and so from everybody's document.
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
    if (!isWithin(type, fragment)) return false;
    if (type instanceof Y.XmlText) return isUnknownText(type, schema);
    if (type instanceof Y.XmlElement && isUnknownElement(type, schema)) return true;
    return (
      type instanceof Y.XmlFragment && areUnknown(type.toArray().filter(isNew), schema, type !== fragment)
    );
  });
}

function isWithin(type: unknown, fragment: Y.XmlFragment): boolean {
  let at: unknown = type;
  while (at instanceof Y.AbstractType && at !== fragment) at = at.parent;
  return at === fragment;
}

/** Looks at parts and all that is in them. @param mayBeText whether they stand in an element, as texts have to */
function areUnknown(parts: readonly unknown[], schema: Schema, mayBeText = false): boolean {
  if (!mayBeText && parts.some((part) => !(part instanceof Y.XmlElement))) return true;
  // Not by recursion: what comes from outside can be nested deeper than the stack.
  const waiting = [...parts];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part instanceof Y.XmlElement) {
      if (isUnknownElement(part, schema)) return true;
      waiting.push(...part.toArray());
    } else if (!(part instanceof Y.XmlText) || isUnknownText(part, schema)) return true;
  }
  return false;
}

function isUnknownElement(element: Y.XmlElement, schema: Schema): boolean {
  const type = schema.nodes[element.nodeName];
  return !type || hasUnknownAttributes(element.getAttributes(), type.spec.attrs);
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
    ([name, value]) => value !== null && value !== undefined && !(known && Object.hasOwn(known, name)),
  );
}
