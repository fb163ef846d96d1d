import type { Grant } from '@plenum/database/access/grant';
import { MOST_OF_DOCUMENT, MOST_THREADS } from '@plenum/database/comments/most';
import { mergeDocument } from '@plenum/database/documents/merging';
import { mergeText } from '@plenum/editor/yjs/merge-text';

/**
 * Puts a document's text behind that of another one, below a heading with its title, by one edit of whoever asks, and the document into the
 * archive, from where it leads to the other one.
 * @param mayChangeReaders whether whoever asks knows that other people than now will read the text.
 * @throws AppError as the database does.
 */
export function mergeDocuments(
  grant: Grant<'document.organise'>,
  into: Grant<'document.write'>,
  { mayChangeReaders }: { mayChangeReaders: boolean },
): Promise<void> {
  const { origin } = new URL(grant.db.publicUrl);
  return mergeDocument(grant, into, {
    mayChangeReaders,
    most: { threads: MOST_THREADS, comments: MOST_OF_DOCUMENT },
    join: (texts) => mergeText({ ...texts, origin }),
  });
}
