import { personOf } from '@plenum/domain/access/actor';
import type { DocumentPatch, NewDocument } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { authorOf } from '../log/author.ts';
import { DOCUMENT_CARD } from './reads.ts';

/**
 * Makes a document. Its first content, if any, is the log's first row, written in the same transaction, so that a
 * document is seeded exactly once and never by a browser.
 * @param seed a Yjs update (V1).
 * @throws AppError `invalid_input` where the parent is not a document of the workspace.
 */
export async function createDocument(
  { actor, db, workspaceId }: Grant<'document.create'>,
  { kind, title, parentId, seed }: NewDocument & { seed: Uint8Array | null },
): Promise<DocumentCard> {
  const author = authorOf(actor);
  const card = await db.prisma.$transaction(async (tx) => {
    if (parentId) await checkParent(tx, { workspaceId, parentId });
    return tx.document.create({
      data: {
        workspaceId,
        kind,
        title,
        parentId: parentId ?? null,
        createdById: personOf(actor),
        lastSeq: seed ? 1 : 0,
        ...(seed && {
          updates: {
            create: { seq: 1, authorKind: author.kind, authorId: author.id, data: new Uint8Array(seed) },
          },
        }),
      },
      select: DOCUMENT_CARD,
    });
  });
  if (seed) await db.bus.publish({ type: 'rows', documentId: card.id, seq: 1 });
  return card;
}

/**
 * Changes a document's columns.
 * @param unchangedSince the values of `updatedAt` one of which must still hold, for callers that must not overwrite another's.
 * @throws AppError `invalid_input` where the new parent is not a document of the workspace or lies below the document,
 * `precondition_failed` where the document has changed since.
 */
export async function patchDocument(
  { db, documentId, workspaceId }: Grant<'document.organise'>,
  { patch, unchangedSince }: { patch: DocumentPatch; unchangedSince?: readonly Date[] },
): Promise<DocumentCard> {
  const { parentId } = patch;
  const card = await db.prisma.$transaction(async (tx) => {
    // Two moves at once could make a ring that neither would have made alone. Locked first by everybody who needs both.
    if (parentId) await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
    if (unchangedSince) await checkUnchanged(tx, { documentId, unchangedSince });
    if (parentId) {
      await checkParent(tx, { workspaceId, parentId });
      if (await isBelow(tx, { documentId: parentId, ancestorId: documentId })) {
        throw new AppError('invalid_input', 'A document cannot lie below itself. Choose another place.');
      }
    }
    const { count } = await tx.document.updateMany({
      where: { id: documentId, deletedAt: null },
      data: { ...defined(patch), updatedAt: new Date() },
    });
    if (count === 0) throw notFound();
    return tx.document.findUniqueOrThrow({ where: { id: documentId }, select: DOCUMENT_CARD });
  });
  if (patch.title !== undefined) await db.bus.publish({ type: 'renamed', documentId });
  return card;
}

/**
 * Puts a document into the trash: it answers as one that does not exist, its log stays.
 * @throws AppError `precondition_failed` where none of `unchangedSince` holds, as for a change.
 */
export async function trashDocument(
  { db, documentId }: Grant<'document.organise'>,
  { unchangedSince }: { unchangedSince?: readonly Date[] } = {},
): Promise<void> {
  await changeAccess(db, { of: 'document', id: documentId }, async (tx) => {
    if (unchangedSince) await checkUnchanged(tx, { documentId, unchangedSince });
    const where = { id: documentId, deletedAt: null };
    const { count } = await tx.document.updateMany({ where, data: { deletedAt: new Date() } });
    if (count === 0) throw notFound();
  });
}

async function checkUnchanged(
  tx: Prisma.TransactionClient,
  { documentId, unchangedSince }: { documentId: DocumentId; unchangedSince: readonly Date[] },
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM document WHERE id = ${documentId}::uuid FOR UPDATE`;
  const { updatedAt } = await tx.document.findUniqueOrThrow({ where: { id: documentId } });
  if (unchangedSince.some((time) => time.getTime() === updatedAt.getTime())) return;
  throw new AppError(
    'precondition_failed',
    'The document has changed since you read it. Read it again, then change it.',
  );
}

/** The patch without what is left out, as Prisma's types want it. */
function defined({ title, kind, parentId }: DocumentPatch) {
  return {
    ...(title !== undefined && { title }),
    ...(kind !== undefined && { kind }),
    ...(parentId !== undefined && { parentId }),
  };
}

async function checkParent(
  tx: Prisma.TransactionClient,
  { workspaceId, parentId }: { workspaceId: string; parentId: DocumentId },
): Promise<void> {
  if ((await tx.document.count({ where: { id: parentId, workspaceId, deletedAt: null } })) === 0) {
    const message = 'There is no such document in this workspace.';
    throw new AppError('invalid_input', `parentId: ${message}`, { fields: { parentId: message } });
  }
}

/** Whether a document is the ancestor itself or lies anywhere below it. */
async function isBelow(
  tx: Prisma.TransactionClient,
  { documentId, ancestorId }: { documentId: DocumentId; ancestorId: DocumentId },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM document WHERE id = ${documentId}::uuid
      UNION SELECT d.id, d.parent_id FROM document d JOIN up ON d.id = up.parent_id
    )
    SELECT 1 FROM up WHERE id = ${ancestorId}::uuid`;
  return rows.length > 0;
}
