import { randomBytes } from 'node:crypto';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { UploadedFile } from '@plenum/domain/files/types';
import { type AttachmentId, type FileId, isId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import type { DerivedName, StoredName } from './file-store.ts';
import {
  checkRoom,
  dropUpload,
  IDLE_MINUTES,
  lockFiles,
  mostOf,
  UPLOADED_FILE,
  uploaderIn,
} from './uploads.ts';

/** Hours in which a file has to come; then what is left of it goes like what was let go of. */
const HOURS = 24;

/** Files that one person or guest may have on their way, and all guests of one link. */
const MOST_UNFINISHED = 4;
const MOST_OF_LINK = 20;

/** Parts that one may come in. */
export const MOST_PARTS = 1000;

/** A file that comes in parts. */
export interface PartialUpload {
  id: FileId & AttachmentId;
  name: string;
  /** Bytes that it has, and that have come. */
  size: number;
  received: number;
  parts: StoredName[];
  expiresAt: Date;
}

/** What whoever sends a file says of it. */
export interface BegunFile {
  name: string;
  size: number;
  /** By which they know it again. */
  key: string | null;
}

/** One's own file that was begun by a key already, though the answer got lost; else null. */
export function findBegun(
  { actor, db, documentId }: Grant<'document.write'>,
  { name, size, key }: BegunFile,
  { upload }: Pick<Prisma.TransactionClient, 'upload'> = db.prisma,
): Promise<PartialUpload | null> {
  if (key === null) return Promise.resolve(null);
  const where = { documentId, ...uploaderIn(actor), key, name, size, expiresAt: { gt: new Date() } };
  return upload.findFirst({ where, select: COLUMNS });
}

/**
 * Begins a file that comes in parts; one that {@link findBegun} finds is gone on with.
 * @param id of a stored file that `beginUpload` has made.
 * @throws AppError `conflict` where there is no room for it beside all that are on their way, `too_many` where they have enough of those.
 */
export async function openUpload(
  grant: Grant<'document.write'>,
  { id, ...file }: BegunFile & { id: FileId },
): Promise<PartialUpload> {
  const { actor, db, documentId, workspaceId } = grant;
  const uploader = uploaderIn(actor);
  const most = await mostOf(db);
  const unfinished = { expiresAt: { gt: new Date() }, received: { lt: db.prisma.upload.fields.size } };
  const own = { ...unfinished, ...uploader };
  const lastAt = { lt: idleSince() };
  const select = { id: true } as const;
  const idle = await db.prisma.upload.findMany({ where: { ...own, lastAt }, take: MOST_UNFINISHED, select });
  if (idle.length > 0 && (await db.prisma.upload.count({ where: own })) >= MOST_UNFINISHED) {
    for (const { id } of idle) await dropUpload(grant, id);
  }
  return db.prisma.$transaction(async (tx) => {
    await lockFiles(tx, workspaceId);
    const begun = await findBegun(grant, file, tx);
    if (begun) return begun;
    if ((await tx.upload.count({ where: own })) >= MOST_UNFINISHED) {
      throw new AppError(
        'too_many',
        'Four of your files are on their way already. Wait until one of them is there, or stop one.',
      );
    }
    await checkLink(tx, actor);
    await checkRoom(tx, { documentId, workspaceId, size: file.size, most });
    const expiresAt = new Date(Date.now() + HOURS * 3_600_000);
    const data = { id, documentId, ...uploader, ...file, expiresAt };
    return tx.upload.create({ data, select: COLUMNS });
  });
}

/**
 * Gives a file of which nothing came for a while its room and its place again, before more of it comes.
 * @throws AppError as {@link openUpload} does, where others have them now.
 */
export async function resumeUpload(
  { actor, db, documentId, workspaceId }: Grant<'document.write'>,
  { id, size }: Pick<PartialUpload, 'id' | 'size'>,
): Promise<void> {
  const where = { id, lastAt: { lte: idleSince() } };
  if ((await db.prisma.upload.count({ where })) === 0) return;
  const most = await mostOf(db);
  await db.prisma.$transaction(async (tx) => {
    await lockFiles(tx, workspaceId);
    await checkLink(tx, actor);
    await checkRoom(tx, { documentId, workspaceId, size, most, besides: id });
    await tx.upload.updateMany({ where, data: { lastAt: new Date() } });
  });
}

/** One's own file on its way to a document. @throws AppError `not_found`, also for somebody else's, and once its time is over. */
export async function getPartialUpload(
  { actor, db, documentId }: Grant<'document.write'>,
  id: string,
): Promise<PartialUpload> {
  if (!isId(id)) throw notFound();
  const where = { id, documentId, ...uploaderIn(actor), expiresAt: { gt: new Date() } };
  const row = await db.prisma.upload.findFirst({ where, select: COLUMNS });
  if (!row) throw notFound();
  return row;
}

/** The attachment that such a file has become; null where it has not, or that is deleted. */
export function findUploaded(
  { db, documentId }: Grant<'document.write'>,
  { id }: Pick<PartialUpload, 'id'>,
): Promise<UploadedFile | null> {
  const where = { documentId_id: { documentId, id } };
  return db.prisma.attachment.findUnique({ where, select: UPLOADED_FILE });
}

/** What a new part of a file is kept as: nobody else writes that. */
export function newPart({ id }: Pick<PartialUpload, 'id'>): DerivedName {
  return `${id}.p${randomBytes(6).toString('hex')}`;
}

/**
 * Counts a part that is stored.
 * @returns false where another has come in its place meanwhile.
 * @throws AppError as {@link resumeUpload} does.
 */
export async function addPart(
  grant: Grant<'document.write'>,
  { id, size, received }: Pick<PartialUpload, 'id' | 'size' | 'received'>,
  part: { name: DerivedName; size: number },
): Promise<boolean> {
  // It may have taken longer than its room was kept.
  await resumeUpload(grant, { id, size });
  const { count } = await grant.db.prisma.upload.updateMany({
    where: { id, received },
    data: { received: received + part.size, parts: { push: part.name }, lastAt: new Date() },
  });
  return count > 0;
}

/** Lets go of the parts of a file that is whole. */
export async function endParts(
  { db }: Grant<'document.write'>,
  { id, size }: Pick<PartialUpload, 'id' | 'size'>,
): Promise<void> {
  await db.prisma.upload.updateMany({ where: { id }, data: { received: size, parts: [] } });
  await db.files.remove(id);
}

/** @throws AppError `too_many` where a link has no place for one more; what came no further has none. */
async function checkLink(tx: Prisma.TransactionClient, actor: Actor): Promise<void> {
  if (actor.kind !== 'guest') return;
  const { linkId } = actor;
  const unfinished = { expiresAt: { gt: new Date() }, received: { lt: tx.upload.fields.size } };
  const where = { ...unfinished, guest: { linkId }, lastAt: { gt: idleSince() } };
  if ((await tx.upload.count({ where })) >= MOST_OF_LINK) {
    throw new AppError('too_many', 'Too many files are being sent at this moment. Try again in a while.');
  }
}

/** What came last before it keeps no room and no place. */
function idleSince(): Date {
  return new Date(Date.now() - IDLE_MINUTES * 60_000);
}

const COLUMNS = { id: true, name: true, size: true, received: true, parts: true, expiresAt: true } as const;
