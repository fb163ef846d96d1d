import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateOver } from '@plenum/editor/yjs/update-over';

/** Puts another text in place of a document's, by one edit that leaves alone what is in both, and what others write there meanwhile. */
export async function replaceText(grant: Grant<'document.write'>, text: NodeJson): Promise<void> {
  const { actor, db, documentId: on } = grant;
  const read = await authorize(db, { actor, action: 'document.read', on });
  const update = updateOver((await getDocumentState(read)).update, text);
  if (update) await appendUpdate(grant, update);
}
