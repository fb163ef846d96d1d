import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getAuthorship } from '@plenum/database/documents/authorship';
import { getDocumentState } from '@plenum/database/documents/reads';
import type { Contributor } from '@plenum/domain/documents/types';
import { lengthsByAuthor } from '@plenum/editor/yjs/written-by';

/** Who wrote how much of a document's present text, the most first; the lengths add up to it. */
export async function contributorsTo(grant: Grant<'document.history'>): Promise<Contributor[]> {
  const { actor, db, documentId: on } = grant;
  // The state first: what is written between the two has an author that it does not ask for.
  const { update } = await getDocumentState(await authorize(db, { actor, action: 'document.read', on }));
  const authorship = await getAuthorship(grant);
  return [...lengthsByAuthor(update, authorship)]
    .map(([author, length]) => ({ ...(authorship.authors[author ?? -1] ?? NOBODY), length }))
    .sort((a, b) => b.length - a.length);
}

const NOBODY = { key: 'system ', kind: 'system', name: null, colour: null } as const;
