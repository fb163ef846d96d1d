import type { Log } from '@plenum/database/log/log';
import type { DocumentId } from '@plenum/domain/ids';
import { type CollectedState, collect } from './collect.ts';
import type { Worked } from './document-thread.ts';

/**
 * Makes a document's snapshot from its log. Safe beside writers and other processes: it stands for exactly the rows that were
 * read, and the log keeps the newest. Takes a Y.Doc and its time, so it belongs into a thread. Rejects with the log's errors.
 */
export async function compact(
  log: Pick<Log, 'open' | 'writeSnapshot'>,
  documentId: DocumentId,
): Promise<Worked> {
  const opening = await log.open(documentId);
  if (!opening) return { kind: 'gone' };
  if (opening.tail.length === 0) return { kind: 'current' };
  const updates = opening.tail.map(({ update }) => update);
  if (opening.snapshot) updates.unshift(opening.snapshot.state);
  let collected: CollectedState;
  try {
    collected = collect(updates);
  } catch (cause) {
    return { kind: 'failed', cause };
  }
  await log.writeSnapshot(documentId, { seq: opening.seq, ...collected });
  return { kind: 'written' };
}
