import type { Actor } from '@plenum/domain/access/actor';
import type { PastAuthor } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import { shows } from '@plenum/domain/files/rules';
import type { AttachmentCard } from '@plenum/domain/files/types';
import type { AttachmentId, DocumentId, FileId, ShareLinkId } from '@plenum/domain/ids';
import { isId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';
import { UPLOADED_FILE } from './uploads.ts';

/** The columns of an AttachmentCard. */
export const CARD = {
  ...UPLOADED_FILE,
  sha256: true,
  createdAt: true,
  person: { select: { displayName: true, colour: true } },
  guest: { select: { name: true, colour: true } },
} as const;

/** A document's attachments, those that were uploaded last first, a page at a time. */
export async function listAttachments(
  { db, documentId }: Grant<'document.read'>,
  page: PageQuery,
): Promise<Page<AttachmentCard>> {
  const rows = await db.prisma.attachment.findMany({
    where: { documentId, id: beforeId(page) },
    orderBy: { id: 'desc' },
    take: page.limit + 1,
    select: CARD,
  });
  return pageOf({ rows: rows.map(cardOf), limit: page.limit, cursorOf: ({ id }) => id });
}

/** One of a document's attachments. @throws AppError `not_found`, also for one of another document. */
export async function getAttachment(
  { db, documentId }: Grant<'document.read'>,
  id: AttachmentId,
): Promise<AttachmentCard> {
  if (!isId(id)) throw notFound();
  const where = { documentId_id: { documentId, id } };
  const row = await db.prisma.attachment.findUnique({ where, select: CARD });
  if (!row) throw notFound();
  return cardOf(row);
}

/** Documents that are looked at for an attachment. */
const MOST_PLACES = 50;

/** The documents that have an attachment: the one that it was uploaded to, and its copies. Whether one may be read is still to be asked. */
export async function listPlaces(
  { db }: Grant<'instance.administer'>,
  id: AttachmentId,
): Promise<DocumentId[]> {
  if (!isId(id)) return [];
  const rows = await db.prisma.attachment.findMany({
    where: { id },
    orderBy: { documentId: 'asc' },
    take: MOST_PLACES,
    select: { documentId: true },
  });
  return rows.map(({ documentId }) => documentId);
}

/** What whoever reads a text gets of an attachment: nothing of who uploaded it. */
export interface FileToServe {
  fileId: FileId;
  name: string;
  mediaType: string;
  size: number;
  /** In pixels, of a picture. */
  width: number | null;
  sha256: string;
}

/** The file behind a document's attachment. @throws AppError `not_found`, also for one of another document. */
export async function getFile(
  { db, documentId }: Grant<'document.read'>,
  id: AttachmentId,
): Promise<FileToServe> {
  const file = await findFile(db, { documentId, id });
  if (!file) throw notFound();
  return file;
}

/**
 * The file behind an attachment that a link shows which leads to the text of one moment; null where that text does not show it, and for
 * a link to the live text. Holding the link is the right to it.
 */
export async function findFrozenFile(
  { db }: Grant<'instance.administer'>,
  { linkId, documentId, id }: { linkId: ShareLinkId; documentId: DocumentId; id: AttachmentId },
): Promise<FileToServe | null> {
  const link = { documentId, document: { deletedAt: null, workspace: { deletedAt: null } } };
  const where = { linkId, link };
  const text = await db.prisma.frozenText.findFirst({ where, select: { content: true } });
  return shows(text?.content, id) ? findFile(db, { documentId, id }) : null;
}

/**
 * The file behind an attachment that the public version of a document shows, or that is the picture of a publication; null where it is
 * neither.
 */
export async function findPublicFile(
  { db }: Grant<'instance.administer'>,
  { slug, documentId, id }: { slug: string; documentId: DocumentId; id: AttachmentId },
): Promise<FileToServe | null> {
  if (!isId(documentId) || !isId(id)) return null;
  const [page] = await db.prisma.$queryRaw<{ content: unknown; pictureId: string | null }[]>`
    SELECT p.content, CASE WHEN p.document_id = s.document_id THEN s.picture_id::text END AS "pictureId"
      FROM ${Prisma.raw(PUBLIC_PAGE)}
      JOIN publication s ON s.document_id = p.publication_id JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
     WHERE s.slug = ${slug} AND p.document_id = ${documentId}::uuid`;
  const isShown = page && (page.pictureId === id || shows(page.content, id));
  return isShown ? findFile(db, { documentId, id }) : null;
}

/**
 * Deletes an attachment, from public versions and links too; what is stored of it goes with the last copy of it. A guest deletes their
 * own alone.
 * @throws AppError `not_found` where there is none.
 */
export async function deleteAttachment(
  { actor, db, documentId }: Grant<'document.write'>,
  id: AttachmentId,
): Promise<void> {
  if (!isId(id)) throw notFound();
  const { count } = await db.prisma.attachment.deleteMany({ where: { documentId, id, ...ownOf(actor) } });
  if (count === 0) throw notFound();
}

/** For who is nobody in particular: what nobody has uploaded any more is not theirs either. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function ownOf(actor: Actor): Prisma.AttachmentWhereInput {
  return actor.kind === 'guest' ? { guestId: actor.guestId ?? NOBODY } : {};
}

async function findFile(
  db: Database,
  key: { documentId: DocumentId; id: AttachmentId },
): Promise<FileToServe | null> {
  if (!isId(key.id)) return null;
  const row = await db.prisma.attachment.findUnique({
    where: { documentId_id: key },
    select: { fileId: true, name: true, mediaType: true, size: true, width: true, sha256: true },
  });
  return row && { ...row, sha256: hex(row.sha256) };
}

/** An attachment as its row has it. */
export function cardOf({
  person,
  guest,
  sha256,
  ...file
}: Prisma.AttachmentGetPayload<{ select: typeof CARD }>): AttachmentCard {
  return { ...file, sha256: hex(sha256), uploader: uploaderOf(person, guest) };
}

function uploaderOf(
  person: { displayName: string; colour: number } | null,
  guest: { name: string | null; colour: number } | null,
): PastAuthor {
  if (guest) return { kind: 'guest', ...guest };
  return { kind: 'person', name: person?.displayName ?? null, colour: person?.colour ?? null };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
