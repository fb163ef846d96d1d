import type { Extensions } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import { UniqueID } from '@tiptap/extension-unique-id';
import { StarterKit } from '@tiptap/starter-kit';
import { ADDRESSABLE_TYPES, newBlockId } from './block-id.ts';
import { SafeLink } from './link.ts';
import { Mention } from './mention.ts';
import { QuietIds } from './quiet-ids.ts';
import { RenewedIds } from './renewed-ids.ts';
import { TaskShortcut } from './task-shortcut.ts';

/** How an editor differs from the bare schema. */
export interface DocumentExtensionOptions {
  /** The editor only shows: it never makes block ids, which a viewer could not save. Default false. */
  readOnly?: boolean;
  /** The accessible name of a task's checkbox, in the reader's language, from the task's text. */
  taskLabel?: (text: string) => string;
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
  const { readOnly = false, taskLabel } = options;
  return [
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      link: false,
      heading: { levels: [1, 2, 3, 4] },
    }),
    SafeLink,
    Mention,
    TaskList,
    TaskItem.configure({
      nested: true,
      ...(taskLabel && { a11y: { checkboxLabel: (node) => taskLabel(node.firstChild?.textContent ?? '') } }),
    }),
    TaskShortcut,
    TableKit.configure({ table: { resizable: false } }),
    UniqueID.configure({
      types: [...ADDRESSABLE_TYPES],
      generateID: newBlockId,
      updateDocument: !readOnly,
    }),
    ...(readOnly ? [] : [QuietIds, RenewedIds]),
  ];
}
