import type { Node } from '@tiptap/pm/model';

/** What templates put where something is to be filled in. */
const GAP = '…';

/**
 * Where writing begins in a document that was just made: the first empty line or gap of its template. Null where it has
 * neither, like what was imported: that is read first, from its beginning.
 */
export function firstPlaceToWrite(doc: Node): { from: number; to: number } | null {
  let place: { from: number; to: number } | null = null;
  doc.descendants((node, position) => {
    if (place || !node.isTextblock) return place === null;
    const start = position + 1;
    const gap = node.textBetween(0, node.content.size, undefined, '\ufffc').indexOf(GAP);
    if (node.content.size === 0) place = { from: start, to: start };
    if (gap !== -1) place = { from: start + gap, to: start + gap + GAP.length };
    return false;
  });
  return place;
}
