import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** One of the numbers of locks that PostgreSQL keeps for applications. */
const LOCK = 720_007;

/** Waits until nobody else changes the meeting of a document, or closes it for writing. Taken before any of their rows. */
export async function waitForMeeting(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${documentId}))`;
}
