import type { DocumentId } from '@plenum/domain/ids';
import type {
  PublicLevel,
  PublicPageCard,
  PublicPageState,
  PublicPageView,
  PublicPlace,
  PublicSite,
} from '@plenum/domain/publications/types';
import { SEARCH_LANGUAGES } from '@plenum/domain/workspaces/languages';
import type { Grant } from '../access/grant.ts';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import { Prisma } from '../generated/client.ts';
import { lookOf } from './reads.ts';

/** Pages in a feed, of one level before and after the one that is open, on one page of the list of all, and that a text may lead to. */
const FEED_PAGES = 30;
const LEVEL_PAGES = 20;
const LIST_PAGES = 200;
const LINKED_PAGES = 2_000;
/** Pages that are above one: more than the wiki has levels. */
const MOST_ABOVE = 100;

type Public = Grant<'instance.administer'>;

const CARD = Prisma.sql`p.document_id::text AS "documentId", p.parent_id::text AS "parentId", p.slug, p.title, p.position`;

const PRESENT = Prisma.raw(PUBLIC_PAGE);

/** What the public reads at an address; null where there is nothing, also where document or workspace are in the trash. */
export async function findSite({ db }: Public, slug: string): Promise<PublicSite | null> {
  const [row] = await db.prisma.$queryRaw<
    (PublicSite & { language: string; accent: string; home: string })[]
  >`
    SELECT s.document_id::text AS "documentId", s.slug, s.is_indexed AS "isIndexed", s.has_feed AS "hasFeed", s.name, s.line, s.accent,
           s.footer, s.footer_links AS "footerLinks", p.title AS home, w.search_language AS language, a.id::text AS "pictureId",
           EXISTS (SELECT FROM ${PRESENT}
                    WHERE p.publication_id = s.document_id AND p.document_id <> s.document_id) AS "hasTree"
      FROM publication s
      JOIN ${PRESENT} ON p.document_id = s.document_id
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
      LEFT JOIN attachment a ON a.document_id = s.document_id AND a.id = s.picture_id
     WHERE s.slug = ${slug}`;
  if (!row) return null;
  const { home, ...site } = row;
  return {
    ...site,
    ...lookOf(row),
    name: site.name || home,
    language: SEARCH_LANGUAGES.find((one) => one === row.language) ?? 'simple',
  };
}

/** A page of a publication by its address, or the first; null where there is none. */
export async function findPublicPage(
  { db }: Public,
  { site, page }: { site: PublicSite; page: string | null },
): Promise<PublicPageView | null> {
  const asked =
    page === null ? Prisma.sql`p.document_id = ${site.documentId}::uuid` : Prisma.sql`p.slug = ${page}`;
  const [found] = await db.prisma.$queryRaw<PublicPageView[]>`
    SELECT ${CARD}, p.content, p.text, p.published_at AS "publishedAt", p.updated_at AS "updatedAt"
      FROM ${PRESENT} WHERE p.publication_id = ${site.documentId}::uuid AND ${asked}`;
  return found ?? null;
}

/**
 * Where a page is: the way to it, and of the pages below each page on the way and below itself some around it. By two queries, however
 * many pages there are.
 */
export async function findPlace(
  { db }: Public,
  { site, page }: { site: PublicSite; page: Pick<PublicPageCard, 'documentId' | 'position'> | null },
): Promise<PublicPlace> {
  const root = Prisma.sql`${site.documentId}::uuid`;
  const current = page?.documentId ?? site.documentId;
  const ofIt = Prisma.sql`p.publication_id = ${root}`;
  const rows = await db.prisma.$queryRaw<(PublicPageCard & { role: 'way' | 'below' })[]>`
    WITH RECURSIVE up AS (
      SELECT p.document_id, p.parent_id, p.position, 0 AS above, NULL::int AS open
        FROM ${PRESENT} WHERE ${ofIt} AND p.document_id = ${current}::uuid
      UNION ALL
      SELECT p.document_id, p.parent_id, p.position, up.above + 1, up.position
        FROM up JOIN ${PRESENT} ON p.document_id = up.parent_id
       WHERE ${ofIt} AND up.above < ${MOST_ABOVE}
    ), way AS (
      SELECT document_id, open, above FROM up
      UNION ALL SELECT ${root}, NULL, ${MOST_ABOVE + 1} WHERE NOT EXISTS (SELECT FROM up WHERE document_id = ${root})
    )
    SELECT 'way' AS role, ${CARD} FROM way JOIN ${PRESENT} ON p.document_id = way.document_id
    UNION ALL
    SELECT 'below', below.* FROM way CROSS JOIN LATERAL (
      (SELECT ${CARD} FROM ${PRESENT}
        WHERE ${ofIt} AND p.parent_id = way.document_id AND p.position < coalesce(way.open, 0)
        ORDER BY p.position DESC LIMIT ${LEVEL_PAGES})
      UNION ALL
      (SELECT ${CARD} FROM ${PRESENT}
        WHERE ${ofIt} AND p.parent_id = way.document_id AND p.position >= coalesce(way.open, 0)
        ORDER BY p.position LIMIT CASE WHEN way.open IS NULL THEN ${2 * LEVEL_PAGES + 1}::int ELSE ${LEVEL_PAGES + 2}::int END)
    ) below
    ORDER BY role, position`;
  const card = ({ role: _, ...one }: (typeof rows)[number]): PublicPageCard => one;
  const way = rows.filter(({ role }) => role === 'way').map(card);
  const levels = way.map(({ documentId }) =>
    levelOf(
      documentId,
      rows.filter((row) => row.role === 'below' && row.parentId === documentId).map(card),
      way,
    ),
  );
  const beside = page === null ? [] : await besides(db.prisma, { root, position: page.position });
  return {
    way: page === null ? way : way.filter(({ documentId }) => documentId !== current),
    levels,
    before: beside.find(({ position }) => page !== null && position < page.position) ?? null,
    after: beside.find(({ position }) => page !== null && position > page.position) ?? null,
  };
}

/** A level without the one that was read to know whether there are more. */
function levelOf(parentId: DocumentId, pages: PublicPageCard[], way: readonly PublicPageCard[]): PublicLevel {
  const open = pages.findIndex(({ documentId }) => way.some((one) => one.documentId === documentId));
  const most = open < 0 ? 2 * LEVEL_PAGES : open + LEVEL_PAGES + 1;
  return { parentId, pages: pages.slice(0, most), more: pages[most]?.position ?? null };
}

function besides(
  prisma: Public['db']['prisma'],
  { root, position }: { root: Prisma.Sql; position: number },
): Promise<PublicPageCard[]> {
  const ofIt = Prisma.sql`p.publication_id = ${root}`;
  return prisma.$queryRaw<PublicPageCard[]>`
    (SELECT ${CARD} FROM ${PRESENT} WHERE ${ofIt} AND p.position < ${position} ORDER BY p.position DESC LIMIT 1)
    UNION ALL
    (SELECT ${CARD} FROM ${PRESENT} WHERE ${ofIt} AND p.position > ${position} ORDER BY p.position LIMIT 1)`;
}

/** All pages of a publication in the order of the tree, from a place in it on; `next` is where the following begin. */
export async function listPublicPages(
  { db }: Public,
  { site, from }: { site: PublicSite; from: number },
): Promise<{ pages: (PublicPageCard & { depth: number })[]; next: number | null }> {
  const rows = await db.prisma.$queryRaw<(PublicPageCard & { depth: number })[]>`
    SELECT ${CARD}, p.depth FROM ${PRESENT}
     WHERE p.publication_id = ${site.documentId}::uuid AND p.position >= ${from} ORDER BY p.position LIMIT ${LIST_PAGES + 1}`;
  return { pages: rows.slice(0, LIST_PAGES), next: rows[LIST_PAGES]?.position ?? null };
}

/** Those of some documents that are pages of a publication. */
export async function listLinked(
  { db }: Public,
  { site, ids }: { site: PublicSite; ids: readonly DocumentId[] },
): Promise<PublicPageCard[]> {
  if (ids.length === 0) return [];
  return db.prisma.$queryRaw<PublicPageCard[]>`
    SELECT ${CARD} FROM ${PRESENT}
     WHERE p.publication_id = ${site.documentId}::uuid AND p.document_id = ANY(${ids.slice(0, LINKED_PAGES)}::uuid[])`;
}

/** Some documents that are pages of a publication, and which version of each is public: the transaction that wrote it last. */
export async function listPublicStates(
  { db }: Public,
  { site, ids }: { site: Pick<PublicSite, 'documentId'>; ids: readonly DocumentId[] },
): Promise<PublicPageState[]> {
  if (ids.length === 0) return [];
  return db.prisma.$queryRaw<PublicPageState[]>`
    SELECT ${CARD}, p.xmin::text AS version FROM ${PRESENT}
     WHERE p.publication_id = ${site.documentId}::uuid AND p.document_id = ANY(${[...ids]}::uuid[])`;
}

/** What the public reads in a document that is a page of a publication; null where it is none. */
export async function findPublicText(
  { db }: Public,
  { site, id }: { site: Pick<PublicSite, 'documentId'>; id: DocumentId },
): Promise<{ content: unknown } | null> {
  const [found] = await db.prisma.$queryRaw<{ content: unknown }[]>`
    SELECT p.content FROM ${PRESENT}
     WHERE p.publication_id = ${site.documentId}::uuid AND p.document_id = ${id}::uuid`;
  return found ?? null;
}

/** The first pages of a publication below each of several, in the order of the tree, by one query however many they are. */
export async function listPublicLevels(
  { db }: Public,
  {
    site,
    parentIds,
    most,
  }: { site: Pick<PublicSite, 'documentId'>; parentIds: readonly DocumentId[]; most: number },
): Promise<PublicLevel[]> {
  if (parentIds.length === 0) return [];
  const rows = await db.prisma.$queryRaw<PublicPageCard[]>`
    SELECT below.* FROM unnest(${[...parentIds]}::uuid[]) AS above (id) CROSS JOIN LATERAL (
      SELECT ${CARD} FROM ${PRESENT}
       WHERE p.publication_id = ${site.documentId}::uuid AND p.parent_id = above.id ORDER BY p.position LIMIT ${most + 1}
    ) below ORDER BY below.position`;
  return parentIds.map((parentId) => {
    const pages = rows.filter((row) => row.parentId === parentId);
    return { parentId, pages: pages.slice(0, most), more: pages[most]?.position ?? null };
  });
}

/** The pages of a publication that changed last. */
export async function listNewest({ db }: Public, site: PublicSite): Promise<PublicPageView[]> {
  return db.prisma.$queryRaw<PublicPageView[]>`
    SELECT ${CARD}, p.content, p.text, p.published_at AS "publishedAt", p.updated_at AS "updatedAt"
      FROM ${PRESENT} WHERE p.publication_id = ${site.documentId}::uuid
     ORDER BY p.updated_at DESC, p.position LIMIT ${FEED_PAGES}`;
}
