import type { ChainedCommands, Command, Editor } from '@tiptap/core';

/** What a block can be, as its name in the messages. */
export type BlockName =
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote'
  | 'codeBlock'
  | 'table'
  | 'horizontalRule';

/** A kind of block that people choose. */
export interface BlockKind {
  name: BlockName;
  /** ProseMirror key name. */
  keys?: string;
  /** Makes the block at the cursor one of this kind, or puts one there. */
  apply(chain: ChainedCommands): ChainedCommands;
  /** Whether the cursor is in one. */
  isActive(editor: Editor): boolean;
}

const heading = (level: 1 | 2 | 3): BlockKind => ({
  name: `heading${level}`,
  keys: `Mod-Alt-${level}`,
  apply: (chain) => chain.setHeading({ level }),
  isActive: (editor) => editor.isActive('heading', { level }),
});

/** The styles of a line of text. */
export const TEXT_STYLES: readonly BlockKind[] = [
  {
    name: 'paragraph',
    keys: 'Mod-Alt-0',
    apply: (chain) => chain.setParagraph(),
    isActive: (editor) => editor.isActive('paragraph'),
  },
  heading(1),
  heading(2),
  heading(3),
];

/** The kinds of lists. */
export const LISTS: readonly BlockKind[] = [
  {
    name: 'bulletList',
    keys: 'Mod-Shift-8',
    apply: (chain) => chain.toggleBulletList(),
    isActive: (editor) => editor.isActive('bulletList'),
  },
  {
    name: 'orderedList',
    keys: 'Mod-Shift-7',
    apply: (chain) => chain.toggleOrderedList(),
    isActive: (editor) => editor.isActive('orderedList'),
  },
  {
    name: 'taskList',
    keys: 'Mod-Shift-9',
    apply: (chain) => chain.toggleTaskList(),
    isActive: (editor) => editor.isActive('taskList'),
  },
];

/** Blocks around text. */
export const WRAPPERS: readonly BlockKind[] = [
  {
    name: 'blockquote',
    keys: 'Mod-Shift-b',
    apply: (chain) => chain.toggleBlockquote(),
    isActive: (editor) => editor.isActive('blockquote'),
  },
  {
    name: 'codeBlock',
    keys: 'Mod-Alt-c',
    apply: (chain) => chain.toggleCodeBlock(),
    isActive: (editor) => editor.isActive('codeBlock'),
  },
];

/** A new table of three by three with a row of headings. */
export const TABLE: BlockKind = {
  name: 'table',
  apply: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).command(leaveRoomBelow),
  isActive: (editor) => editor.isActive('table'),
};

/** A line across the page. */
export const RULE: BlockKind = {
  name: 'horizontalRule',
  apply: (chain) => chain.setHorizontalRule(),
  isActive: () => false,
};

/** A table at the end of the document would leave no line to go on in. */
const leaveRoomBelow: Command = ({ tr, state }) => {
  if (tr.doc.lastChild?.type.name !== 'table') return true;
  const line = state.schema.nodes.paragraph?.create();
  if (line) tr.insert(tr.doc.content.size, line);
  return true;
};

/** Everything the slash menu offers, in its order. */
export const BLOCKS: readonly BlockKind[] = [...TEXT_STYLES, ...LISTS, ...WRAPPERS, TABLE, RULE];
