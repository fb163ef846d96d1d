import type { DocumentId } from '@plenum/domain/ids';
import type { TreeLevel, TreePage } from '@plenum/domain/wiki/types';

/** Where beside a page something is let go of: before it, below it in the tree, or behind it. */
export type Side = 'before' | 'inside' | 'behind';

/** Which side of a row a height in it is, both in pixels: the middle half is inside. */
export function sideAt(y: number, height: number): Side {
  if (y < height / 4) return 'before';
  return y > (height * 3) / 4 ? 'behind' : 'inside';
}

/** The place that letting go of a page there gives it, in the words of the form that moves it. */
export function placeOfDrop(
  page: TreePage,
  { side, level, moving }: { side: Side; level: TreeLevel; moving: DocumentId },
): { parentId: string; after: string } {
  if (side === 'inside') return { parentId: page.id, after: '' };
  const parentId = page.parentId ?? '';
  // What only seems to lie at the top has no place there; behind all that do is the nearest.
  if (page.isElsewhere) return { parentId, after: '' };
  if (side === 'behind') return { parentId, after: page.id };
  const others = level.pages.filter(({ id }) => id !== moving);
  const at = others.findIndex(({ id }) => id === page.id);
  return { parentId, after: others[at - 1]?.id ?? 'first' };
}
