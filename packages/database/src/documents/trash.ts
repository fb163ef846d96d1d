import { TRASH_DAYS } from '@plenum/domain/documents/schema';
import type { TrashItem } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { record } from '../outbox/record.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';
import { audit } from '../workspaces/audit.ts';
import { readable } from './readable.ts';

/** Documents that are looked for at a time, and rows of a log that are deleted at a time. */
const BATCH = 100;
const ROWS = 5_000;

/** Thrown away then, a document can be taken out no more, and housekeeping deletes it for good. */
export const BEYOND_REACH = new Date(0);

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

/** What of the trash the one who asks could write in before, and may take out. */
function inTrash(grant: Grant<'document.create' | 'workspace.manage'>): Prisma.DocumentWhereInput {
  return {
    ...readable(grant, { least: 'editor', templates: 'too', archived: 'too' }),
    deletedAt: { gte: daysAgo(TRASH_DAYS) },
    // Pages that went with the one above them come out with it alone.
    trashedWithId: null,
  };
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
 * Takes a document out of the trash, with the pages that went there with it: it is where it was, with its text, links and rules.
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
    const below = await tx.document.findMany({ where: { trashedWithId: documentId }, select: { id: true } });
    const data = { deletedAt: null, trashedWithId: null };
    await tx.document.updateMany({ where: { trashedWithId: documentId }, data });
    const documentIds = [documentId, ...below.map(({ id }) => id)];
    await record(tx, { what: 'document.restored', documentIds });
  });
}

/**
 * Deletes a document in the trash for good, with its log and the pages that went there with it. What else lies below it stays, with the
 * access that it has.
 * @throws AppError `not_found` as for taking it out.
 */
export async function deleteForGood(grant: Grant<'workspace.manage'>, documentId: DocumentId): Promise<void> {
  const { actor, db, workspaceId } = grant;
  await db.prisma.$transaction(async (tx) => {
    const where = { ...inTrash(grant), id: documentId };
    const { count } = await tx.document.updateMany({ where, data: { deletedAt: BEYOND_REACH } });
    if (count === 0) throw notFound();
    await tx.document.updateMany({
      where: { trashedWithId: documentId },
      data: { deletedAt: BEYOND_REACH },
    });
    await audit(tx, { actor, workspaceId, what: 'documentDeleted' });
  });
  // Where this is cut short, housekeeping goes on.
  const below = await db.prisma.document.findMany({
    where: { trashedWithId: documentId },
    select: { id: true },
  });
  for (const { id } of below) await deleteDocument(db, id);
  await deleteDocument(db, documentId);
}

/**
 * Deletes for good what has been in the trash for thirty days.
 * @throws AggregateError, once all were tried, where some could not be deleted.
 */
export async function emptyTrash({ db }: Grant<'instance.administer'>): Promise<void> {
  const failures: unknown[] = [];
  const deletedAt = { lt: daysAgo(TRASH_DAYS) };
  for (let last: DocumentId | undefined; ; ) {
    const due: { id: DocumentId }[] = await db.prisma.document.findMany({
      where: { deletedAt, ...(last && { id: { gt: last } }) },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    });
    for (const { id } of due) {
      await deleteDocument(db, id).catch((error: unknown) => failures.push(error));
    }
    last = due.at(-1)?.id;
    if (last === undefined) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, 'documents in the trash could not be deleted');
}

/** Deletes a document that nobody can take out any more: its log in pieces, however long that is, and then the rest at once. */
async function deleteDocument(db: Database, id: DocumentId): Promise<void> {
  const piece = `DELETE FROM document_update WHERE (document_id, seq) IN
                   (SELECT document_id, seq FROM document_update WHERE document_id = $1 LIMIT ${ROWS})`;
  for (let deleted: number | null = ROWS; deleted === ROWS; ) {
    deleted = (await db.pool.query(piece, [id])).rowCount;
  }
  await db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM document WHERE id = ${id}::uuid FOR UPDATE`;
    // Whatever has its access from this one gets the same rules for itself, so that nothing opens.
    await tx.$executeRaw`
      INSERT INTO document_rule (id, document_id, person_id, group_id, role)
      SELECT gen_random_uuid(), d.id, r.person_id, r.group_id, r.role
        FROM document d JOIN document_rule r ON r.document_id = d.scope_id
       WHERE d.scope_id = ${id}::uuid AND d.id <> ${id}::uuid`;
    await tx.$executeRaw`UPDATE document SET scope_id = id WHERE scope_id = ${id}::uuid AND id <> ${id}::uuid`;
    await record(tx, { what: 'document.deleted', documentIds: [id] });
    await tx.document.deleteMany({ where: { id, deletedAt: { not: null } } });
  });
}
