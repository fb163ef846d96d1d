import type { Extensions, Node } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableRow } from '@tiptap/extension-table';
import { UniqueID } from '@tiptap/extension-unique-id';
import { AgendaItem } from './agenda-item.ts';
import { basicExtensions } from './basic-extensions.ts';
import { ADDRESSABLE_TYPES, newBlockId } from './block-id.ts';
import { BlockStyle } from './block-style.ts';
import { Callout } from './callout.ts';
import type { CalloutKind } from './callout-kinds.ts';
import { TableOfContents } from './contents.ts';
import { DateNode } from './date.ts';
import { Decision } from './decision.ts';
import type { Outcome } from './decision-words.ts';
import { Details } from './details.ts';
import { DocumentLink, type DocumentLinkOptions } from './document-link.ts';
import { Attachment, type FileUrl, Image } from './files.ts';
import { Footnote, FootnoteReference } from './footnote.ts';
import { Formula } from './formula.ts';
import { SafeLink } from './link.ts';
import { Mention } from './mention.ts';
import { QuietIds } from './quiet-ids.ts';
import { RenewedIds } from './renewed-ids.ts';
import { ChildPages, Transclusion } from './shown-pages.ts';
import { SafeTableCell, SafeTableHeader, SteadyTable } from './tables.ts';
import { TaskShortcut } from './task-shortcut.ts';
import { Highlight, Subscript, Superscript, TextColour } from './text-marks.ts';

/** How an editor differs from the bare schema. */
export interface DocumentExtensionOptions {
  /** The editor only shows: it never makes block ids, which a viewer could not save. Default false. */
  readOnly?: boolean;
  /** The accessible name of a task's checkbox, in the reader's language, from the task's text. */
  taskLabel?: (text: string) => string;
  /** A day in the reader's language, from ISO 8601. */
  dateText?: (date: string) => string;
  /** What a callout says of its kind, in the reader's language. */
  calloutTitle?: (kind: CalloutKind) => string;
  /** What stands above a decision, in the reader's language. */
  decisionTitle?: (outcome: Outcome) => string;
  /** What links between documents read as, and where names lead of which there is no page yet. */
  links?: DocumentLinkOptions;
  /** Where the document's files are. */
  fileUrl?: FileUrl;
  /** The same nodes with a view of their own. */
  views?: { details?: Node; tableOfContents?: Node; transclusion?: Node; childPages?: Node };
}

/**
 * The Tiptap extensions that define a document: its schema, block ids, Markdown shortcuts and keys. The browser adds
 * Collaboration (field {@link FRAGMENT_NAME}, with its `provider`: without one, ids are written before the first sync, and
 * with them an empty paragraph into every document) and whatever only concerns the view.
 *
 * Undo is Yjs's. There is no trailing node: it would have every open editor append its own paragraph to a document that
 * another program wrote.
 */
export function documentExtensions(options: DocumentExtensionOptions = {}): Extensions {
  const {
    readOnly = false,
    taskLabel,
    dateText,
    calloutTitle,
    decisionTitle,
    links,
    fileUrl,
    views,
  } = options;
  const files = fileUrl ? { urlOf: fileUrl } : {};
  return [
    ...basicExtensions(),
    SafeLink,
    TextColour,
    Highlight,
    Superscript,
    Subscript,
    Formula,
    BlockStyle,
    AgendaItem,
    Mention,
    DateNode.configure({ ...(dateText && { textOf: dateText }) }),
    DocumentLink.configure(links),
    Callout.configure({ ...(calloutTitle && { titleOf: calloutTitle }) }),
    Decision.configure({ ...(decisionTitle && { titleOf: decisionTitle }) }),
    views?.details ?? Details,
    Footnote,
    FootnoteReference,
    views?.tableOfContents ?? TableOfContents,
    views?.transclusion ?? Transclusion,
    views?.childPages ?? ChildPages,
    Image.configure(files),
    Attachment.configure(files),
    TaskList,
    TaskItem.configure({
      nested: true,
      ...(taskLabel && { a11y: { checkboxLabel: (node) => taskLabel(node.firstChild?.textContent ?? '') } }),
    }),
    TaskShortcut,
    SteadyTable.configure({ resizable: !readOnly, cellMinWidth: 48 }),
    TableRow,
    SafeTableCell,
    SafeTableHeader,
    UniqueID.configure({
      types: [...ADDRESSABLE_TYPES],
      generateID: newBlockId,
      updateDocument: !readOnly,
    }),
    ...(readOnly ? [] : [QuietIds, RenewedIds]),
  ];
}
