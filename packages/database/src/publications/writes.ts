import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationSettings } from '@plenum/domain/publications/schema';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { isTaken } from '../unique.ts';
import { audit } from '../workspaces/audit.ts';

/** The version of a document that is to be public. `content` is ProseMirror JSON. */
export interface NewPublicPage {
  documentId: DocumentId;
  parentId: DocumentId | null;
  title: string;
  content: Prisma.InputJsonValue;
  text: string;
}

/**
 * Makes a document public, or the branch that begins with it, or changes how it is. Its pages are the versions that are given; what
 * was public of it and is not among them is public no more.
 * @throws AppError `conflict` where the address is taken, or a document is public in another branch.
 */
export async function publish(
  { actor, db, documentId, workspaceId }: Grant<'document.share'>,
  { settings, pages }: { settings: PublicationSettings; pages: readonly NewPublicPage[] },
): Promise<void> {
  try {
    await db.prisma.$transaction(async (tx) => {
      await tx.publication.upsert({
        where: { documentId },
        create: { documentId, ...settings },
        update: settings,
      });
      await putPages(tx, documentId, pages);
      await audit(tx, { actor, workspaceId, what: 'documentPublished', documentId });
    });
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
  await db.prisma.$transaction(async (tx) => {
    if ((await tx.publication.count({ where: { documentId } })) === 0) throw notFound();
    await putPages(tx, documentId, pages);
    await audit(tx, { actor, workspaceId, what: 'documentPublished', documentId });
  });
}

/** Makes a document, or the branch that begins with it, public no more; its address answers like one that never was. */
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

async function putPages(
  tx: Prisma.TransactionClient,
  publicationId: DocumentId,
  pages: readonly NewPublicPage[],
): Promise<void> {
  const ids = pages.map(({ documentId }) => documentId);
  const elsewhere = {
    documentId: { in: ids },
    publicationId: { not: publicationId },
    // What is in the trash is public nowhere.
    publication: { document: { deletedAt: null, workspace: { deletedAt: null } } },
  };
  if ((await tx.publicPage.count({ where: elsewhere })) > 0) {
    throw new AppError(
      'conflict',
      'A page of this branch is public elsewhere already. Make it public no more there first.',
    );
  }
  await tx.publicPage.deleteMany({ where: { publicationId, documentId: { notIn: ids } } });
  const known = await tx.publicPage.findMany({
    where: { publicationId },
    select: { documentId: true, slug: true },
  });
  const taken = new Set(known.map(({ slug }) => slug));
  for (const { documentId, ...page } of pages) {
    // An address stays, so that what leads to it goes on leading there.
    const slug = known.find((one) => one.documentId === documentId)?.slug ?? freeSlug(page.title, taken);
    taken.add(slug);
    const version = { ...page, publicationId };
    await tx.publicPage.upsert({
      where: { documentId },
      create: { ...version, documentId, slug },
      update: { ...version, slug, updatedAt: new Date() },
    });
  }
}

/** Names of files beside the pages. */
const RESERVED = ['feed.xml'];

function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const slug = slugFromName(title);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!taken.has(candidate) && !RESERVED.includes(candidate)) return candidate;
  }
}
