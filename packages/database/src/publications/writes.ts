import { AppError, notFound } from '@plenum/domain/errors';
import { isPictureType } from '@plenum/domain/picture-types';
import type { Look } from '@plenum/domain/publications/look';
import type { PublicationSettings } from '@plenum/domain/publications/schema';
import type { Grant } from '../access/grant.ts';
import { isTaken } from '../unique.ts';
import { audit } from '../workspaces/audit.ts';
import { type NewPublicPage, putPages } from './put-pages.ts';

export type { NewPublicPage } from './put-pages.ts';

/** Milliseconds for the transaction that writes thousands of pages. */
const TIMEOUT = 120_000;

/**
 * Makes a document public, or the branch that begins with it, or the wiki whose start page it is, or changes how it is. Its pages are the
 * versions that are given; what was public of it and is not among them is public no more.
 * @throws AppError `conflict` where the address is taken, or a document is public in another branch.
 */
export async function publish(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  { settings, pages }: { settings: PublicationSettings; pages: readonly NewPublicPage[] },
): Promise<void> {
  try {
    await db.prisma.$transaction(
      async (tx) => {
        await tx.publication.upsert({
          where: { documentId },
          create: { documentId, ...settings },
          update: settings,
        });
        await putPages(tx, documentId, pages);
        await audit(tx, { actor, workspaceId, what: 'documentPublished', documentId });
      },
      { timeout: TIMEOUT },
    );
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    const message = 'This address is taken. Choose another.';
    throw new AppError('conflict', message, { fields: { slug: message }, cause });
  }
}

/**
 * Makes these versions the public ones.
 * @throws AppError `conflict` where one of them is public elsewhere, `not_found` where the document is not public.
 */
export async function updatePublicPages(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  pages: readonly NewPublicPage[],
): Promise<void> {
  await db.prisma.$transaction(
    async (tx) => {
      const found = await tx.$queryRaw<unknown[]>`
        SELECT FROM publication WHERE document_id = ${documentId}::uuid FOR UPDATE`;
      if (found.length === 0) throw notFound();
      await putPages(tx, documentId, pages);
      await audit(tx, { actor, workspaceId, what: 'documentPublished', documentId });
    },
    { timeout: TIMEOUT },
  );
}

/**
 * Changes how the pages of a publication look.
 * @throws AppError `not_found` where the document is not public, `invalid_input` where its picture is none of the document.
 */
export async function changeLook(
  { db, documentId }: Grant<'document.share'>,
  { pictureId, ...look }: Look,
): Promise<void> {
  if (pictureId !== null) {
    const where = { documentId_id: { documentId, id: pictureId } };
    const file = await db.prisma.attachment.findUnique({ where, select: { mediaType: true } });
    const message = 'Choose a picture among the files of this document.';
    if (!file || !isPictureType(file.mediaType))
      throw new AppError('invalid_input', message, { fields: { pictureId: message } });
  }
  const { count } = await db.prisma.publication.updateMany({
    where: { documentId },
    data: { ...look, pictureId },
  });
  if (count === 0) throw notFound();
}

/** Makes a document, or what begins with it, public no more; its address answers like one that never was. */
export async function unpublish({
  actor,
  db,
  documentId,
  workspaceId,
}: Grant<'document.share'>): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const { count } = await tx.publication.deleteMany({ where: { documentId } });
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'documentUnpublished', documentId });
  });
}
