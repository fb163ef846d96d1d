import type { ArchiveItem } from '@plenum/domain/documents/types';
import { AppError, inArchive, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { AccessChange } from '../bus/bus.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import { pagesBelow } from './branch.ts';
import { readable } from './readable.ts';

/**
 * Puts a document into the archive: it is read at its address, nobody changes it, and no list has it but the archive. Of a wiki page the
 * pages below it that have the same access go with it. What is there already stays as it is.
 * @throws AppError `conflict` for a template.
 */
export async function archiveDocument({
  db,
  documentId,
  workspaceId,
}: Grant<'document.archive'>): Promise<void> {
  const concerned: AccessChange[] = [{ of: 'document', id: documentId }];
  await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      // Nothing comes to lie below a page meanwhile.
      await lockWorkspace(tx, workspaceId);
      const where = { id: documentId, deletedAt: null };
      const found = await tx.document.findFirst({ where, select: { kind: true, isTemplate: true } });
      if (!found) throw notFound();
      if (found.isTemplate) throw new AppError('conflict', 'A template is not put into the archive.');
      const archivedAt = new Date();
      const open = { deletedAt: null, archivedAt: null };
      const { count } = await tx.document.updateMany({
        where: { id: documentId, ...open },
        data: { archivedAt },
      });
      if (count === 0 || found.kind !== 'wiki') return;
      const below = await pagesBelow(tx, documentId);
      const data = { archivedAt, archivedWithId: documentId };
      await tx.document.updateMany({ where: { id: { in: below }, isTemplate: false, ...open }, data });
      if (below.length > 0) concerned.push({ of: 'workspace', id: workspaceId });
    },
  );
}

/** Takes a document out of the archive, with the pages that went there with it: it is where it was. What is not there stays as it is. */
export async function unarchiveDocument({
  db,
  documentId,
  workspaceId,
}: Grant<'document.archive'>): Promise<void> {
  const concerned: AccessChange[] = [{ of: 'document', id: documentId }];
  await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      await lockWorkspace(tx, workspaceId);
      const data = { archivedAt: null, archivedWithId: null, mergedIntoId: null };
      const { count } = await tx.document.updateMany({
        where: { id: documentId, deletedAt: null, archivedAt: { not: null } },
        data,
      });
      if (count === 0) return;
      const below = await tx.document.updateMany({
        where: { archivedWithId: documentId, workspaceId },
        data: { archivedAt: null, archivedWithId: null },
      });
      if (below.count > 0) concerned.push({ of: 'workspace', id: workspaceId });
    },
  );
}

/** The archive of a workspace as far as the one who asks may read it, the last put there first; without what went there with a page above. */
export async function listArchive(
  grant: Grant<'workspace.read'>,
  page: PageQuery,
): Promise<Page<ArchiveItem>> {
  const before = beforeTime(page);
  const rows = await grant.db.prisma.document.findMany({
    where: {
      ...readable(grant, { archived: 'alone' }),
      archivedWithId: null,
      ...(before && {
        OR: [{ archivedAt: { lt: before.time } }, { archivedAt: before.time, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ archivedAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: { id: true, kind: true, title: true, icon: true, archivedAt: true, mergedIntoId: true },
  });
  return pageOf({
    rows: rows.map(({ archivedAt, mergedIntoId, ...document }) => ({
      ...document,
      archivedAt: archivedAt ?? new Date(),
      isMerged: mergedIntoId !== null,
    })),
    limit: page.limit,
    cursorOf: ({ archivedAt, id }) => timeCursor(archivedAt, id),
  });
}

/** @throws AppError `forbidden` where a document went into the archive, for whoever was let in before. */
export async function checkNotArchived(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<void> {
  const where = { id: documentId, archivedAt: { not: null } };
  if ((await tx.document.count({ where })) > 0) throw inArchive();
}
