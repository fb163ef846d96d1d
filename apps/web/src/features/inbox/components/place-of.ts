import type { InboxEntry } from '@plenum/domain/inbox/types';
import { documentCommentsPath, documentPath } from '#lib/paths.ts';

/** Where what an entry tells of is. */
export function placeOf({ kind, documentId }: Pick<InboxEntry, 'kind' | 'documentId'>): string {
  const isComment = kind === 'addressed' || kind === 'commented';
  return isComment ? documentCommentsPath(documentId) : documentPath(documentId);
}
