import type { Grant } from '@plenum/database/access/grant';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import { appendEdit } from '@plenum/database/documents/rows';
import type { LogPosition } from '@plenum/database/log/log';
import { tellGatherers } from '@plenum/database/tasks/gathered';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import type * as Y from 'yjs';

/**
 * Reads something of a document as it is committed now: with `readTaskList`, what a list holds.
 * @returns also where its log was then, by which changes since are found.
 */
export async function readNow<Result>(
  grant: Grant<'document.read'>,
  read: (doc: Y.Doc) => Result,
): Promise<LogPosition & { result: Result }> {
  const { epoch, seq, updates } = await getDocumentUpdates(grant);
  return { epoch, seq, result: updateFromChange(updates, read).result };
}

/**
 * Changes a document by one edit of whoever asks, made of what is committed now: of several who do so at the same time each sees what the
 * one before has done. Whoever has it open gets it at once. What the change throws comes out, and nothing is stored.
 * @throws AppError `forbidden` where it was closed meanwhile, `not_found` where it is gone.
 */
export async function changeNow<Result>(
  grant: Grant<'document.write'>,
  change: (doc: Y.Doc) => Result,
): Promise<Result> {
  const { result, update } = await appendEdit(grant, (updates) => updateFromChange(updates, change));
  if (update) await tellGatherers(grant.db, grant.documentId);
  return result;
}
