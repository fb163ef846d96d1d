import * as Y from 'yjs';
import { documentSchema } from '../schema/schema.ts';

/**
 * Gives every empty text block in a fragment a Y.XmlText. Two people who begin to write in a block without one would each
 * make one, and editors join the two by copying, each of them, so that text is doubled. Only whoever makes a block may
 * fill it.
 */
export function fillEmptyBlocks(fragment: Y.XmlFragment): void {
  for (const child of fragment.toArray()) if (child instanceof Y.XmlElement) fillBlock(child);
}

/**
 * Fills the empty text blocks that local transactions of an origin add to a fragment, under the same origin.
 * @returns the way to stop
 */
export function keepBlocksFilled(fragment: Y.XmlFragment, origin: unknown): () => void {
  const fill = (events: Y.YEvent<Y.XmlFragment>[], { local, origin: from, doc }: Y.Transaction): void => {
    if (!local || from !== origin) return;
    const added = events.flatMap(addedElements);
    if (added.length > 0) doc.transact(() => added.forEach(fillBlock), origin);
  };
  fragment.observeDeep(fill);
  return () => fragment.unobserveDeep(fill);
}

/** The same for one block and what is in it. */
export function fillBlock(element: Y.XmlElement): void {
  if (element.length > 0) fillEmptyBlocks(element);
  else if (documentSchema.nodes[element.nodeName]?.isTextblock) element.insert(0, [new Y.XmlText()]);
}

function addedElements(event: Y.YEvent<Y.XmlFragment>): Y.XmlElement[] {
  // A text has no elements; reading its changes would walk all of it.
  if (!(event.target instanceof Y.XmlFragment)) return [];
  return [...event.changes.added].flatMap(({ content }) =>
    content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? [content.type] : [],
  );
}
