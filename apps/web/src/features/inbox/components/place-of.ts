import type { InboxEntry } from '@plenum/domain/inbox/types';
import { blockPath, documentCommentsPath, documentPath } from '#lib/paths.ts';

/** Where what an entry tells of is. */
export function placeOf({
  kind,
  documentId,
  task,
}: Pick<InboxEntry, 'kind' | 'documentId' | 'task'>): string {
  if (task) return blockPath(documentId, task.id);
  const isComment = kind === 'addressed' || kind === 'commented';
  return isComment ? documentCommentsPath(documentId) : documentPath(documentId);
}
