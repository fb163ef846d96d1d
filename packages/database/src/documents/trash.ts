import { TRASH_DAYS } from '@plenum/domain/documents/schema';
import type { TrashItem } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';
import { audit } from '../workspaces/audit.ts';
import { readable } from './readable.ts';

/** Documents that are deleted in one transaction. */
const BATCH = 100;

/** What of the trash the one who asks could write in before, and may take out. */
function inTrash(grant: Grant<'document.create' | 'workspace.manage'>): Prisma.DocumentWhereInput {
  return { ...readable(grant, { least: 'editor' }), deletedAt: { not: null } };
}

/** The trash of a workspace, the last thrown away first, a page at a time. */
export async function listTrash(grant: Grant<'document.create'>, page: PageQuery): Promise<Page<TrashItem>> {
  const before = beforeTime(page);
  const rows = await grant.db.prisma.document.findMany({
    where: {
      ...inTrash(grant),
      ...(before && {
        OR: [{ deletedAt: { lt: before.time } }, { deletedAt: before.time, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ deletedAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: { id: true, kind: true, title: true, deletedAt: true },
  });
  return pageOf({
    rows: rows.map(({ deletedAt, ...document }) => ({ ...document, deletedAt: deletedAt ?? new Date() })),
    limit: page.limit,
    cursorOf: ({ deletedAt, id }) => timeCursor(deletedAt, id),
  });
}

/**
 * Takes a document out of the trash: it is where it was, with its text, links and rules.
 * @throws AppError `not_found` where it is not in the trash, or the actor could not write in it.
 */
export async function restoreDocument(
  grant: Grant<'document.create'>,
  documentId: DocumentId,
): Promise<void> {
  await changeAccess(grant.db, { of: 'document', id: documentId }, async (tx) => {
    const where = { ...inTrash(grant), id: documentId };
    const { count } = await tx.document.updateMany({ where, data: { deletedAt: null } });
    if (count === 0) throw notFound();
  });
}

/**
 * Deletes a document in the trash for good, with its log. What lies below it stays, with the access that it has.
 * @throws AppError `not_found` as for taking it out.
 */
export async function deleteForGood(grant: Grant<'workspace.manage'>, documentId: DocumentId): Promise<void> {
  const { actor, db, workspaceId } = grant;
  await db.prisma.$transaction(async (tx) => {
    if ((await tx.document.count({ where: { ...inTrash(grant), id: documentId } })) === 0) throw notFound();
    await deleteDocuments(tx, [documentId]);
    await audit(tx, { actor, workspaceId, what: 'documentDeleted' });
  });
}

/** Deletes for good what has been in the trash for thirty days. */
export async function emptyTrash({ db }: Grant<'instance.administer'>): Promise<void> {
  const due = { deletedAt: { lt: new Date(Date.now() - TRASH_DAYS * 24 * 60 * 60 * 1000) } };
  for (;;) {
    const deleted = await db.prisma.$transaction(async (tx) => {
      const found = await tx.document.findMany({ where: due, take: BATCH, select: { id: true } });
      await deleteDocuments(
        tx,
        found.map(({ id }) => id),
      );
      return found.length;
    });
    if (deleted === 0) return;
  }
}

/** Whatever has its access from one of these gets the same rules for itself, so that nothing opens. */
async function deleteDocuments(tx: Prisma.TransactionClient, ids: DocumentId[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM document WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    INSERT INTO document_rule (id, document_id, person_id, group_id, role)
    SELECT gen_random_uuid(), d.id, r.person_id, r.group_id, r.role
      FROM document d JOIN document_rule r ON r.document_id = d.scope_id
     WHERE d.scope_id = ANY(${ids}::uuid[]) AND NOT d.id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE document SET scope_id = id WHERE scope_id = ANY(${ids}::uuid[]) AND NOT id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`DELETE FROM document WHERE id = ANY(${ids}::uuid[]) AND deleted_at IS NOT NULL`;
}
