import type { Grant } from '@plenum/database/access/grant';
import { appendEdit } from '@plenum/database/documents/rows';
import { REPLACEMENT_LIMITS, type Replaced, type Replacement } from '@plenum/domain/documents/replacement';
import { replaceWords as replace } from '@plenum/editor/yjs/replace-words';

/**
 * Replaces what is looked for in a document as it is now, by one edit of whoever asks: whatever others write there meanwhile stays. At most
 * 2,000 times; another time replaces the rest.
 */
export async function replaceWords(
  grant: Grant<'document.write'>,
  replacement: Replacement,
): Promise<Replaced> {
  const edit = await appendEdit(grant, (updates) =>
    replace(updates, replacement, REPLACEMENT_LIMITS.inDocument),
  );
  return edit ? { count: edit.count, isAll: edit.isAll } : { count: 0, isAll: true };
}
