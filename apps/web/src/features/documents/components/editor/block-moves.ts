import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';

/** A block that can be moved as one: an item of a list, or a block of the document, a quote, a callout, a cell. */
export interface Block {
  node: Node;
  /** The position before it. */
  at: number;
  /** The position among its siblings. */
  index: number;
  parent: Node;
}

const ITEMS = new Set(['listItem', 'taskItem']);
const PARENTS = new Set(['doc', 'blockquote', 'callout', 'decision', 'details', 'tableCell', 'tableHeader']);

/** The innermost block around a position; null where there is none. */
export function blockAround($pos: ResolvedPos): Block | null {
  const next = $pos.nodeAfter && {
    node: $pos.nodeAfter,
    at: $pos.pos,
    index: $pos.index(),
    parent: $pos.parent,
  };
  // Before an item is at the item, and not at the list that it is in.
  if (next && ITEMS.has(next.node.type.name)) return next;
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const [node, parent] = [$pos.node(depth), $pos.node(depth - 1)];
    // A line of an item goes with it, the item before what is in it.
    const isFirstOfItem = ITEMS.has(parent.type.name) && $pos.index(depth - 1) === 0;
    if (isFirstOfItem || !(ITEMS.has(node.type.name) || PARENTS.has(parent.type.name))) continue;
    return { node, at: $pos.before(depth), index: $pos.index(depth - 1), parent };
  }
  return next && PARENTS.has(next.parent.type.name) ? next : null;
}

/** Where a block is by now, whatever else has changed; null where it has changed itself or is gone. */
export function findBlock(doc: Node, { node, at }: Block): Block | null {
  if (at < doc.content.size && doc.nodeAt(at) === node) {
    const $pos = doc.resolve(at);
    return { node, at, index: $pos.index(), parent: $pos.parent };
  }
  let found: Block | null = null;
  // What nobody has changed stays the same object.
  doc.descendants((one, position, parent, index) => {
    if (one === node && parent) found = { node, at: position, index, parent };
    return found === null;
  });
  return found;
}

/** The block that is selected, or that the cursor is in. */
export function selectedBlock({ selection }: EditorState): Block | null {
  if (selection instanceof NodeSelection && selection.node.isBlock) {
    const { node, $from } = selection;
    return { node, at: $from.pos, index: $from.index(), parent: $from.parent };
  }
  return blockAround(selection.$head);
}

/** Moves a block over the one before or behind it; null where there is none. The selection goes with it, or into it. */
export function moveBlock(state: EditorState, block: Block, by: -1 | 1): Transaction | null {
  const { node, at, index, parent } = block;
  const other = parent.maybeChild(index + by);
  if (!other) return null;
  const from = by === -1 ? at - other.nodeSize : at;
  const to = from + node.nodeSize + other.nodeSize;
  const tr = state.tr.replaceWith(from, to, Fragment.from(by === -1 ? [node, other] : [other, node]));
  const moved = by * other.nodeSize;
  const { anchor, head } = state.selection;
  const isInside = anchor >= at && head <= at + node.nodeSize;
  if (isInside && state.selection instanceof NodeSelection)
    tr.setSelection(NodeSelection.create(tr.doc, anchor + moved));
  else tr.setSelection(Selection.near(tr.doc.resolve((isInside ? head : at + 1) + moved)));
  return tr.scrollIntoView();
}

/** Puts a copy of a block behind it, with the cursor in the copy. */
export function duplicateBlock(state: EditorState, { node, at }: Block): Transaction {
  const behind = at + node.nodeSize;
  const tr = state.tr.insert(behind, node);
  return tr.setSelection(Selection.near(tr.doc.resolve(behind + 1))).scrollIntoView();
}

/** Takes a block out; the last there is leaves an empty line. */
export function deleteBlock(state: EditorState, { node, at, parent }: Block): Transaction {
  const tr = state.tr;
  if (parent.childCount > 1) tr.delete(at, at + node.nodeSize);
  else if (ITEMS.has(node.type.name)) tr.deleteRange(at, at + node.nodeSize);
  else tr.replaceWith(at, at + node.nodeSize, state.schema.nodes.paragraph?.create() ?? Fragment.empty);
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)))).scrollIntoView();
}
