import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isRecord, type MarkJson, type NodeJson } from '../schema/json.ts';
import { MAX_DEPTH, safeDocument } from '../schema/safe-document.ts';
import { blocksFromTaskList } from '../tasks/list-as-text.ts';
import { markName } from './mark-name.ts';
import { ReadCopy } from './read-copy.ts';

/**
 * The document in a Yjs update (V1; a whole state or a merge of updates). What the schema doesn't know is left out, see
 * {@link safeDocument}; without content it is one empty paragraph. Throws only when Yjs can't apply the bytes: they are no
 * update, or delete types nested thousands deep.
 */
export function jsonFromUpdate(update: Uint8Array): NodeJson {
  return readUpdates([update], jsonFromFragment);
}

/**
 * Reads the document that some updates (V1) make together; that of a large one and a few small ones costs less than to merge them
 * before. Throws as {@link jsonFromUpdate}.
 */
export function readUpdates<T>(updates: Iterable<Uint8Array>, read: (fragment: Y.XmlFragment) => T): T {
  const copy = new ReadCopy();
  copy.apply(updates);
  return copy.read(read);
}

/**
 * The document in a Y.XmlFragment, as {@link jsonFromUpdate}, and without changing it: y-tiptap's own reader deletes from
 * the Y.Doc what its schema doesn't know, and with an unknown mark the text that carries it.
 */
export function jsonFromFragment(fragment: Y.XmlFragment): NodeJson {
  const json: NodeJson = documentFromFragment(fragment).toJSON();
  return json;
}

/** The same, as a ProseMirror node. */
export function documentFromFragment(fragment: Y.XmlFragment): Node {
  return safeDocument({ type: 'doc', content: shownBlocks(fragment) });
}

/** The document in a Y.XmlFragment by itself, for whoever writes in it: without the tasks beside it, see {@link shownBlocks}. */
export function ownDocument(fragment: Y.XmlFragment): Node {
  return safeDocument({ type: 'doc', content: blocksFromFragment(fragment.toArray()) });
}

/** What a document is read as, not vetted: the blocks of its text, and of a list of tasks these. */
export function shownBlocks(fragment: Y.XmlFragment): NodeJson[] {
  return [...blocksFromFragment(fragment.toArray()), ...taskBlocks(fragment.doc)];
}

/** The tasks that a document has by themselves, as blocks, not vetted. @param most tasks, from the first; all of them if left out. */
export function taskBlocks(doc: Y.Doc | null, most?: number): NodeJson[] {
  const read = (description: Y.XmlFragment) => blocksFromFragment(description.toArray());
  return doc ? blocksFromTaskList(doc, read, most) : [];
}

/** Some of the blocks of a Y.XmlFragment as they stand there, not vetted. */
export function blocksFromFragment(blocks: readonly unknown[]): NodeJson[] {
  return partsJson(blocks, 1);
}

function partsJson(parts: readonly unknown[], depth: number): NodeJson[] {
  if (depth > MAX_DEPTH) return [];
  return parts.flatMap((part) => {
    if (part instanceof Y.XmlElement) return [elementJson(part, depth)];
    return part instanceof Y.Text ? textJson(part) : [];
  });
}

function elementJson(element: Y.XmlElement, depth: number): NodeJson {
  return {
    type: element.nodeName,
    attrs: element.getAttributes(),
    content: partsJson(element.toArray(), depth + 1),
  };
}

function textJson(text: Y.Text): NodeJson[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string'
      ? [{ type: 'text', text: insert, marks: Object.entries(attributes).map(markJson) }]
      : [],
  );
}

function markJson([name, value]: [string, unknown]): MarkJson {
  return { type: markName(name), attrs: isRecord(value) ? value : {} };
}
