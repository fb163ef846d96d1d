import { Fragment, type Node } from '@tiptap/pm/model';
import { documentSchema } from '../schema/schema.ts';

/** How much of a part is shown elsewhere, in ProseMirror's units, which are about its letters; more begins no block, and a first one of more is none. */
const MOST = 20_000;
const LARGEST_BLOCK = 100_000;

/** A part of a document, as one of its own. */
export interface Part {
  doc: Node;
  /** False where it is the beginning of more. */
  isWhole: boolean;
}

/**
 * What the address of a document or of one of its blocks means: all of it, the block with what lies in it, or the section that a heading
 * begins; with the notes that it refers to. Null where there is no such block.
 */
export function partOf(doc: Node, blockId: string | null): Part | null {
  const blocks = blockId === null ? doc.children : blocksAt(doc, blockId);
  if (blocks === null) return null;
  const shown: Node[] = [];
  let left = MOST;
  let isWhole = true;
  for (const block of blocks) {
    const beginning = left > 0 ? beginningOf(block, left) : null;
    if (beginning) shown.push(beginning);
    isWhole = beginning === block;
    if (!isWhole) break;
    left -= block.nodeSize;
  }
  const notes = blockId === null && isWhole ? [] : notesOf(doc, shown);
  return { doc: documentSchema.topNodeType.create(null, Fragment.fromArray([...shown, ...notes])), isWhole };
}

/** A block, of a long list of tasks its first ones; null for one that is too large. */
function beginningOf(block: Node, most: number): Node | null {
  if (block.type.name !== 'taskList' || block.nodeSize <= most) {
    return block.nodeSize > LARGEST_BLOCK ? null : block;
  }
  const items: Node[] = [];
  let left = most;
  for (const item of block.children) {
    if (left <= 0 || item.nodeSize > LARGEST_BLOCK) break;
    left -= item.nodeSize;
    items.push(item);
  }
  if (items.length === 0) return null;
  return items.length === block.childCount ? block : block.copy(Fragment.fromArray(items));
}

function blocksAt(doc: Node, blockId: string): readonly Node[] | null {
  let found: readonly Node[] | null = null;
  doc.descendants((node, _position, parent, index) => {
    if (found === null && node.attrs.id === blockId && parent) found = blocksFrom(node, parent, index);
    return found === null && !node.isTextblock;
  });
  return found;
}

function blocksFrom(node: Node, parent: Node, index: number): readonly Node[] {
  if (node.type.name === 'heading') return [node, ...sectionBelow(node, parent.children.slice(index + 1))];
  if (node.type.name !== 'listItem' && node.type.name !== 'taskItem') return [node];
  const { start } = parent.attrs;
  const attributes = { ...parent.attrs, ...(typeof start === 'number' && { start: start + index }) };
  return [parent.type.create(attributes, node)];
}

function sectionBelow(heading: Node, following: readonly Node[]): readonly Node[] {
  const end = following.findIndex(
    ({ type, attrs }) => type.name === 'heading' && attrs.level <= heading.attrs.level,
  );
  return end === -1 ? following : following.slice(0, end);
}

/** The notes that some blocks refer to and that do not stand in them. */
function notesOf(doc: Node, shown: readonly Node[]): Node[] {
  const wanted = new Set<unknown>();
  for (const block of shown)
    eachNote(block, 'footnoteReference', ({ attrs }) => void wanted.add(attrs.noteId));
  for (const block of shown) eachNote(block, 'footnote', ({ attrs }) => void wanted.delete(attrs.noteId));
  const notes: Node[] = [];
  if (wanted.size === 0) return notes;
  eachNote(doc, 'footnote', (note) => {
    if (wanted.delete(note.attrs.noteId) && note.nodeSize <= MOST) notes.push(note);
  });
  return notes;
}

function eachNote(root: Node, name: string, take: (note: Node) => void): void {
  if (root.type.name === name) take(root);
  root.descendants((node) => {
    if (node.type.name === name) take(node);
  });
}
