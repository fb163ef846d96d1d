import type { DocumentId } from '@plenum/domain/ids';
import type { PageQuery } from '@plenum/domain/page';
import type { Ancestor, TreeLevel, TreePage } from '@plenum/domain/wiki/types';
import type { Grant } from '../access/grant.ts';
import { visiblePage } from '../documents/visible.ts';
import { Prisma } from '../generated/client.ts';
import { afterTitle, pageOf, titleCursor } from '../page.ts';

/** What a cursor begins with: whether its row lies at this level, or is only shown there. */
const HERE = '0';
const ELSEWHERE = '1';

type Row = TreePage & { position: string };

/** What is shown of a page `d`, and how it is found again. */
const columns = (grant: Grant<'workspace.read'>) => Prisma.sql`
  d.id::text, d.title, d.icon, d.position, d.scope_id IS NOT NULL AS "isRestricted",
  EXISTS (SELECT 1 FROM document c WHERE c.parent_id = d.id AND ${visiblePage(grant, 'c')}) AS "hasChildren"`;

/** Leaves out of a level what comes before a cursor. */
function onFrom(page: PageQuery): Prisma.Sql {
  const after = afterTitle(page);
  return after
    ? Prisma.sql`AND (d.position, d.id) > (${after.title.slice(1)}, ${after.id}::uuid)`
    : Prisma.empty;
}

/**
 * The pages at the top of a workspace's tree, in their order, a page of the list at a time: those that lie below nothing, and after them
 * those below something that the one who asks may not read, that is in the trash, or that is no wiki page.
 */
export async function listTop(grant: Grant<'workspace.read'>, page: PageQuery): Promise<TreeLevel> {
  const visible = visiblePage(grant, 'd');
  const most = page.limit + 1;
  const from = onFrom(page);
  const isPastFirst = afterTitle(page)?.title.startsWith(ELSEWHERE) ?? false;
  // By two ways: the first is a stretch of the index, the second looks at what has another access than what it lies below.
  const rows = await grant.db.prisma.$queryRaw<Row[]>`
    SELECT ${columns(grant)}, NULL AS "parentId", t.elsewhere AS "isElsewhere" FROM document d JOIN (
      (SELECT d.id, false AS elsewhere FROM document d
        WHERE ${visible} AND d.parent_id IS NULL ${isPastFirst ? Prisma.sql`AND false` : from}
        ORDER BY d.position, d.id LIMIT ${most})
      UNION ALL
      (SELECT d.id, true FROM document d JOIN document p ON p.id = d.parent_id
        WHERE ${visible} ${isPastFirst ? from : Prisma.empty}
          AND (p.deleted_at IS NOT NULL OR p.archived_at IS NOT NULL OR p.kind <> 'wiki' OR p.scope_id IS DISTINCT FROM d.scope_id)
          AND NOT (${visiblePage(grant, 'p')})
        ORDER BY d.position, d.id LIMIT ${most})
    ) t ON t.id = d.id ORDER BY t.elsewhere, d.position, d.id LIMIT ${most}`;
  return levelOf(null, { rows, limit: page.limit });
}

/** The pages below one, in the same way; none where the one who asks may not read it. */
export async function listBelow(
  grant: Grant<'workspace.read'>,
  { parentId, ...page }: PageQuery & { parentId: DocumentId },
): Promise<TreeLevel> {
  const [level] = await listLevels(grant, { parentIds: [parentId], ...page });
  return level ?? levelOf(parentId, { rows: [], limit: page.limit });
}

/** The first pages below each of several, by one query however many they are; those that the one who asks may not read have none. */
export async function listLevels(
  grant: Grant<'workspace.read'>,
  { parentIds, ...page }: PageQuery & { parentIds: readonly DocumentId[] },
): Promise<TreeLevel[]> {
  if (parentIds.length === 0) return [];
  const rows = await grant.db.prisma.$queryRaw<Row[]>`
    SELECT l.*, p.id::text AS "parentId", false AS "isElsewhere" FROM document p CROSS JOIN LATERAL (
      SELECT ${columns(grant)} FROM document d
       WHERE ${visiblePage(grant, 'd')} AND d.parent_id = p.id ${onFrom(page)}
       ORDER BY d.position, d.id LIMIT ${page.limit + 1}
    ) l WHERE p.id = ANY(${[...parentIds]}::uuid[]) AND ${visiblePage(grant, 'p')}
    ORDER BY p.id, l.position, l.id`;
  return parentIds.map((parentId) =>
    levelOf(parentId, { rows: rows.filter((row) => row.parentId === parentId), limit: page.limit }),
  );
}

/**
 * The pages above a document, from the top, that the one who asks may read; what they may not read is left out, and so is the document
 * itself.
 */
export async function listAncestors(
  grant: Grant<'workspace.read'>,
  documentId: DocumentId,
): Promise<Ancestor[]> {
  return grant.db.prisma.$queryRaw<Ancestor[]>`
    WITH RECURSIVE up AS (
      SELECT parent_id, 0 AS n FROM document WHERE id = ${documentId}::uuid
      UNION ALL SELECT a.parent_id, up.n + 1 FROM document a JOIN up ON a.id = up.parent_id WHERE up.n < 100
    )
    SELECT d.id::text, d.title, d.icon FROM up JOIN document d ON d.id = up.parent_id
     WHERE ${visiblePage(grant, 'd')} ORDER BY up.n DESC`;
}

function levelOf(parentId: DocumentId | null, { rows, limit }: { rows: Row[]; limit: number }): TreeLevel {
  const cursorOf = ({ isElsewhere, position, id }: Row) =>
    titleCursor(`${isElsewhere ? ELSEWHERE : HERE}${position}`, id);
  const { items, next } = pageOf({ rows, limit, cursorOf });
  return { parentId, pages: items.map(({ position: _, ...page }) => page), next };
}
