import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** A thread of comments that goes into another document, with its place there; null where it has none. */
export interface MovedThread {
  id: string;
  from: Uint8Array | null;
  to: Uint8Array | null;
}

/** The threads of a document that have a place in its text. */
export async function placedThreads(
  tx: Prisma.TransactionClient,
  documentId: DocumentId,
): Promise<MovedThread[]> {
  const threads = await tx.commentThread.findMany({
    where: { documentId, anchorFrom: { not: null }, anchorTo: { not: null } },
    select: { id: true, anchorFrom: true, anchorTo: true },
  });
  return threads.map(({ id, anchorFrom, anchorTo }) => ({ id, from: anchorFrom, to: anchorTo }));
}

/** Puts threads into another document. */
export async function moveThreads(
  tx: Prisma.TransactionClient,
  { threads, from, to }: { threads: readonly MovedThread[]; from: DocumentId; to: DocumentId },
): Promise<void> {
  for (const thread of threads) {
    await tx.commentThread.updateMany({
      where: { id: thread.id, documentId: from },
      data: {
        documentId: to,
        anchorFrom: thread.from && new Uint8Array(thread.from),
        anchorTo: thread.to && new Uint8Array(thread.to),
      },
    });
  }
}

/**
 * Gives a document attachments of another, all or some, by the same ids; each stays whoever's it is. What is stored of them is shared, and
 * locked so that it is not let go of meanwhile.
 */
export async function shareFiles(
  tx: Prisma.TransactionClient,
  { from, to, only }: { from: DocumentId; to: DocumentId; only?: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO attachment (document_id, id, file_id, name, media_type, size, sha256, width, height, is_used, person_id, guest_id, created_at)
    SELECT ${to}::uuid, id, file_id, name, media_type, size, sha256, width, height, is_used, person_id, guest_id, created_at
      FROM attachment
     WHERE document_id = ${from}::uuid AND (${only === undefined} OR id = ANY(${[...(only ?? [])]}::uuid[])) FOR SHARE
    ON CONFLICT DO NOTHING`;
}

/**
 * Has blocks count as those of another document: who is named in them is not told of it once more. The projector makes the rest.
 * @param blockIds all where there are none.
 */
export async function keepMentions(
  tx: Prisma.TransactionClient,
  { from, to, blockIds = null }: { from: DocumentId; to: DocumentId; blockIds?: readonly string[] | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO document_mention (document_id, person_id, block_id)
    SELECT ${to}::uuid, person_id, block_id FROM document_mention
     WHERE document_id = ${from}::uuid AND (${blockIds === null} OR block_id = ANY(${[...(blockIds ?? [])]}::text[]))
    ON CONFLICT DO NOTHING`;
}

/** Has whoever watches a document watch another, too, from now on. */
export async function keepWatches(
  tx: Prisma.TransactionClient,
  { from, to }: { from: DocumentId; to: DocumentId },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO watch (person_id, document_id, is_branch, since)
    SELECT person_id, ${to}::uuid, is_branch, clock_timestamp() FROM watch WHERE document_id = ${from}::uuid
    ON CONFLICT DO NOTHING`;
}
