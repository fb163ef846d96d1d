import type { Log } from '@plenum/database/log/log';
import type { DocumentId } from '@plenum/domain/ids';
import type { Collector } from './collector.ts';

/**
 * Makes a document's snapshot from its log. Safe beside writers and other processes: it stands for exactly the rows that were
 * read, and the log keeps the newest.
 * @returns its sequence; null when there is no such document, or nothing new in it.
 */
export async function compact(
  { log, collector }: { log: Log; collector: Pick<Collector, 'collect'> },
  documentId: DocumentId,
): Promise<number | null> {
  const opening = await log.open(documentId);
  if (!opening || opening.tail.length === 0) return null;
  const updates = opening.tail.map(({ update }) => update);
  if (opening.snapshot) updates.unshift(opening.snapshot.state);
  const collected = await collector.collect(updates);
  await log.writeSnapshot(documentId, { seq: opening.seq, ...collected });
  return opening.seq;
}
