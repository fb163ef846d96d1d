import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationCard, PublicPageCard, PublicPageView } from '@plenum/domain/publications/types';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';

/** Pages in a feed, and addresses in the map of the site. */
const FEED_PAGES = 30;
const MAP_PAGES = 10_000;

/** How a document is public; null where it is not. A page of a branch is not by itself. */
export async function findPublication({
  db,
  documentId,
}: Grant<'document.share'>): Promise<PublicationCard | null> {
  return db.prisma.publication.findUnique({
    where: { documentId },
    select: {
      documentId: true,
      slug: true,
      covers: true,
      isIndexed: true,
      hasFeed: true,
      pages: {
        orderBy: { documentId: 'asc' },
        select: { documentId: true, title: true, text: true, updatedAt: true },
      },
    },
  });
}

/** Which publication the public asks for; one whose document or workspace is in the trash is none. */
function inForce(slug: string): Prisma.PublicationWhereInput {
  return { slug, document: { deletedAt: null, workspace: { deletedAt: null } } };
}

/** A page that the public reads, and the others beside it; null where there is none. */
export async function findPublicPage(
  { db }: Grant<'instance.administer'>,
  { slug, page }: { slug: string; page: string | null },
): Promise<{ page: PublicPageView; pages: PublicPageCard[]; isIndexed: boolean; hasFeed: boolean } | null> {
  const publication = await db.prisma.publication.findFirst({
    where: inForce(slug),
    select: {
      documentId: true,
      isIndexed: true,
      hasFeed: true,
      pages: {
        where: { document: { deletedAt: null } },
        orderBy: { title: 'asc' },
        select: { documentId: true, parentId: true, slug: true, title: true },
      },
    },
  });
  if (!publication) return null;
  const { documentId, pages, isIndexed, hasFeed } = publication;
  const asked = pages.find((one) => (page === null ? one.documentId === documentId : one.slug === page));
  if (!asked) return null;
  const found = await db.prisma.publicPage.findUnique({
    where: { documentId: asked.documentId },
    select: { slug: true, title: true, content: true, publishedAt: true, updatedAt: true },
  });
  return found && { page: found, pages, isIndexed, hasFeed };
}

/** What the public reads in some documents that are public, by their ids; one whose document or workspace is in the trash has none. */
export async function listPublicContents(
  { db }: Grant<'instance.administer'>,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<string, unknown>> {
  if (ids.length === 0) return new Map();
  const rows = await db.prisma.publicPage.findMany({
    where: {
      documentId: { in: [...ids] },
      document: { deletedAt: null },
      publication: { document: { deletedAt: null, workspace: { deletedAt: null } } },
    },
    select: { documentId: true, content: true },
  });
  return new Map(rows.map(({ documentId, content }) => [documentId, content]));
}

/** The pages of a publication with a feed, the last changed first; null where there is none. */
export async function findFeed(
  { db }: Grant<'instance.administer'>,
  slug: string,
): Promise<{
  title: string;
  pages: (PublicPageView & { documentId: DocumentId; isFirst: boolean })[];
} | null> {
  const publication = await db.prisma.publication.findFirst({
    where: { ...inForce(slug), hasFeed: true },
    select: {
      documentId: true,
      pages: {
        where: { document: { deletedAt: null } },
        orderBy: { updatedAt: 'desc' },
        take: FEED_PAGES,
        select: {
          documentId: true,
          slug: true,
          title: true,
          content: true,
          publishedAt: true,
          updatedAt: true,
        },
      },
    },
  });
  if (!publication) return null;
  const { documentId, pages } = publication;
  const first = await db.prisma.publicPage.findUnique({ where: { documentId }, select: { title: true } });
  return {
    title: first?.title ?? slug,
    pages: pages.map((page) => ({ ...page, isFirst: page.documentId === documentId })),
  };
}

/** What search engines may show: addresses with the time of the last change. */
export async function listIndexed({
  db,
}: Grant<'instance.administer'>): Promise<{ slug: string; page: string | null; updatedAt: Date }[]> {
  const pages = await db.prisma.publicPage.findMany({
    where: {
      document: { deletedAt: null },
      publication: { isIndexed: true, document: { deletedAt: null, workspace: { deletedAt: null } } },
    },
    orderBy: { documentId: 'asc' },
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
