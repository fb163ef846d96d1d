import type { Grant } from '../access/grant.ts';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import { Prisma } from '../generated/client.ts';

/** Addresses in one map: of the 50,000 and 50 MB that it may have (https://www.sitemaps.org/protocol.html), whatever the titles. */
export const MAP_PAGES = 20_000;

const INDEXED = Prisma.raw(`${PUBLIC_PAGE}
  JOIN publication s ON s.document_id = p.publication_id AND s.is_indexed
  JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL`);

/** How many pages search engines may show. */
export async function countIndexed({ db }: Grant<'instance.administer'>): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${INDEXED}`;
  return row?.count ?? 0;
}

/** What search engines may show: addresses with the time of the last change, as many as one map has. @param part from 0 */
export function listIndexed(
  { db }: Grant<'instance.administer'>,
  part: number,
): Promise<{ slug: string; page: string | null; updatedAt: Date }[]> {
  return db.prisma.$queryRaw`
    SELECT s.slug, CASE WHEN p.document_id <> s.document_id THEN p.slug END AS page, p.updated_at AS "updatedAt"
      FROM ${INDEXED} ORDER BY p.document_id LIMIT ${MAP_PAGES} OFFSET ${part * MAP_PAGES}`;
}
