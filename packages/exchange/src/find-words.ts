import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import { listPagesWith } from '@plenum/database/wiki/texts';
import { type FoundWords, REPLACEMENT_LIMITS, type Replacement } from '@plenum/domain/documents/replacement';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Ancestor } from '@plenum/domain/wiki/types';
import { findWords } from '@plenum/editor/yjs/replace-words';

/** Of what is found in a page some is shown, with this much around it; milliseconds after which the rest is for the next page. */
const SHOWN = { most: 5, around: 60 };
const MOST_TIME = 3_000;

/** A page in which something would be replaced: how often, and some of it. */
export interface FoundIn extends Ancestor {
  count: number;
  found: FoundWords[];
}

/** What would be replaced where. */
export interface FoundInWiki {
  pages: FoundIn[];
  /** Pages that have it and are not to be written in by whoever looks. */
  untouched: number;
  /** The cursor from which it goes on; null at the end. */
  next: string | null;
}

/**
 * Looks through the pages of a wiki, or of one of its branches, for what would be replaced in them as they are now, by title: as many as
 * can be changed at once, and no longer than some seconds. There may be none in a part of the pages, and yet more.
 */
export async function findInWiki(
  grant: Grant<'workspace.read'>,
  {
    replacement,
    ...where
  }: { replacement: Replacement; below?: DocumentId | undefined; cursor?: string | undefined },
): Promise<FoundInWiki> {
  const until = Date.now() + MOST_TIME;
  const { pages: candidates, next } = await listPagesWith(grant, { words: replacement.find, ...where });
  const pages: FoundIn[] = [];
  let untouched = 0;
  for (const [i, { cursor, ...page }] of candidates.entries()) {
    const known = await lookInto(grant, page.id, replacement);
    if (known && known.count > 0 && known.isWritable)
      pages.push({ ...page, count: known.count, found: known.found });
    else if (known && known.count > 0) untouched += 1;
    const isLast = i === candidates.length - 1;
    if (pages.length >= REPLACEMENT_LIMITS.documents || Date.now() > until)
      return { pages, untouched, next: isLast ? next : cursor };
  }
  return { pages, untouched, next };
}

/** Null where it is gone meanwhile, or not to be read any more. */
async function lookInto({ actor, db }: Grant<'workspace.read'>, on: DocumentId, replacement: Replacement) {
  try {
    const read = await authorize(db, { actor, action: 'document.read', on });
    const isWritable = await mayWrite(read);
    const { updates } = await getDocumentUpdates(read);
    return { isWritable, ...findWords(updates, replacement, SHOWN) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

async function mayWrite({ actor, db, documentId: on }: Grant<'document.read'>): Promise<boolean> {
  try {
    await authorize(db, { actor, action: 'document.write', on });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return false;
    throw error;
  }
}
