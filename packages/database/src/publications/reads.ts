import type { AttachmentId, DocumentId } from '@plenum/domain/ids';
import { PICTURE_TYPES } from '@plenum/domain/picture-types';
import { ACCENTS } from '@plenum/domain/publications/accents';
import { lookSchema } from '@plenum/domain/publications/look';
import type { PublicAddress, PublicationCard } from '@plenum/domain/publications/types';
import type { Grant } from '../access/grant.ts';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import { Prisma } from '../generated/client.ts';

/** How a document is public; null where it is not. A page of a branch is not by itself. */
export async function findPublication({
  db,
  documentId,
}: Grant<'document.share'>): Promise<PublicationCard | null> {
  const publication = await db.prisma.publication.findUnique({
    where: { documentId },
    select: {
      documentId: true,
      slug: true,
      covers: true,
      isIndexed: true,
      hasFeed: true,
      name: true,
      line: true,
      accent: true,
      pictureId: true,
      footer: true,
      footerLinks: true,
      pages: {
        orderBy: [{ position: 'asc' }, { documentId: 'asc' }],
        select: { documentId: true, parentId: true, title: true, madeOf: true, updatedAt: true },
      },
    },
  });
  return publication && { ...publication, ...lookOf(publication) };
}

/** Where the public reads a document at this moment, by itself or in a branch; null where it does not. */
export async function findPublicAddress({
  db,
  documentId,
}: Grant<'document.read'>): Promise<PublicAddress | null> {
  const [row] = await db.prisma.$queryRaw<PublicAddress[]>`
    SELECT s.slug, CASE WHEN p.document_id <> s.document_id THEN p.slug END AS page
      FROM ${Prisma.raw(PUBLIC_PAGE)} JOIN publication s ON s.document_id = p.publication_id
     WHERE p.document_id = ${documentId}::uuid`;
  return row ?? null;
}

/** Texts of versions that the public reads, of those of a publication that are asked for. */
export async function listPublicTexts(
  { db, documentId }: Grant<'document.share'>,
  ids: readonly DocumentId[],
): Promise<{ documentId: DocumentId; text: string; content: unknown }[]> {
  return db.prisma.publicPage.findMany({
    where: { publicationId: documentId, documentId: { in: [...ids] } },
    select: { documentId: true, text: true, content: true },
  });
}

/** Files that are offered as the picture of a publication. */
const MOST_PICTURES = 100;

/** The pictures among a document's attachments, those that were uploaded last first. */
export async function listPictures({
  db,
  documentId,
}: Grant<'document.share'>): Promise<{ id: AttachmentId; name: string }[]> {
  return db.prisma.attachment.findMany({
    where: { documentId, mediaType: { in: [...PICTURE_TYPES] } },
    orderBy: { id: 'desc' },
    take: MOST_PICTURES,
    select: { id: true, name: true },
  });
}

/** What is stored of a look is vetted again: a restored backup may hold anything. */
export function lookOf({ accent, footerLinks }: { accent: string; footerLinks: unknown }): {
  accent: PublicationCard['accent'];
  footerLinks: PublicationCard['footerLinks'];
} {
  const links = lookSchema.shape.footerLinks.safeParse(footerLinks);
  return {
    accent: ACCENTS.find((one) => one === accent) ?? 'poppy',
    footerLinks: links.success ? links.data : [],
  };
}
