import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocumentState } from '@plenum/database/documents/reads';
import { listPublishable } from '@plenum/database/publications/publishable';
import type { NewPublicPage } from '@plenum/database/publications/writes';
import { AppError } from '@plenum/domain/errors';
import type { PublicCover } from '@plenum/domain/publications/schema';
import type { PublicationCard, PublishablePage, PublishedPage } from '@plenum/domain/publications/types';
import { withoutReferences } from '@plenum/editor/schema/references';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';

/** Documents that are read at once. */
const AT_ONCE = 20;
/** Characters of text that may be made public by one action. */
const MOST_CHARACTERS = 100_000_000;

/** What a document would be to the public now. */
export type PresentVersion = NonNullable<NewPublicPage['version']>;

/**
 * What a publication would cover as it is now: what may be read of it by whoever asks. Of what has not changed since it was published the
 * text is not read again.
 * @param published how it is public; null where it is not.
 * @throws AppError as `listPublishable` does, and `too_large`.
 */
export async function pagesNow(
  grant: Grant<'document.share'>,
  { covers, published }: { covers: PublicCover; published: PublicationCard | null },
): Promise<NewPublicPage[]> {
  const isCurrent = currentIn(published);
  const pages: NewPublicPage[] = [];
  const present = await listPublishable(grant, covers);
  let left = MOST_CHARACTERS;
  for (let at = 0; at < present.length; at += AT_ONCE) {
    const some = await Promise.all(
      present.slice(at, at + AT_ONCE).map(async (page): Promise<NewPublicPage[]> => {
        if (isCurrent(page)) return [{ ...page, version: null }];
        const version = await versionNow(grant, page.documentId);
        return version ? [{ ...page, version }] : [];
      }),
    );
    for (const page of some.flat()) {
      left -= page.version?.text.length ?? 0;
      if (left < 0)
        throw new AppError(
          'too_large',
          'This is too much to be published at once. Publish a smaller branch.',
        );
      pages.push(page);
    }
  }
  return pages;
}

/** Tells whether the public reads a page as it is now. */
export function currentIn(published: PublicationCard | null): (page: PublishablePage) => boolean {
  const known = new Map<string, PublishedPage>(
    (published?.pages ?? []).map((page) => [page.documentId, page]),
  );
  return ({ documentId, title, madeOf }) => {
    const before = known.get(documentId);
    return before !== undefined && before.title === title && before.madeOf === madeOf;
  };
}

/** A document as the public would read it now; null where it was thrown away meanwhile. */
export async function versionNow(
  { actor, db }: Grant<'document.share'>,
  documentId: string,
): Promise<PresentVersion | null> {
  try {
    const read = await authorize(db, { actor, action: 'document.read', on: documentId });
    const { update } = await getDocumentState(read);
    const content = jsonFromUpdate(update);
    // What the text calls other documents is not for everybody who reads it, found and described by its words.
    const text = textFromJson(withoutReferences(content));
    return { content: JSON.parse(JSON.stringify(content)), text };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
