import type { Node, ResolvedPos } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** A piece of a text, in positions of ProseMirror. */
export interface TextPiece<Writer> {
  from: number;
  to: number;
  writer: Writer;
}

/** Says who wrote a piece of a Y.Text, in order; null for nobody. Pieces of the very same writer become one. */
export type WritersOf<Writer> = (text: Y.Text) => Iterable<{ length: number; writer: Writer | null }>;

/**
 * Who wrote what of a node, from what it is made of in Yjs. Empty where the two do not agree, as while a change of one is on its
 * way to the other.
 * @param start the position of the node's content.
 */
export function piecesOf<Writer>(
  { element, node, start }: { element: Y.XmlFragment; node: Node; start: number },
  writersOf: WritersOf<Writer>,
): TextPiece<Writer>[] {
  const pieces: TextPiece<Writer>[] = [];
  const end = start + node.content.size;
  let at = start;
  for (const child of element.toArray()) {
    if (child instanceof Y.Text) {
      for (const { length, writer } of writersOf(child)) {
        const before = pieces.at(-1);
        if (before && before.to === at && before.writer === writer) before.to += length;
        else if (writer !== null) pieces.push({ from: at, to: at + length, writer });
        at += length;
      }
      continue;
    }
    const inner = at < end ? node.childAfter(at - start).node : null;
    if (!inner || !(child instanceof Y.XmlElement) || child.nodeName !== inner.type.name) return [];
    if (!inner.isLeaf) {
      pieces.push(...piecesOf({ element: child, node: inner, start: at + 1 }, writersOf));
    }
    at += inner.nodeSize;
  }
  return at === end ? pieces : [];
}

/** What the node around a position is made of in Yjs; null where the two do not agree. */
export function elementAt(fragment: Y.XmlFragment, at: ResolvedPos): Y.XmlFragment | null {
  let element: Y.XmlFragment = fragment;
  for (let depth = 0; depth < at.depth; depth++) {
    const child: unknown = element.get(at.index(depth));
    if (!(child instanceof Y.XmlElement) || child.nodeName !== at.node(depth + 1).type.name) return null;
    element = child;
  }
  return element;
}
