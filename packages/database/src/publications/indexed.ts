import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';

/** Addresses in one map: of the 50,000 and 50 MB that it may have (https://www.sitemaps.org/protocol.html), whatever the titles. */
export const MAP_PAGES = 20_000;

const INDEXED: Prisma.PublicPageWhereInput = {
  document: { deletedAt: null },
  publication: { isIndexed: true, document: { deletedAt: null, workspace: { deletedAt: null } } },
};

/** How many pages search engines may show. */
export function countIndexed({ db }: Grant<'instance.administer'>): Promise<number> {
  return db.prisma.publicPage.count({ where: INDEXED });
}

/** What search engines may show: addresses with the time of the last change, as many as one map has. @param part from 0 */
export async function listIndexed(
  { db }: Grant<'instance.administer'>,
  part: number,
): Promise<{ slug: string; page: string | null; updatedAt: Date }[]> {
  const pages = await db.prisma.publicPage.findMany({
    where: INDEXED,
    orderBy: { documentId: 'asc' },
    skip: part * MAP_PAGES,
    take: MAP_PAGES,
    select: {
      documentId: true,
      slug: true,
      updatedAt: true,
      publication: { select: { slug: true, documentId: true } },
    },
  });
  return pages.map(({ documentId, slug, updatedAt, publication }) => ({
    slug: publication.slug,
    page: documentId === publication.documentId ? null : slug,
    updatedAt,
  }));
}
