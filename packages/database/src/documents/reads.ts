import { personOf } from '@plenum/domain/access/actor';
import type { DocumentFilter, DocumentKind } from '@plenum/domain/documents/schema';
import type { DocumentCard, DocumentListItem } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import { searchFold } from '@plenum/domain/fold';
import type { PersonId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { literal } from '../literal.ts';
import type { LogPosition } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { mergeAll } from '../log/update-buffer.ts';
import { afterId, afterTitle, beforeTime, pageOf, timeCursor, titleCursor } from '../page.ts';
import { readable } from './readable.ts';

/** The columns of a DocumentCard. */
export const DOCUMENT_CARD = {
  id: true,
  workspaceId: true,
  parentId: true,
  scopeId: true,
  isLocked: true,
  frozenAt: true,
  archivedAt: true,
  mergedIntoId: true,
  kind: true,
  title: true,
  icon: true,
  tags: true,
  isTemplate: true,
  createdById: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** Nobody's id: the instance and guests have no favourites. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Which documents are asked for; every kind unless some are named. */
type ListFilter = DocumentFilter & { kinds?: readonly DocumentKind[] | undefined; tag?: string | undefined };

const ALL: ListFilter = { words: '', order: 'changed' };

/**
 * The documents of a workspace as people look for them, a page at a time: the last changed first, by their titles, or as they were
 * opened. What changes between two pages may move to the front, so whoever must miss none takes {@link listAllDocuments}.
 */
export async function listDocuments(
  grant: Grant<'workspace.read'>,
  { filter = ALL, ...page }: PageQuery & { filter?: ListFilter },
): Promise<Page<DocumentListItem>> {
  if (filter.only === 'recent') return listOpened(grant, { filter, page });
  const byTitle = filter.order === 'title';
  const before = byTitle ? null : beforeTime(page);
  const after = byTitle ? afterTitle(page) : null;
  const personId = personOf(grant.actor) ?? NOBODY;
  const rows = await grant.db.prisma.document.findMany({
    where: {
      ...asked(grant, filter),
      ...(filter.only === 'favourites' && { favourites: { some: { personId } } }),
      ...(after && {
        OR: [{ title: { gt: after.title } }, { title: after.title, id: { gt: after.id } }],
      }),
      ...(before && {
        OR: [{ updatedAt: { lt: before.time } }, { updatedAt: before.time, id: { lt: before.id } }],
      }),
    },
    // Of what is in no trash the first column says nothing, but PostgreSQL takes the index for the order only with it.
    orderBy: byTitle
      ? [{ deletedAt: 'asc' }, { title: 'asc' }, { id: 'asc' }]
      : [{ deletedAt: 'desc' }, { updatedAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: itemColumns(personId),
  });
  return pageOf({
    rows: rows.map(toItem),
    limit: page.limit,
    cursorOf: ({ title, updatedAt, id }) => (byTitle ? titleCursor(title, id) : timeCursor(updatedAt, id)),
  });
}

/** Those that the one who asks has opened lately, the last first. */
async function listOpened(
  grant: Grant<'workspace.read'>,
  { filter, page }: { filter: ListFilter; page: PageQuery },
): Promise<Page<DocumentListItem>> {
  const personId = personOf(grant.actor) ?? NOBODY;
  const before = beforeTime(page);
  const rows = await grant.db.prisma.recentDocument.findMany({
    where: {
      personId,
      document: asked(grant, filter),
      ...(before && {
        OR: [{ at: { lt: before.time } }, { at: before.time, documentId: { lt: before.id } }],
      }),
    },
    orderBy: [{ at: 'desc' }, { documentId: 'desc' }],
    take: page.limit + 1,
    select: { at: true, documentId: true, document: { select: itemColumns(personId) } },
  });
  const cursorOf = ({ at, documentId }: { at: Date; documentId: string }) => timeCursor(at, documentId);
  const { items, next } = pageOf({ rows, limit: page.limit, cursorOf });
  return { items: items.map(({ document }) => toItem(document)), next };
}

function asked(grant: Grant<'workspace.read'>, { words, kinds, tag }: ListFilter): Prisma.DocumentWhereInput {
  const title = { contains: literal(words), mode: 'insensitive' } as const;
  return {
    ...readable(grant),
    ...(words !== '' && { title }),
    ...(kinds && { kind: { in: [...kinds] } }),
    ...(tag !== undefined && { tagKeys: { has: searchFold(tag) } }),
  };
}

function itemColumns(personId: PersonId) {
  return {
    ...DOCUMENT_CARD,
    createdBy: { select: { displayName: true } },
    favourites: { where: { personId }, select: { documentId: true } },
  } as const;
}

function toItem({
  createdBy,
  favourites,
  ...document
}: DocumentCard & { createdBy: { displayName: string } | null; favourites: unknown[] }): DocumentListItem {
  return { ...document, createdBy: createdBy?.displayName ?? null, isFavourite: favourites.length > 0 };
}

/** The documents of a workspace in the order in which they were made, a page at a time, so that a program misses none. */
export async function listAllDocuments(
  grant: Grant<'workspace.read'>,
  { kinds, ...page }: PageQuery & { kinds?: readonly DocumentKind[] | undefined },
): Promise<Page<DocumentCard>> {
  const rows = await grant.db.prisma.document.findMany({
    where: { ...readable(grant), id: afterId(page), ...(kinds && { kind: { in: [...kinds] } }) },
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
export async function getDocumentState(
  grant: Grant<'document.read'>,
): Promise<{ seq: number; update: Uint8Array }> {
  const { seq, updates } = await getDocumentUpdates(grant);
  return { seq, update: mergeAll(updates) };
}

/** Where a document's log is, and the updates that lead there, in their order: for whoever applies them, merging is in vain. */
export type DocumentUpdates = LogPosition & { updates: Uint8Array[] };

/** All updates that a document consists of. */
export async function getDocumentUpdates({
  db,
  documentId,
}: Grant<'document.read' | 'document.write'>): Promise<DocumentUpdates> {
  const opening = await postgresLog(db.pool).open(documentId);
  if (!opening) throw notFound();
  const { epoch, seq, snapshot, tail } = opening;
  const updates = tail.map((row) => row.update);
  if (snapshot) updates.unshift(snapshot.state);
  return { epoch, seq, updates };
}

/** Updates beyond which it costs less to read all. */
const MOST_SINCE = 1_000;

/**
 * What has come since a document was read; null where that does not lead on from there, or is too much.
 * @throws AppError `not_found` when it has gone meanwhile.
 */
export async function getUpdatesSince(
  { db, documentId }: Grant<'document.read'>,
  since: LogPosition,
): Promise<DocumentUpdates | null> {
  const rows = await postgresLog(db.pool).readAfter(documentId, { seq: since.seq, limit: MOST_SINCE });
  // Asked for afterwards: an epoch that goes on now has gone on for all that was read.
  const where = { id: documentId, deletedAt: null };
  const now = await db.prisma.document.findFirst({ where, select: { epoch: true } });
  if (!now) throw notFound();
  if (now.epoch !== since.epoch || rows.length === MOST_SINCE) return null;
  const { epoch } = now;
  return { epoch, seq: rows.at(-1)?.seq ?? since.seq, updates: rows.map(({ update }) => update) };
}

/** What a document is called, and the sequence of its newest committed row. */
export type DocumentHead = Pick<DocumentCard, 'id' | 'title' | 'icon' | 'kind'> & { lastSeq: number };

/** Those of some documents, by one query however many they are; what went into the trash meanwhile has none. */
export async function listHeads(grants: readonly Grant<'document.read'>[]): Promise<DocumentHead[]> {
  const [first] = grants;
  if (!first) return [];
  return first.db.prisma.document.findMany({
    where: { id: { in: grants.map(({ documentId }) => documentId) }, deletedAt: null },
    select: { id: true, title: true, icon: true, kind: true, lastSeq: true },
  });
}

/** The sequence of a document's newest committed row. */
export async function getDocumentSeq({ db, documentId }: Grant<'document.read'>): Promise<number> {
  const where = { id: documentId, deletedAt: null };
  const document = await db.prisma.document.findFirst({ where, select: { lastSeq: true } });
  if (!document) throw notFound();
  return document.lastSeq;
}
