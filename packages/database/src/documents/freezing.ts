import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';
import { waitForMeeting } from './meeting-lock.ts';

/**
 * Closes a document for writing, or opens it again, and with it the minutes that it may be. Part of what changes access: whoever calls it
 * announces that. A document that is closed keeps the time since when.
 */
export async function freeze(
  tx: Prisma.TransactionClient,
  { documentId, isFrozen }: { documentId: DocumentId; isFrozen: boolean },
): Promise<void> {
  await waitForMeeting(tx, documentId);
  if (!isFrozen) await tx.meeting.updateMany({ where: { documentId }, data: { closedAt: null } });
  await tx.document.updateMany({
    where: { id: documentId, ...(isFrozen && { frozenAt: null }) },
    data: { frozenAt: isFrozen ? new Date() : null },
  });
}
