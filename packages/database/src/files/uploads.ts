import type { Actor } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import type { UploadedFile } from '@plenum/domain/files/types';
import { type AttachmentId, type DocumentId, type FileId, isId, type WorkspaceId } from '@plenum/domain/ids';
import { isPictureType } from '@plenum/domain/picture-types';
import type { Grant } from '../access/grant.ts';
import { findSettings } from '../accounts/instance.ts';
import type { Database } from '../client.ts';
import { type AuthorColumns, authorColumns } from '../documents/said-by.ts';
import type { Prisma } from '../generated/client.ts';

/** Files that a document may have, and bytes that they may have together. */
export const MOST_FILES = 1000;
const MOST_BYTES = 1000 * MEGABYTE;

/** Minutes after which a file that comes in parts, and of which nothing comes, keeps its room and its place no longer. */
export const IDLE_MINUTES = 10;

/** For what must not happen twice at once in a workspace. */
const LOCK = 720_006;

/** What is known of a file once its content is stored. */
export interface NewAttachment extends Omit<UploadedFile, 'id'> {
  /** Where it has to be this one. */
  id?: AttachmentId;
  fileId: FileId;
  /** SHA-256 of the content. */
  sha256: Uint8Array;
}

/**
 * Prepares for a file of a document. Whatever is stored under its id, housekeeping removes where it becomes no attachment.
 * @returns the file's id, and the bytes that it may have.
 * @param besides the file that comes in parts, and is whole now.
 * @param replaces whether it is to take another's place, so that there will be no more files than before.
 * @throws AppError `conflict` where the document or its workspace has no room for any file, `forbidden` for who is nobody in particular.
 */
export async function beginUpload(
  grant: Grant<'document.write'>,
  { replaces = false, besides }: { replaces?: boolean; besides?: AttachmentId | undefined } = {},
): Promise<{ fileId: FileId; most: number }> {
  const { actor, db, documentId, workspaceId } = grant;
  uploaderIn(actor);
  const most = await mostOf(db);
  await checkRoom(db.prisma, {
    documentId,
    workspaceId,
    size: replaces ? 0 : 1,
    most,
    count: replaces ? 0 : 1,
    besides,
  });
  const { id } = await db.prisma.storedFile.create({ data: {}, select: { id: true } });
  return { fileId: id, most: most.file };
}

/**
 * Makes a file that is stored an attachment.
 * @throws AppError `conflict` where there is no room for it.
 */
export async function keepUpload(
  { actor, db, documentId, workspaceId }: Grant<'document.write'>,
  { sha256, ...file }: NewAttachment,
): Promise<UploadedFile> {
  const uploader = uploaderIn(actor);
  const most = await mostOf(db);
  const data = { documentId, ...file, ...uploader, sha256: new Uint8Array(sha256) };
  return db.prisma.$transaction(async (tx) => {
    // Of two files that would fit alone and not together, one is refused.
    await lockFiles(tx, workspaceId);
    await checkRoom(tx, { documentId, workspaceId, size: file.size, most, besides: file.id });
    return tx.attachment.create({ data, select: UPLOADED_FILE });
  });
}

/**
 * Puts a file that is stored in the place of an attachment's: whatever shows it or leads to it, public versions and links too, has the new
 * one from then on. What was there before is let go of. A guest replaces their own alone.
 * @throws AppError `not_found` where there is no such attachment, `conflict` where there is no room, `invalid_input` where a picture is to
 * become something else.
 */
export async function replaceUpload(
  { actor, db, documentId, workspaceId }: Grant<'document.write'>,
  id: AttachmentId,
  { sha256, ...file }: Omit<NewAttachment, 'id'>,
): Promise<UploadedFile> {
  const { personId, guestId } = { personId: null, guestId: null, ...uploaderIn(actor) };
  const most = await mostOf(db);
  if (!isId(id)) throw notFound();
  return db.prisma.$transaction(async (tx) => {
    await lockFiles(tx, workspaceId);
    const where = { documentId_id: { documentId, id } };
    const before = await tx.attachment.findUnique({
      where,
      select: { size: true, mediaType: true, guestId: true },
    });
    if (!before || (actor.kind === 'guest' && before.guestId !== guestId)) throw notFound();
    if (isPictureType(before.mediaType) !== isPictureType(file.mediaType)) {
      throw new AppError(
        'invalid_input',
        'A picture can only be replaced by a picture, and another file only by what is none. Add this one as a new file.',
      );
    }
    await checkRoom(tx, { documentId, workspaceId, size: file.size - before.size, most, count: 0 });
    const data = { ...file, personId, guestId, sha256: new Uint8Array(sha256) };
    return tx.attachment.update({ where, data, select: UPLOADED_FILE });
  });
}

/** Forgets a file that is to become no attachment after all; not one that did, though the answer to COMMIT got lost. */
export async function dropUpload({ db }: Grant<'document.write'>, fileId: FileId): Promise<void> {
  const isNeeded = await db.prisma.$transaction(async (tx) => {
    // Waits for whoever is still making an attachment of it; from then on nobody can.
    await tx.$queryRaw`SELECT 1 FROM stored_file WHERE id = ${fileId}::uuid FOR UPDATE`;
    await tx.upload.deleteMany({ where: { id: fileId } });
    return (await tx.attachment.count({ where: { fileId } })) > 0;
  });
  if (isNeeded) return;
  // Not within the transaction, whose time a bucket could use up; before the row, by which housekeeping finds what is left.
  await db.files.remove(fileId);
  await db.prisma.storedFile.deleteMany({ where: { id: fileId, attachments: { none: {} } } });
}

/** The columns of an UploadedFile. */
export const UPLOADED_FILE = {
  id: true,
  name: true,
  mediaType: true,
  size: true,
  width: true,
  height: true,
} as const;

/** Whose an upload is. @throws AppError `forbidden` for who is nobody in particular. */
export function uploaderIn(actor: Actor): AuthorColumns {
  const columns = authorColumns(actor);
  if (columns) return columns;
  throw new AppError('forbidden', 'Your browser keeps no cookie for this link. Allow cookies to add files.');
}

/** Bytes that one file, and all of a workspace, may have. */
export async function mostOf(db: Database): Promise<{ file: number; workspace: number }> {
  const { fileMegabytes, workspaceMegabytes } = await findSettings(db);
  return { file: fileMegabytes * MEGABYTE, workspace: workspaceMegabytes * MEGABYTE };
}

/** Has whoever adds files to a workspace wait for one another, until the end of a transaction. */
export async function lockFiles(tx: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${workspaceId}))`;
}

/** @throws AppError `conflict` where a file has no room in its document, or in the workspace. */
export async function checkRoom(
  tx: Prisma.TransactionClient,
  asked: {
    documentId: DocumentId;
    workspaceId: WorkspaceId;
    size: number;
    most: { workspace: number };
    /** The file that comes in parts for which it is asked; all others that do have their room already. */
    besides?: AttachmentId | undefined;
    /** Files that it is more. */
    count?: number;
  },
): Promise<void> {
  const { documentId, workspaceId, size, most, besides, count: more = 1 } = asked;
  const underWay = (where: Prisma.UploadWhereInput) => coming(tx, { where, besides });
  const inDocument = await underWay({ documentId });
  const { _count: count, _sum: sum } = await tx.attachment.aggregate({
    where: { documentId },
    _count: true,
    _sum: { size: true },
  });
  if (count + inDocument.count + more > MOST_FILES) {
    throw new AppError('conflict', 'This document has 1,000 files. Delete some that nobody needs any more.');
  }
  if ((sum.size ?? 0) + inDocument.bytes + size > MOST_BYTES) {
    throw new AppError(
      'conflict',
      'The files of this document have 1 GB together, and there is no room for this one. Delete some first.',
    );
  }
  const inWorkspace = await underWay({ document: { workspaceId } });
  if ((await bytesOf(tx, workspaceId)) + inWorkspace.bytes + size > most.workspace) {
    throw new AppError(
      'conflict',
      'The files of this workspace have used up their room. Delete some first, or ask whoever runs this Plenum.',
    );
  }
}

/** Files that come in parts, and the bytes that they will have; not one of which nothing has come for a while, which keeps no room. */
async function coming(
  tx: Prisma.TransactionClient,
  { where, besides }: { where: Prisma.UploadWhereInput; besides: AttachmentId | undefined },
): Promise<{ count: number; bytes: number }> {
  const others = besides === undefined ? {} : { id: { not: besides } };
  const lastAt = { gt: new Date(Date.now() - IDLE_MINUTES * 60_000) };
  const received = { lt: tx.upload.fields.size };
  const { _count: count, _sum: sum } = await tx.upload.aggregate({
    where: { ...where, ...others, received, lastAt },
    _count: true,
    _sum: { size: true },
  });
  return { count, bytes: sum.size ?? 0 };
}

/** Bytes of all files of a workspace, each counted once however many copies of a document have it; also those in the trash. */
async function bytesOf(tx: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<number> {
  const [row] = await tx.$queryRaw<[{ bytes: bigint | null }]>`
    SELECT sum(size)::bigint AS bytes
      FROM (SELECT DISTINCT a.file_id, a.size FROM attachment a JOIN document d ON d.id = a.document_id
             WHERE d.workspace_id = ${workspaceId}::uuid) AS files`;
  return Number(row.bytes ?? 0);
}
