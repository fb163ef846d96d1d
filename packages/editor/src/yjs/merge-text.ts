import * as Y from 'yjs';
import { newBlockId } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { elementsFromJson } from './elements-from-json.ts';
import { knownBlocks } from './known-json.ts';
import { addressOf, ownAddress, withLinks } from './moved-links.ts';
import { valuesIn, withLevels } from './sections.ts';
import { type PlacedThread, ThreadPlaces } from './thread-places.ts';

/** Two texts, and the ids of their documents. */
export interface Merging {
  from: { id: string; title: string; updates: Iterable<Uint8Array>; threads: readonly PlacedThread[] };
  into: { id: string; updates: Iterable<Uint8Array> };
  /** The instance's public origin, by which links to its own documents are known. */
  origin: string;
}

/** The update (V1) that puts a text behind another, and where its threads are there. */
export interface MergedText {
  update: Uint8Array;
  /** The block of the heading below which it stands. */
  headingId: string;
  threads: PlacedThread[];
}

/**
 * Puts a text behind another one, below a heading with its title, with its headings one level further down. Blocks keep their ids, unless the
 * other text has the same; links within the text lead where they led.
 * @throws AppError `conflict` where the text has what the schema doesn't know.
 */
export function mergeText({ from, into, origin }: Merging): MergedText {
  const [source, target] = [docOf(from.updates), docOf(into.updates)];
  try {
    const fragment = source.getXmlFragment(FRAGMENT_NAME);
    const places = new ThreadPlaces(fragment, from.threads);
    const goal = target.getXmlFragment(FRAGMENT_NAME);
    const headingId = newBlockId();
    const ids = newIds(knownBlocks(fragment), goal);
    const lead = (href: string): string => {
      const address = ownAddress(href, origin);
      if (!address || (address.documentId ?? from.id) !== from.id) return href;
      const { blockId, rest } = address;
      const documentId = address.documentId === null ? null : into.id;
      const isAll = documentId !== null && blockId === null && rest === '';
      const block = blockId === null ? null : (ids.get(blockId) ?? blockId);
      return addressOf({ documentId, rest, blockId: isAll ? headingId : block });
    };
    const blocks = knownBlocks(fragment).map((block) => withLinks(withIds(block, ids), lead));
    const heading = {
      type: 'heading',
      attrs: { level: 1, id: headingId },
      content: [{ type: 'text', text: from.title }],
    };
    const elements = elementsFromJson([heading, ...withLevels(blocks, 1)]);
    const updates: Uint8Array[] = [];
    target.on('update', (update: Uint8Array) => updates.push(update));
    target.transact(() => goal.insert(goal.length, elements));
    const copies = new Map(elements.slice(1).map((element, at) => [at, element]));
    return { update: Y.mergeUpdates(updates), headingId, threads: places.inCopies(copies) };
  } finally {
    source.destroy();
    target.destroy();
  }
}

function docOf(updates: Iterable<Uint8Array>): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** New ids for what a text has of the ids of blocks and notes that another one has. */
function newIds(blocks: readonly NodeJson[], other: Y.XmlFragment): Map<string, string> {
  const taken = new Set<unknown>();
  const waiting: unknown[] = other.toArray();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!(next instanceof Y.XmlElement)) continue;
    for (const name of IDS) taken.add(next.getAttribute(name));
    waiting.push(...next.toArray());
  }
  const ids = IDS.flatMap((name) => [...valuesIn(blocks, name)]);
  return new Map(ids.filter((id) => taken.has(id)).map((id) => [id, newBlockId()]));
}

const IDS = ['id', 'noteId'] as const;

function withIds(node: NodeJson, ids: ReadonlyMap<string, string>): NodeJson {
  const copy = { ...node };
  for (const name of IDS) {
    const id = node.attrs?.[name];
    const now = typeof id === 'string' ? ids.get(id) : undefined;
    if (now !== undefined) copy.attrs = { ...copy.attrs, [name]: now };
  }
  if (node.content) copy.content = node.content.map((child) => withIds(child, ids));
  return copy;
}
