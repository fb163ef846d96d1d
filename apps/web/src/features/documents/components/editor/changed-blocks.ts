import type { Node } from '@tiptap/pm/model';

/** How many blocks at the beginning and at the end of a document are the very nodes that stood there before. */
interface SameBlocks {
  start: number;
  end: number;
}

/** Every part of the editor asks about the same change, one after the other. */
let latest: { before: Node; after: Node; same: SameBlocks } | null = null;

/** The blocks that a change of a document has left as they were; none is counted at both ends. */
export function sameBlocks(before: Node, after: Node): SameBlocks {
  if (latest?.before !== before || latest.after !== after)
    latest = { before, after, same: compare(before, after) };
  return latest.same;
}

/**
 * Whether a change of a document is about more than the letters of blocks of text that are in no other block, so that what
 * hangs on the other blocks has to be found anew.
 */
export function hasOtherBlocks(before: Node, after: Node): boolean {
  return isAboutMore(before, after, (old, now) => old.isTextblock && now.isTextblock);
}

/** Whether a change is about more than blocks that were replaced one by one, by such as `isLike` tells. */
export function isAboutMore(before: Node, after: Node, isLike: (old: Node, now: Node) => boolean): boolean {
  if (before === after) return false;
  if (before.childCount !== after.childCount) return true;
  const { start, end } = sameBlocks(before, after);
  for (let at = start; at < after.childCount - end; at += 1) {
    const [old, now] = [before.child(at), after.child(at)];
    if (old !== now && !isLike(old, now)) return true;
  }
  return false;
}

function compare({ children: old }: Node, { children: now }: Node): SameBlocks {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { start, end };
}
