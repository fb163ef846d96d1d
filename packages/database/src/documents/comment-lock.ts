import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** The first number of the locks within which something is said, deleted or moved among the comments of a document. */
const LOCK = 720_005;

/** Lets nobody else say or delete anything in some documents until the end of the transaction. */
export async function lockComments(
  tx: Prisma.TransactionClient,
  documentIds: readonly DocumentId[],
): Promise<void> {
  for (const id of [...documentIds].sort())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${id}))`;
}
