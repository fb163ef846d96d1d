import type { Node, ResolvedPos } from '@tiptap/pm/model';

/** The task in whose own line a place is; null elsewhere, also in what stands below the line. */
export function taskLineAt($place: ResolvedPos): Node | null {
  const item = $place.depth < 2 ? null : $place.node($place.depth - 1);
  const isLine = $place.parent.isTextblock && $place.index($place.depth - 1) === 0;
  return item?.type.name === 'taskItem' && isLine ? item : null;
}

/** Which of some tasks are lines of a text. */
export function linesAmong(doc: Node, ids: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  if (ids.size === 0) return found;
  doc.descendants((node) => {
    const id: unknown = node.attrs.id;
    if (node.type.name === 'taskItem' && typeof id === 'string' && ids.has(id)) found.add(id);
    return !node.isTextblock && found.size < ids.size;
  });
  return found;
}
