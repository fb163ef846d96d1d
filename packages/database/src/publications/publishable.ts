import { AppError } from '@plenum/domain/errors';
import { MOST_PUBLIC_PAGES, type PublicCover } from '@plenum/domain/publications/schema';
import type { PublishablePage } from '@plenum/domain/publications/types';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';

/**
 * What a publication would cover now, in the order of the tree: the document, what lies below it as far as the same people have access,
 * and of a wiki also every other page of it that they have access to, at the top after those below the start page. No template,
 * nothing of the archive, and nothing that was thrown away.
 * @throws AppError `invalid_input` where it is more than may be public together, or no page is to be the start page of a wiki.
 */
export async function listPublishable(
  { db, documentId, workspaceId }: Grant<'document.share'>,
  covers: PublicCover,
): Promise<PublishablePage[]> {
  const columns = Prisma.sql`d.id, d.title, d.scope_id, concat(d.epoch, ' ', d.last_seq) AS made_of`;
  const first = Prisma.sql`
    SELECT ${columns}, NULL::uuid AS parent_id, d.kind, ARRAY[]::text[] COLLATE "C" AS way, 0 AS depth
      FROM document d WHERE d.id = ${documentId}::uuid AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template`;
  // A page that lies below none of them is at the top.
  const others = Prisma.sql`
    UNION ALL
    SELECT ${columns}, ${documentId}::uuid, d.kind, ARRAY['1', coalesce(d.position, ''), d.id::text] COLLATE "C", 1
      FROM document d JOIN document s ON s.id = ${documentId}::uuid AND d.scope_id IS NOT DISTINCT FROM s.scope_id
      LEFT JOIN document above ON above.id = d.parent_id
     WHERE d.workspace_id = ${workspaceId}::uuid AND d.kind = 'wiki' AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template AND d.id <> s.id
       AND (above.id IS NULL OR above.kind <> 'wiki' OR above.deleted_at IS NOT NULL OR above.archived_at IS NOT NULL OR above.is_template
            OR above.scope_id IS DISTINCT FROM d.scope_id)`;
  const below = Prisma.sql`
    SELECT ${columns}, down.id, d.kind, (down.way || ARRAY['0', coalesce(d.position, ''), d.id::text]) COLLATE "C", down.depth + 1
      FROM document d JOIN down ON d.parent_id = down.id
     WHERE d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template AND d.scope_id IS NOT DISTINCT FROM down.scope_id
       AND d.id <> ${documentId}::uuid ${covers === 'wiki' ? Prisma.sql`AND d.kind = 'wiki'` : Prisma.empty}`;
  const tree = Prisma.sql`WITH RECURSIVE down AS ((${first} ${covers === 'wiki' ? others : Prisma.empty}) UNION ALL ${below})`;
  const only = Prisma.sql`WITH down AS (${first})`;
  const rows = await db.prisma.$queryRaw<(PublishablePage & { kind: string })[]>`
    ${covers === 'document' ? only : tree}
    SELECT id::text AS "documentId", parent_id::text AS "parentId", title, kind::text, depth, made_of AS "madeOf"
      FROM down ORDER BY way LIMIT ${MOST_PUBLIC_PAGES + 1}`;
  if (rows.length > MOST_PUBLIC_PAGES)
    throw new AppError(
      'invalid_input',
      'At most 10,000 pages can be public together. Publish a smaller branch.',
    );
  if (covers === 'wiki' && rows[0] && rows[0].kind !== 'wiki')
    throw new AppError('invalid_input', 'Only a page of the wiki can be the start page of a public wiki.');
  return rows.map(({ kind: _, ...page }) => page);
}
