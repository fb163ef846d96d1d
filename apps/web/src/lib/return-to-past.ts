import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getPastState } from '@plenum/database/documents/history';
import { getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateTowards } from '@plenum/editor/yjs/update-towards';

/** Makes a document what it was after a row of its log, by one more edit: what others write meanwhile stays, and so does the past. */
export async function returnToPast(grant: Grant<'document.history'>, seq: number): Promise<void> {
  const { actor, db, documentId: on } = grant;
  const [write, read, past] = await Promise.all([
    authorize(db, { actor, action: 'document.write', on }),
    authorize(db, { actor, action: 'document.read', on }),
    getPastState(grant, seq),
  ]);
  const { update: present } = await getDocumentState(read);
  const update = updateTowards(present, jsonFromUpdate(past));
  if (update) await appendUpdate(write, update);
}
