import type { TaskId } from '@plenum/domain/tasks/types';
import { updateYFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { withBlockIds } from '../schema/block-id.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { fillEmptyBlocks } from '../yjs/empty-blocks.ts';
import { blocksFromFragment } from '../yjs/json-from-update.ts';
import { descriptionName } from './task-list.ts';

/** What is written about a task, as Markdown without a line break at its end; empty for nothing. */
export function descriptionAsMarkdown(doc: Y.Doc, id: TaskId): string {
  if (!doc.share.has(descriptionName(id))) return '';
  const content = blocksFromFragment(doc.getXmlFragment(descriptionName(id)).toArray());
  return content.length === 0 ? '' : markdownFromJson({ type: 'doc', content }).trimEnd();
}

/**
 * Puts another text in place of what is written about a task, leaving alone what is in both.
 * @throws AppError `too_large` as `jsonFromMarkdown` does.
 */
export function writeDescription(doc: Y.Doc, id: TaskId, markdown: string): void {
  const fragment = doc.getXmlFragment(descriptionName(id));
  if (markdown.trim() === '') {
    fragment.delete(0, fragment.length);
    return;
  }
  const node = safeDocument(withBlockIds(jsonFromMarkdown(markdown)));
  doc.transact(() => {
    updateYFragment(doc, fragment, node, { mapping: new Map(), isOMark: new Map() });
    fillEmptyBlocks(fragment);
  });
}
