import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { appendReturn, foldLog } from '@plenum/database/documents/authorship';
import { getPastState } from '@plenum/database/documents/history';
import { getDocumentState } from '@plenum/database/documents/reads';
import { returnTowards } from '@plenum/editor/yjs/return-towards';

/**
 * Makes a document what it was after a row of its log, by one more edit: what others write meanwhile stays, and so does the past. What
 * comes back is theirs who had written it.
 */
export async function returnToPast(grant: Grant<'document.history'>, seq: number): Promise<void> {
  const { actor, db, documentId: on } = grant;
  const [write, read, past] = await Promise.all([
    authorize(db, { actor, action: 'document.write', on }),
    authorize(db, { actor, action: 'document.read', on }),
    getPastState(grant, seq),
  ]);
  const { update: present } = await getDocumentState(read);
  const fold = await foldLog(grant);
  const back = returnTowards({ past, present }, fold);
  if (back) await appendReturn(write, { ...back, fold });
}
