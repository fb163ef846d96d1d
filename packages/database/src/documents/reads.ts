import type { DocumentCard, DocumentListItem } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { mergeAll } from '../log/update-buffer.ts';
import { afterId, beforeTime, pageOf, timeCursor } from '../page.ts';
import { readable } from './readable.ts';

/** The columns of a DocumentCard. */
export const DOCUMENT_CARD = {
  id: true,
  workspaceId: true,
  parentId: true,
  scopeId: true,
  isLocked: true,
  kind: true,
  title: true,
  createdById: true,
  createdAt: true,
  updatedAt: true,
} as const;

/**
 * The documents of a workspace, the last changed first, a page at a time, as people look for them. What changes between two
 * pages moves to the front, so whoever must miss none takes {@link listAllDocuments}.
 */
export async function listDocuments(
  grant: Grant<'workspace.read'>,
  page: PageQuery,
): Promise<Page<DocumentListItem>> {
  const before = beforeTime(page);
  const rows = await grant.db.prisma.document.findMany({
    where: {
      ...readable(grant),
      ...(before && {
        OR: [{ updatedAt: { lt: before.time } }, { updatedAt: before.time, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: { ...DOCUMENT_CARD, createdBy: { select: { displayName: true } } },
  });
  return pageOf({
    rows: rows.map(({ createdBy, ...document }) => ({
      ...document,
      createdBy: createdBy?.displayName ?? null,
    })),
    limit: page.limit,
    cursorOf: ({ updatedAt, id }) => timeCursor(updatedAt, id),
  });
}

/** The documents of a workspace in the order in which they were made, a page at a time, so that a program misses none. */
export async function listAllDocuments(
  grant: Grant<'workspace.read'>,
  page: PageQuery,
): Promise<Page<DocumentCard>> {
  const rows = await grant.db.prisma.document.findMany({
    where: { ...readable(grant), id: afterId(page) },
    orderBy: { id: 'asc' },
    take: page.limit + 1,
    select: DOCUMENT_CARD,
  });
  return pageOf({ rows, limit: page.limit, cursorOf: ({ id }) => id });
}

/** A document's columns. */
export async function getDocument({
  db,
  documentId,
}: Grant<'document.read' | 'document.write' | 'document.organise'>): Promise<DocumentCard> {
  const where = { id: documentId, deletedAt: null };
  const document = await db.prisma.document.findFirst({ where, select: DOCUMENT_CARD });
  if (!document) throw notFound();
  return document;
}

/** A document's content as one Yjs update (V1), with the sequence it stands for: everything that is committed. */
export async function getDocumentState({
  db,
  documentId,
}: Grant<'document.read'>): Promise<{ seq: number; update: Uint8Array }> {
  const opening = await postgresLog(db.pool).open(documentId);
  if (!opening) throw notFound();
  const updates = opening.tail.map((row) => row.update);
  if (opening.snapshot) updates.unshift(opening.snapshot.state);
  return { seq: opening.seq, update: mergeAll(updates) };
}

/** The sequence of a document's newest committed row. */
export async function getDocumentSeq({ db, documentId }: Grant<'document.read'>): Promise<number> {
  const where = { id: documentId, deletedAt: null };
  const document = await db.prisma.document.findFirst({ where, select: { lastSeq: true } });
  if (!document) throw notFound();
  return document.lastSeq;
}
