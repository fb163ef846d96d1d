import { personOf } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { nameKey } from '@plenum/domain/wiki/names';
import type { LinkReport } from '@plenum/domain/wiki/schema';
import type { LinkedPage } from '@plenum/domain/wiki/types';
import type { Grant } from '../access/grant.ts';
import { isReadable } from '../access/role-on-document.ts';
import { visibleDocument, visiblePage } from '../documents/visible.ts';
import { Prisma } from '../generated/client.ts';
import { afterTitle, pageOf, titleCursor } from '../page.ts';

/** The documents of a workspace whose texts lead to one of its documents, by title, as far as the one who asks may read them. */
export function listBacklinks(
  grant: Grant<'workspace.read'>,
  { documentId, ...page }: PageQuery & { documentId: DocumentId },
): Promise<Page<LinkedPage>> {
  const leadsHere = Prisma.sql`${visibleDocument(grant, 'd')} AND d.id <> ${documentId}::uuid
    AND d.id IN (SELECT document_id FROM document_link WHERE target_document_id IN (${leadingTo(Prisma.sql`${documentId}::uuid`)}))`;
  return list(grant, { which: leadsHere, page });
}

/** A document, and those whose texts went into it: what leads to them leads there. */
function leadingTo(documentId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE merged AS (
      SELECT ${documentId} AS id UNION SELECT m.id FROM document m JOIN merged ON m.merged_into_id = merged.id
    ) SELECT id FROM merged`;
}

/** The documents of a workspace whose texts lead to a page by a name, of which there is none yet, as {@link listBacklinks} lists them. */
export function listWanting(
  grant: Grant<'workspace.read'>,
  { name, ...page }: PageQuery & { name: string },
): Promise<Page<LinkedPage>> {
  const leadsThere = Prisma.sql`${visibleDocument(grant, 'd')}
    AND d.id IN (SELECT document_id FROM document_wanted WHERE key = ${nameKey(name)})`;
  return list(grant, { which: leadsThere, page });
}

/**
 * What a workspace's links say of its wiki, by title, as far as the one who asks may read it: with `broken` the documents that lead to one
 * that is gone, or that they may not read, which is the same to them; with `orphans` the pages to which nothing leads, neither a text nor
 * the tree: at the top, with nothing below.
 */
export function reportLinks(
  grant: Grant<'workspace.read'>,
  { report, ...page }: PageQuery & { report: LinkReport },
): Promise<Page<LinkedPage>> {
  return list(grant, { which: report === 'broken' ? isBroken(grant) : isOrphan(grant), page });
}

function isBroken(grant: Grant<'workspace.read'>): Prisma.Sql {
  const isThere = isReadable(Prisma.sql`l.target_document_id`, personOf(grant.actor));
  return Prisma.sql`${visibleDocument(grant, 'd')} AND EXISTS (
    SELECT 1 FROM document_link l
     WHERE l.document_id = d.id AND l.target_document_id IS NOT NULL AND NOT ${isThere})`;
}

function isOrphan(grant: Grant<'workspace.read'>): Prisma.Sql {
  return Prisma.sql`${visiblePage(grant, 'd')} AND d.parent_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM document c WHERE c.parent_id = d.id AND ${visiblePage(grant, 'c')})
    AND NOT EXISTS (SELECT 1 FROM document_link l JOIN document c ON c.id = l.document_id
                     WHERE l.target_document_id IN (${leadingTo(Prisma.sql`d.id`)}) AND c.id <> d.id AND ${visibleDocument(grant, 'c')})`;
}

async function list(
  grant: Grant<'workspace.read'>,
  { which, page }: { which: Prisma.Sql; page: PageQuery },
): Promise<Page<LinkedPage>> {
  const after = afterTitle(page);
  const rows = await grant.db.prisma.$queryRaw<LinkedPage[]>`
    SELECT d.id::text, d.title, d.icon, d.kind::text FROM document d
     WHERE ${which} ${after ? Prisma.sql`AND (d.title, d.id) > (${after.title}, ${after.id}::uuid)` : Prisma.empty}
     ORDER BY d.title, d.id LIMIT ${page.limit + 1}`;
  return pageOf({ rows, limit: page.limit, cursorOf: ({ title, id }) => titleCursor(title, id) });
}
