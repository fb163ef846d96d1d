import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { CalloutKind } from '@plenum/editor/schema/callout-kinds';
import type { Outcome } from '@plenum/editor/schema/decision-words';
import { documentExtensions } from '@plenum/editor/schema/extensions';
import type { FileUrl } from '@plenum/editor/schema/files';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import type { Locale } from '#i18n/locale.ts';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { namedPagePath } from '#lib/paths.ts';
import { loadMentionable } from '../../actions.ts';
import { BlockAtWork } from './block-at-work.ts';
import { BlockDirection } from './block-direction.ts';
import { BlockKeys } from './block-keys.ts';
import type { BlockKind } from './blocks.ts';
import { Boxes } from './boxes.ts';
import { CaretNames, caretElement, caretSelection } from './carets.ts';
import { blockCompletion } from './completions/blocks.ts';
import type { Completion } from './completions/completion.ts';
import { Completions } from './completions/completion-plugin.ts';
import { dateCompletion } from './completions/dates.ts';
import { emojiCompletion } from './completions/emoji.ts';
import { type NewPageWords, pageCompletions } from './completions/pages.ts';
import { peopleCompletion } from './completions/people.ts';
import { CopiedBlocks } from './copied-blocks.ts';
import { FoldingDetails } from './details-view.ts';
import { DropCursor } from './drop-cursor.ts';
import { FileKeys, type FileTaker } from './file-keys.ts';
import { FirstText, type NodesOfParts } from './first-text.ts';
import { FreshSelection } from './fresh-selection.ts';
import { GapCursor } from './gap-cursor.ts';
import { knownLinks } from './known-links.ts';
import { KnownParts } from './known-parts.ts';
import { LastingNodes } from './lasting-nodes.ts';
import { LateMarks } from './late-marks.ts';
import { NarrowWriting } from './narrow-writing.ts';
import { NewBlocks } from './new-blocks.ts';
import { OpenFormula } from './open-formula.ts';
import { OvertakenWriting } from './overtaken-writing.ts';
import { OwnHistory } from './own-history.ts';
import { type EditorKeys, pageKeys } from './page-keys.ts';
import { CleanPaste } from './paste/clean-paste.ts';
import { Placeholder } from './placeholder.ts';
import { ScrollingTables } from './scrolling-tables.ts';
import { lateViews } from './shown/late-views.ts';
import type { ViewWords } from './shown/views.ts';
import { SteadyCaret } from './steady-caret.ts';

/** How the reader's language names what the editor shows by itself. */
export interface EditorTexts {
  placeholder: string;
  guest: string;
  task(text: string): string;
  callout(kind: CalloutKind): string;
  decision(outcome: Outcome): string;
  /** A day, from ISO 8601. */
  date(date: string): string;
  fold: string;
  wanted: string;
  part: ViewWords['part'];
  block(block: BlockKind): string;
  /** What a block can be found by beside its name. */
  blockWords(block: BlockKind): string;
  today: string;
  tomorrow: string;
  pages: NewPageWords;
}

/**
 * Stands for the provider where the block ids of the document look for one. It never says "synced", so that ids are made
 * when somebody changes a block and never because somebody opened the document, which would be a write.
 */
const NEVER_SYNCED = { on: () => {}, off: () => {} };

/** What the text is written within. */
export interface Surroundings {
  locale: Locale;
  documentId: DocumentId;
  /** Null for a guest, who sees nothing of it. */
  workspaceId: WorkspaceId | null;
  files: FileTaker;
}

/** All that an editor of a live document is made of. */
export function editorExtensions({
  live,
  field,
  me,
  mayWrite,
  texts,
  keys,
  fileUrl,
  ...surroundings
}: {
  live: LiveDocument;
  /** The name of the Y.XmlFragment that is written in. */
  field: string;
  me: { name: string; color: string; colour: number };
  mayWrite: boolean;
  fileUrl: FileUrl;
  texts: EditorTexts;
  keys: EditorKeys;
} & Surroundings): Extensions {
  const mapping: NodesOfParts = new Map();
  return [
    ...documentExtensions({
      readOnly: !mayWrite,
      taskLabel: texts.task,
      calloutTitle: texts.callout,
      decisionTitle: texts.decision,
      dateText: texts.date,
      links: {
        ...knownLinks(addressOf('links', fileUrl, surroundings), surroundings.workspaceId === null),
        wanted: texts.wanted,
        ...(surroundings.workspaceId && {
          wantedUrl: (name) => namedPagePath(surroundings.documentId, name),
        }),
      },
      fileUrl,
      views: {
        details: FoldingDetails.configure({ label: texts.fold }),
        ...lateViews({ ...texts, address: addressOf('shown', fileUrl, surroundings) }),
      },
    }),
    BlockDirection,
    ScrollingTables,
    Boxes,
    CopiedBlocks,
    FirstText.configure({ fragment: live.doc.getXmlFragment(field), mapping }),
    Collaboration.configure({
      document: live.doc,
      field,
      provider: NEVER_SYNCED,
      ySyncOptions: { mapping },
    }),
    CollaborationCaret.configure({
      provider: { awareness: live.awareness },
      user: me,
      render: caretElement(texts.guest),
      selectionRender: caretSelection,
    }),
    CaretNames.configure({ awareness: live.awareness }),
    KnownParts.configure({ onUnknown: () => live.end('outdated') }),
    LastingNodes,
    NarrowWriting,
    FreshSelection.configure({ awareness: live.awareness, beforeIncoming: live.beforeIncoming }),
    SteadyCaret,
    LateMarks,
    OpenFormula,
    ...(mayWrite ? writing({ live, texts, keys, ...surroundings }) : []),
  ];
}

/** Where a page asks for what its text leads to and shows of others: a guest asks by the link, below which the files are, too. */
function addressOf(
  what: 'links' | 'shown',
  fileUrl: FileUrl,
  { documentId, workspaceId }: Surroundings,
): string {
  return (workspaceId === null && fileUrl(what)) || `/api/v1/documents/${documentId}/${what}`;
}

function writing({
  live,
  texts,
  keys,
  locale,
  documentId,
  workspaceId,
  files,
}: {
  live: LiveDocument;
  texts: EditorTexts;
  keys: EditorKeys;
} & Surroundings): Extensions {
  return [
    OwnHistory,
    NewBlocks,
    OvertakenWriting.configure({ incoming: live.incoming, own: live.own }),
    Placeholder.configure({ text: texts.placeholder }),
    Completions.configure({ completions: completionsOf({ texts, locale, documentId, workspaceId }) }),
    FileKeys.configure(files),
    CleanPaste,
    DropCursor,
    GapCursor,
    BlockKeys,
    BlockAtWork,
    pageKeys(keys),
  ];
}

function completionsOf({
  texts,
  locale,
  documentId,
  workspaceId,
}: { texts: EditorTexts } & Omit<Surroundings, 'files'>): Completion[] {
  const { today, tomorrow, pages: words } = texts;
  return [
    blockCompletion({ label: texts.block, words: texts.blockWords, isGuest: workspaceId === null }),
    dateCompletion({ locale, today, tomorrow }),
    emojiCompletion(locale),
    ...(workspaceId
      ? [
          ...pageCompletions({ documentId, workspaceId, words }),
          peopleCompletion(() => loadMentionable(documentId)),
        ]
      : []),
  ];
}
