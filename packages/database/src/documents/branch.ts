import type { BranchDocument } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';

/** Documents of a branch that are listed. */
export const MOST_DOCUMENTS = 500;

/**
 * What a link to a branch leads to: a document and what lies below it, as far as the same people have access, from the top, pages in their
 * order; at most 500. No templates, and nothing of the archive but what the link itself leads to.
 */
export function listBranch({ db, documentId }: Grant<'document.read'>): Promise<BranchDocument[]> {
  return branchOf(db.prisma, {
    documentId,
    which: Prisma.sql`AND NOT d.is_template AND d.archived_at IS NULL`,
  });
}

/** Pages right below some documents of a branch in their order, the first of each; `isMore` where there are others. */
export async function listBelowInBranch(
  { db, documentId: top }: Grant<'document.read'>,
  { parentIds, limit }: { parentIds: readonly DocumentId[]; limit: number },
): Promise<(BranchDocument & { icon: string | null; isMore: boolean })[]> {
  if (parentIds.length === 0) return [];
  const rows = await db.prisma.$queryRaw<(BranchDocument & { icon: string | null; nth: number })[]>`
    SELECT below.* FROM document top
      CROSS JOIN unnest(${[...parentIds]}::uuid[]) AS above (id)
      CROSS JOIN LATERAL (
        SELECT d.id::text, d.parent_id::text AS "parentId", d.title, d.icon, (row_number() OVER (ORDER BY d.position, d.id))::int AS nth
          FROM document d
         WHERE d.parent_id = above.id AND d.deleted_at IS NULL AND NOT d.is_template AND d.archived_at IS NULL
           AND d.scope_id IS NOT DISTINCT FROM top.scope_id
         ORDER BY d.position, d.id LIMIT ${limit + 1}
      ) below
     WHERE top.id = ${top}::uuid ORDER BY below.nth`;
  const more = new Set(rows.filter(({ nth }) => nth > limit).map(({ parentId }) => parentId));
  return rows
    .filter(({ nth }) => nth <= limit)
    .map(({ nth: _, ...page }) => ({ ...page, isMore: more.has(page.parentId) }));
}

/** All that lies in a branch, templates and what is in the archive too; for a transaction that has the workspace locked. */
export function listWholeBranch(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  documentId: DocumentId,
): Promise<BranchDocument[]> {
  return branchOf(tx, { documentId, which: Prisma.empty });
}

function branchOf(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { documentId, which }: { documentId: DocumentId; which: Prisma.Sql },
): Promise<BranchDocument[]> {
  return tx.$queryRaw<BranchDocument[]>`
    WITH RECURSIVE down AS (
      SELECT id, NULL::uuid AS parent_id, title, scope_id, position, 0 AS depth FROM document
       WHERE id = ${documentId}::uuid AND deleted_at IS NULL
      UNION ALL
      SELECT d.id, d.parent_id, d.title, d.scope_id, d.position, down.depth + 1
        FROM document d JOIN down ON d.parent_id = down.id
       WHERE d.deleted_at IS NULL AND d.scope_id IS NOT DISTINCT FROM down.scope_id ${which}
    )
    SELECT id::text, parent_id::text AS "parentId", title FROM down ORDER BY depth, position, id LIMIT ${MOST_DOCUMENTS}`;
}

/** The wiki pages below a page that have the same access as it, all that are in no archive; for a transaction that has the workspace locked. */
export async function pagesBelow(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  documentId: DocumentId,
): Promise<DocumentId[]> {
  const rows = await tx.$queryRaw<{ id: DocumentId }[]>`
    WITH RECURSIVE down AS (
      SELECT id, scope_id FROM document WHERE id = ${documentId}::uuid
      UNION SELECT d.id, d.scope_id FROM document d JOIN down ON d.parent_id = down.id
       WHERE d.kind = 'wiki' AND d.deleted_at IS NULL AND d.archived_at IS NULL AND d.scope_id IS NOT DISTINCT FROM down.scope_id
    )
    SELECT id::text FROM down WHERE id <> ${documentId}::uuid`;
  return rows.map(({ id }) => id);
}
