import { Node } from '@tiptap/pm/model';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import { isSameButForBox } from './boxes.ts';

type Part = Parameters<ProsemirrorBinding['mapping']['get']>[0];

/**
 * Whether a part of the Y.Doc is written as a node is. From then on it stands for this very node, also where it stood for one in
 * another box.
 */
export function standsFor({ mapping }: ProsemirrorBinding, part: Part, node: Node): boolean {
  const known = mapping.get(part);
  if (known === node) return true;
  if (!(known instanceof Node) || !isSameButForBox(known, node)) return false;
  mapping.set(part, node);
  return true;
}
