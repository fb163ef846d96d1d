import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { workFolder } from '@plenum/database/files/files-folder';
import { beginUpload, dropUpload, keepUpload } from '@plenum/database/files/uploads';
import { clearWorkFolder } from '@plenum/database/files/work-folder';
import { AppError } from '@plenum/domain/errors';
import { HEAD_BYTES, mediaTypeOf, UNCLEAN_PICTURES } from '@plenum/domain/files/media-type';
import { fileName } from '@plenum/domain/files/rules';
import type { UploadedFile } from '@plenum/domain/files/types';
import type { FileId } from '@plenum/domain/ids';
import { isPictureType, type PictureType } from '@plenum/domain/picture-types';
import { cleanPicture } from './clean-picture.ts';

/** What is known of content that is stored. */
export type StoredContent = Omit<Parameters<typeof keepUpload>[1], 'fileId' | 'name' | 'id'>;

/**
 * Makes content that is here already an attachment of a document, cleaned where it is a picture.
 * @throws AppError as `beginUpload`, `storeContent` and `keepUpload` do.
 * @param id what it is to have, where it has to be this one.
 * @param isPicture anything else is refused with `invalid_input`.
 */
export async function keepFile(
  grant: Grant<'document.write'>,
  { id, name, content, isPicture }: { id?: string; name: string; content: Uint8Array; isPicture: boolean },
): Promise<UploadedFile> {
  if (isPicture && !isPictureType(mediaTypeOf(content.subarray(0, HEAD_BYTES)))) {
    throw new AppError(
      'invalid_input',
      'This is no picture that can be taken. Save it as JPEG or PNG first.',
    );
  }
  const { fileId, most } = await beginUpload(grant);
  try {
    if (content.length > most) throw fileTooLarge();
    const stored = await storeContent(grant.db, { fileId, content: once(content), most });
    return await keepUpload(grant, {
      ...stored,
      ...(id && { id }),
      fileId,
      name: fileName(name, stored.mediaType),
    });
  } catch (error) {
    // Where this fails too, housekeeping does it.
    await dropUpload(grant, fileId).catch(() => {});
    throw error;
  }
}

/**
 * Stores what comes: a picture once it is clean, anything else as it is.
 * @throws AppError `too_large`, or `invalid_input` for a damaged picture and one of a kind that cannot be cleaned.
 */
export async function storeContent(
  db: Database,
  { fileId, content, most }: { fileId: FileId; content: AsyncIterable<Uint8Array>; most: number },
): Promise<StoredContent> {
  const { head, whole } = await peek(content);
  const mediaType = mediaTypeOf(head);
  if (UNCLEAN_PICTURES.includes(mediaType)) {
    throw new AppError(
      'invalid_input',
      'Pictures of this kind may tell where they were taken, and that cannot be removed here. Save it as JPEG or PNG, then add that.',
    );
  }
  if (!isPictureType(mediaType)) {
    return { mediaType, width: null, height: null, ...(await write(db, { fileId, content: whole })) };
  }
  const picture = await cleaned(db, { fileId, content: whole, type: mediaType });
  if (picture.content.length > most) throw fileTooLarge();
  const { width, height } = picture;
  return { mediaType, width, height, ...(await write(db, { fileId, content: once(picture.content) })) };
}

async function write(
  db: Database,
  { fileId, content }: { fileId: FileId; content: AsyncIterable<Uint8Array> },
): Promise<Pick<StoredContent, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  const seen = async function* () {
    for await (const piece of content) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  };
  await db.files.write(fileId, seen());
  return { size, sha256: hash.digest() };
}

/** A picture lies in the work folder while it is cleaned: unpacking it needs all of it, and that need not be in memory. */
async function cleaned(
  { dataDir }: Database,
  { fileId, content, type }: { fileId: FileId; content: AsyncIterable<Uint8Array>; type: PictureType },
) {
  const folder = workFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearWorkFolder(dataDir);
  const file = path.join(folder, fileId);
  try {
    await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    return await cleanPicture(file, type);
  } finally {
    await rm(file, { force: true });
  }
}

/** The beginning of a content, and all of it, the beginning too. */
async function peek(
  content: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const pieces = content[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const { done, value } = await pieces.next();
    if (done) break;
    read.push(value);
    size += value.length;
  }
  const whole = async function* () {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  return { head: Buffer.concat(read).subarray(0, HEAD_BYTES), whole: whole() };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield content;
}

/** The error for a file that is larger than files may be. */
export function fileTooLarge(): AppError {
  return new AppError(
    'too_large',
    'This file is larger than files may be here. Make it smaller, or put it elsewhere and link to it.',
  );
}
