import type { Grant } from '@plenum/database/access/grant';
import { type FileToServe, getFile } from '@plenum/database/files/attachments';
import { AppError } from '@plenum/domain/errors';
import { isPictureType } from '@plenum/domain/picture-types';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { ExportPicture } from '@plenum/formats/writing/export-source';
import sharp from 'sharp';

/** Pictures of one file, bytes of one of them, and of all together. */
const MOST = { pictures: 200, bytes: 12 * 2 ** 20, together: 48 * 2 ** 20 };

/** Pixels of the longer side of a picture in a file: enough for paper. */
const LONGEST_SIDE = 2000;

/** The pictures that a document shows and whoever reads it may have, by the ids that it names; in formats that every program reads. */
export async function exportPictures(
  grant: Grant<'document.read'>,
  content: unknown,
): Promise<Map<string, ExportPicture>> {
  const pictures = new Map<string, ExportPicture>();
  let left = MOST.together;
  for (const id of pictureIds(content)) {
    const picture = await pictureOf(grant, id, Math.min(left, MOST.bytes));
    if (!picture) continue;
    left -= picture.content.length;
    pictures.set(id, picture);
  }
  return pictures;
}

/** Which of them there are, as far as can be told without reading them. */
export async function picturesThere(
  grant: Grant<'document.read'>,
  content: unknown,
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const id of pictureIds(content)) if (await fileOf(grant, id)) there.add(id);
  return there;
}

function pictureIds(content: unknown): Set<string> {
  const ids = new Set<string>();
  safeDocument(content).descendants(({ type, attrs }) => {
    if (type.name === 'image' && typeof attrs.fileId === 'string' && ids.size < MOST.pictures)
      ids.add(attrs.fileId);
  });
  return ids;
}

/** Null for what is not there, is no picture, or is too large. */
async function fileOf(grant: Grant<'document.read'>, id: string): Promise<FileToServe | null> {
  try {
    const file = await getFile(grant, id);
    return isPictureType(file.mediaType) && file.size <= MOST.bytes ? file : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** Null for one that is not there, or has no room any more. */
async function pictureOf(
  grant: Grant<'document.read'>,
  id: string,
  most: number,
): Promise<ExportPicture | null> {
  const file = await fileOf(grant, id);
  if (!file) return null;
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of grant.db.files.read(file.fileId)) pieces.push(piece);
    const picture = await readable(Buffer.concat(pieces), file.mediaType);
    return picture && picture.content.length <= most ? picture : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** As it is, or smaller and as PNG where programs would not read it. */
async function readable(content: Buffer, mediaType: string): Promise<ExportPicture | null> {
  const picture = sharp(content, { failOn: 'error', limitInputPixels: 64_000_000 });
  const { width = 0, height = 0, pages = 1 } = await picture.metadata();
  if (width === 0 || height === 0) return null;
  const isMoving = mediaType === 'image/gif' && pages > 1;
  const isSmall = Math.max(width, height) <= LONGEST_SIDE;
  if (isMoving || (isSmall && mediaType !== 'image/webp')) {
    return isKept(mediaType) ? { content: new Uint8Array(content), type: mediaType, width, height } : null;
  }
  const smaller = picture.resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true });
  const isPhoto = mediaType === 'image/jpeg';
  const { data, info } = await (isPhoto ? smaller.jpeg({ quality: 88 }) : smaller.png()).toBuffer({
    resolveWithObject: true,
  });
  return {
    content: new Uint8Array(data),
    type: isPhoto ? 'image/jpeg' : 'image/png',
    width: info.width,
    height: info.height,
  };
}

function isKept(type: string): type is ExportPicture['type'] {
  return ['image/png', 'image/jpeg', 'image/gif'].includes(type);
}
