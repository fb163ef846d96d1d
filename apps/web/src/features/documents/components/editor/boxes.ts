import { BLOCKS_IN_BOX, BOXED_FROM } from '@plenum/editor/schema/boxes';
import { type Editor, Mark } from '@tiptap/core';
import { type Mark as BoxMark, Fragment, type MarkType, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import { Step, StepResult } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { isAboutMore } from './changed-blocks.ts';

const NAME = 'box';

/** From how many blocks on a document has boxes, and how many are in a box at first. It has them until it is half as long. */
export interface BoxSizes {
  from: number;
  size: number;
}

const USUAL: BoxSizes = { from: BOXED_FROM, size: BLOCKS_IN_BOX };

/**
 * Shows the blocks of a long document in boxes, of which the browser lays out and paints those near the screen: a letter
 * would otherwise wait for all. A box is a mark on the blocks, which ProseMirror draws as one element around neighbours that
 * have the same; it is no part of the document, and y-tiptap writes no marks of blocks.
 */
export const Boxes = Mark.create<BoxSizes>({
  name: NAME,

  addOptions: () => USUAL,

  addAttributes: () => ({ number: { default: 0, rendered: false } }),

  renderHTML: () => ['div', { class: NAME }, 0],

  // A block can get into another one, or out of it, before its mark goes.
  onBeforeCreate() {
    const { nodes, marks } = this.editor.schema;
    for (const type of Object.values(nodes)) {
      if (!type.inlineContent && !type.isLeaf) Object.assign(type, { markSet: [marks[NAME]] });
    }
  },

  addKeyboardShortcuts() {
    const { editor } = this;
    const jump = (way: 'start' | 'end', isExtending: boolean) => () => jumpTo(editor, { way, isExtending });
    return {
      'Mod-Home': jump('start', false),
      'Mod-End': jump('end', false),
      'Shift-Mod-Home': jump('start', true),
      'Shift-Mod-End': jump('end', true),
      'Cmd-ArrowUp': jump('start', false),
      'Cmd-ArrowDown': jump('end', false),
      'Shift-Cmd-ArrowUp': jump('start', true),
      'Shift-Cmd-ArrowDown': jump('end', true),
    };
  },

  addProseMirrorPlugins() {
    const sizes = this.options;
    return [
      new Plugin({
        appendTransaction(transactions, { doc: before }, { doc, tr }) {
          if (!mayNeedBoxes(before, doc) || inBoxes(doc, sizes) === doc) return null;
          const origin = transactions.find(({ docChanged }) => docChanged)?.getMeta(ySyncPluginKey);
          return tr.step(new ArrangeBoxes(sizes)).setMeta(ySyncPluginKey, origin);
        },
        props: {
          transformCopied: ({ content, openStart, openEnd }) =>
            new Slice(withoutBoxes(content), openStart, openEnd),
        },
      }),
    ];
  },
});

/** The document with its blocks in boxes, or without where it is short; the same one where it is so already. */
export function inBoxes(doc: Node, sizes: BoxSizes = USUAL): Node {
  const type = doc.type.schema.marks[NAME];
  if (!type) return doc;
  const boxes = boxesFor(doc.children.map(boxOf), sizes);
  const children = doc.children.map((child, at) => inBox(child, boxes[at] ?? null, type));
  return children.every((child, at) => child === doc.child(at)) ? doc : doc.copy(Fragment.from(children));
}

/** Whether two nodes are the same but for the box that they are in. */
export function isSameButForBox(one: Node, other: Node): boolean {
  return (
    one === other ||
    (one.type === other.type &&
      one.content.eq(other.content) &&
      one.hasMarkup(other.type, other.attrs, one.marks))
  );
}

/** Puts the blocks of a document into boxes, which moves nothing. */
class ArrangeBoxes extends Step {
  readonly #sizes: BoxSizes;

  constructor(sizes: BoxSizes) {
    super();
    this.#sizes = sizes;
  }

  override apply(doc: Node): StepResult {
    return StepResult.ok(inBoxes(doc, this.#sizes));
  }

  override invert(): Step {
    return this;
  }

  override map(): Step {
    return this;
  }

  override toJSON(): { stepType: string } {
    return { stepType: NAME };
  }
}

/** False where nothing but the letters of blocks in the same boxes has changed. */
function mayNeedBoxes(before: Node, doc: Node): boolean {
  return isAboutMore(before, doc, (old, now) => now.isTextblock && boxOf(old) === boxOf(now));
}

function boxOf(node: Node): number | null {
  return node.marks.find(({ type }) => type.name === NAME)?.attrs.number ?? null;
}

/** The boxes of neighbours: each has one with those beside it, and no box stands in two places. */
function boxesFor(known: readonly (number | null)[], { from, size }: BoxSizes): (number | null)[] {
  const first = known.find((box) => box !== null);
  if (known.length < (first === undefined ? from : from / 2)) return known.map(() => null);
  let fresh = known.reduce<number>((most, box) => Math.max(most, box ?? 0), 0) + 1;
  let box = first ?? 0;
  const seen = new Set([box]);
  const boxes = known.map((own) => {
    if (own !== null && !seen.has(own)) box = own;
    seen.add(box);
    return box;
  });
  for (let start = 0, end = 0; start < boxes.length; start = end) {
    while (end < boxes.length && boxes[end] === boxes[start]) end += 1;
    if (end - start <= 2 * size) continue;
    for (let at = start + size; at < end; at += size, fresh += 1) {
      boxes.fill(fresh, at, Math.min(at + size, end));
    }
  }
  return boxes;
}

function inBox(block: Node, box: number | null, type: MarkType): Node {
  const content = block.isTextblock ? block.content : withoutBoxes(block.content);
  const kept = content === block.content ? block : block.copy(content);
  return boxOf(kept) === box ? kept : kept.mark(box === null ? [] : [markOf(type, box)]);
}

const marks = new WeakMap<MarkType, Map<number, BoxMark>>();

/** One and the same for all blocks of a box: ProseMirror compares those of all blocks whenever it draws. */
function markOf(type: MarkType, number: number): BoxMark {
  const known = marks.get(type) ?? new Map<number, BoxMark>();
  marks.set(type, known);
  const mark = known.get(number) ?? type.create({ number });
  known.set(number, mark);
  return mark;
}

/** Fragments that are known to have no boxes. */
const bare = new WeakSet<Fragment>();

function withoutBoxes(fragment: Fragment): Fragment {
  if (bare.has(fragment)) return fragment;
  const children = fragment.content.map((node) => {
    if (node.isText || node.isLeaf) return node;
    const content = withoutBoxes(node.content);
    if (content === node.content && boxOf(node) === null) return node;
    return node.copy(content).mark(node.marks.filter(isNoBox));
  });
  const isSame = children.every((child, at) => child === fragment.child(at));
  const found = isSame ? fragment : Fragment.from(children);
  bare.add(found);
  return found;
}

function isNoBox({ type }: BoxMark): boolean {
  return type.name !== NAME;
}

/** Takes the cursor to an end of the document: what is in no box on the screen is laid out nowhere, and no browser finds it. */
function jumpTo(
  { state, view }: Editor,
  { way, isExtending }: { way: 'start' | 'end'; isExtending: boolean },
): boolean {
  const { doc, selection, tr } = state;
  if (doc.firstChild === null || boxOf(doc.firstChild) === null) return false;
  const end = way === 'end' ? Selection.atEnd(doc) : Selection.atStart(doc);
  view.dispatch(
    tr.setSelection(isExtending ? TextSelection.between(selection.$anchor, end.$head) : end).scrollIntoView(),
  );
  return true;
}
