import type { Grant } from '@plenum/database/access/grant';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import type { createShareLink } from '@plenum/database/shares/writes';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';

/** A document's title and text as they are committed now. `content` is ProseMirror JSON. */
export async function textNow(
  grant: Grant<'document.read'>,
): Promise<NonNullable<Parameters<typeof createShareLink>[1]['frozen']>> {
  const [{ title }, { update }] = await Promise.all([getDocument(grant), getDocumentState(grant)]);
  return { title, content: JSON.parse(JSON.stringify(jsonFromUpdate(update))) };
}
