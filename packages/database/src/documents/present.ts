import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';
import type { Author } from '../log/log.ts';
import { lockComments } from './comment-lock.ts';
import { EDIT_LOCK } from './rows.ts';

/**
 * Waits until nobody edits the present state of some documents, or says something there, and has whoever does so wait until the transaction
 * ends: what they have been told is stored is in {@link updatesIn}. Taken after the workspace's lock, where that is needed.
 */
export async function holdTexts(
  tx: Prisma.TransactionClient,
  documentIds: readonly DocumentId[],
): Promise<void> {
  const ids = [...documentIds].sort();
  // Whoever waits holds a workspace.
  await tx.$executeRaw`SELECT set_config('lock_timeout', '5s', true)`;
  for (const id of ids)
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${EDIT_LOCK}::int, hashtext(${id}))`;
  await lockComments(tx, ids);
  await tx.$queryRaw`SELECT 1 FROM document WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/** Milliseconds for which texts are held at most, however much is put elsewhere. */
export const HELD_FOR = 30_000;

/** The updates (V1) that a document consists of, for whoever holds its text. */
export async function updatesIn(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<Uint8Array[]> {
  const snapshot = await tx.documentSnapshot.findUnique({
    where: { documentId },
    select: { seq: true, state: true },
  });
  const rows = await tx.documentUpdate.findMany({
    where: { documentId, seq: { gt: snapshot?.seq ?? 0 } },
    orderBy: { seq: 'asc' },
    select: { data: true },
  });
  return [...(snapshot ? [snapshot.state] : []), ...rows.map(({ data }) => data)];
}

/** Appends an update (V1) to a document's log, for whoever holds its text and tells of it afterwards. Resolves to its sequence. */
export async function appendIn(
  tx: Prisma.TransactionClient,
  { documentId, author, update }: { documentId: DocumentId; author: Author; update: Uint8Array },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ seq: number }[]>`
    UPDATE document SET last_seq = last_seq + 1, updated_at = now()
     WHERE id = ${documentId}::uuid AND deleted_at IS NULL RETURNING last_seq AS seq`;
  if (!row) throw notFound();
  const { seq } = row;
  await tx.documentUpdate.create({
    data: { documentId, seq, authorKind: author.kind, authorId: author.id, data: new Uint8Array(update) },
  });
  return seq;
}
