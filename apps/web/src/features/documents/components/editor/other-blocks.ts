import type { Node } from '@tiptap/pm/model';

/**
 * Whether a change of a document is about more than the letters of blocks of text that are in no other block, so that what
 * hangs on the other blocks has to be found anew.
 */
export function hasOtherBlocks(before: Node, after: Node): boolean {
  if (before === after) return false;
  const { children } = before;
  if (children.length !== after.childCount) return true;
  return after.children.some((now, at) => {
    const block = children[at];
    return block !== now && !(block?.isTextblock && now.isTextblock);
  });
}
