import type { Node } from '@tiptap/pm/model';

/**
 * Where a place in a text is after one change somewhere in it: told by the text before and behind the change, so that it
 * is found again in blocks that were split, joined or made anew as another kind. Within what was replaced, its beginning.
 */
export function followText(before: Node, after: Node, position: number): number {
  const old = flat(before, before.content.size);
  const now = flat(after, after.content.size);
  const offset = flat(before, position).length;
  const shorter = Math.min(old.length, now.length);
  let same = 0;
  while (same < shorter && old[same] === now[same]) same += 1;
  if (offset <= same) return positionAt(after, offset);
  let sameBehind = 0;
  while (sameBehind < shorter - same && old.at(-1 - sameBehind) === now.at(-1 - sameBehind)) sameBehind += 1;
  const isBehind = offset >= old.length - sameBehind;
  return positionAt(after, isBehind ? offset + now.length - old.length : same);
}

/** The text up to a position, with one character for each beginning of a further block and each thing that is no text. */
function flat(doc: Node, position: number): string {
  return doc.textBetween(0, position, '\n', '\uFFFC');
}

function positionAt(doc: Node, offset: number): number {
  let left = offset;
  let found: number | null = null;
  let isFirst = true;
  doc.descendants((node, start) => {
    if (found !== null) return false;
    if (!node.isTextblock && !node.isLeaf) return true;
    if (!isFirst) left -= 1;
    isFirst = false;
    const size = node.isTextblock ? node.content.size : 1;
    if (left <= size) found = start + Math.max(0, left) + (node.isTextblock ? 1 : 0);
    left -= size;
    return false;
  });
  return found ?? doc.content.size;
}
