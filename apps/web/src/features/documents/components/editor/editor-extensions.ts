import { documentExtensions } from '@plenum/editor/schema/extensions';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Placeholder } from '@tiptap/extensions/placeholder';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { BlockDirection } from './block-direction.ts';
import type { BlockKind } from './blocks.ts';
import { CaretNames, caretElement, caretSelection } from './carets.ts';
import { KnownParts } from './known-parts.ts';
import { LastingNodes } from './lasting-nodes.ts';
import { LateMarks } from './late-marks.ts';
import { NewBlocks } from './new-blocks.ts';
import { OvertakenWriting } from './overtaken-writing.ts';
import { OwnHistory } from './own-history.ts';
import { type EditorKeys, pageKeys } from './page-keys.ts';
import { ScrollingTables } from './scrolling-tables.ts';
import { SlashMenuExtension } from './slash-plugin.ts';
import { SteadyCaret } from './steady-caret.ts';

/** How the reader's language names what the editor shows by itself. */
export interface EditorTexts {
  placeholder: string;
  guest: string;
  task(text: string): string;
  wordsOf(block: BlockKind): string;
}

/**
 * Stands for the provider where the block ids of the document look for one. It never says "synced", so that ids are made
 * when somebody changes a block and never because somebody opened the document, which would be a write.
 */
const NEVER_SYNCED = { on: () => {}, off: () => {} };

/** All that an editor of a live document is made of. */
export function editorExtensions({
  live,
  me,
  mayWrite,
  texts,
  keys,
}: {
  live: LiveDocument;
  me: { name: string; color: string; colour: number };
  mayWrite: boolean;
  texts: EditorTexts;
  keys: EditorKeys;
}): Extensions {
  return [
    ...documentExtensions({ readOnly: !mayWrite, taskLabel: texts.task }),
    BlockDirection,
    ScrollingTables,
    Collaboration.configure({ document: live.doc, field: FRAGMENT_NAME, provider: NEVER_SYNCED }),
    CollaborationCaret.configure({
      provider: { awareness: live.awareness },
      user: me,
      render: caretElement(texts.guest),
      selectionRender: caretSelection,
    }),
    CaretNames.configure({ awareness: live.awareness }),
    KnownParts.configure({ onUnknown: () => live.end('outdated') }),
    LastingNodes,
    SteadyCaret,
    LateMarks,
    ...(mayWrite ? writing({ live, texts, keys }) : []),
  ];
}

function writing({
  live,
  texts,
  keys,
}: {
  live: LiveDocument;
  texts: EditorTexts;
  keys: EditorKeys;
}): Extensions {
  return [
    OwnHistory,
    NewBlocks,
    OvertakenWriting.configure({ incoming: live.incoming, own: live.own }),
    Placeholder.configure({ placeholder: texts.placeholder }),
    SlashMenuExtension.configure({ wordsOf: texts.wordsOf }),
    pageKeys(keys),
  ];
}
