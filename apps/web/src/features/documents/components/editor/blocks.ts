import { USUAL_MINUTES } from '@plenum/editor/schema/agenda-item';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { ChainedCommands, Command, Editor } from '@tiptap/core';
import { type CompletionStep, completionKey } from './completions/completion-plugin.ts';
import { localDay } from './local-day.ts';

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
  | 'horizontalRule'
  | 'agendaItem'
  | 'decision'
  | 'callout'
  | 'details'
  | 'image'
  | 'footnote'
  | 'tableOfContents'
  | 'transclusion'
  | 'childPages'
  | 'formula'
  | 'diagram'
  | 'date';

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

/** What meetings consist of. */
const MEETING: readonly BlockKind[] = [
  {
    name: 'agendaItem',
    apply: (chain) => chain.setHeading({ level: 2 }).updateAttributes('heading', { minutes: USUAL_MINUTES }),
    isActive: (editor) => typeof editor.getAttributes('heading').minutes === 'number',
  },
  {
    name: 'decision',
    apply: (chain) => chain.toggleWrap('decision'),
    isActive: (editor) => editor.isActive('decision'),
  },
];

/** Blocks that hold blocks and are not in the toolbar. */
const CONTAINERS: readonly BlockKind[] = [
  {
    name: 'callout',
    apply: (chain) => chain.toggleWrap('callout'),
    isActive: (editor) => editor.isActive('callout'),
  },
  {
    name: 'details',
    apply: (chain) => chain.toggleWrap('details'),
    isActive: (editor) => editor.isActive('details'),
  },
];

/** A picture, or any other file, from the device. */
export const FILE: BlockKind = {
  name: 'image',
  apply: (chain) => chain.askForFile(),
  isActive: () => false,
};

const codeIn = (language: string): ((chain: ChainedCommands) => ChainedCommands) => {
  return (chain) => chain.setCodeBlock({ language });
};

/** Has somebody name the document that is shown. */
const askForPage: Command = ({ tr }) => {
  tr.insertText('![[').setMeta(completionKey, { type: 'open' } satisfies CompletionStep);
  return true;
};

/** What is put in at the cursor. */
const INSERTED: readonly BlockKind[] = [
  {
    name: 'date',
    apply: (chain) => chain.insertContent({ type: 'date', attrs: { date: localDay(new Date()) } }),
    isActive: () => false,
  },
  { name: 'footnote', apply: (chain) => chain.addFootnote(), isActive: () => false },
  {
    name: 'tableOfContents',
    apply: (chain) => chain.insertContent({ type: 'tableOfContents' }),
    isActive: () => false,
  },
  { name: 'transclusion', apply: (chain) => chain.command(askForPage), isActive: () => false },
  {
    name: 'childPages',
    apply: (chain) => chain.insertContent({ type: 'childPages' }),
    isActive: () => false,
  },
  {
    name: 'formula',
    apply: codeIn(FORMULA_LANGUAGE),
    isActive: (editor) => editor.isActive('codeBlock', { language: FORMULA_LANGUAGE }),
  },
  {
    name: 'diagram',
    apply: codeIn(DIAGRAM_LANGUAGE),
    isActive: (editor) => editor.isActive('codeBlock', { language: DIAGRAM_LANGUAGE }),
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

/** What a block that is there can become. */
export const TURN_INTO: readonly BlockKind[] = [
  ...TEXT_STYLES,
  ...LISTS,
  ...WRAPPERS,
  ...MEETING,
  ...CONTAINERS,
];

/** Everything the slash menu offers, in its order. */
export const BLOCKS: readonly BlockKind[] = [
  ...TEXT_STYLES,
  ...LISTS,
  ...WRAPPERS,
  ...MEETING,
  ...CONTAINERS,
  FILE,
  TABLE,
  RULE,
  ...INSERTED,
];
