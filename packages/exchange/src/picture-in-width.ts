import type { FileToServe } from '@plenum/database/files/attachments';
import type { DerivedName, FileStore } from '@plenum/database/files/file-store';
import type { PictureType } from '@plenum/domain/picture-types';
import { isHadIn, type PictureWidth } from '@plenum/domain/picture-widths';
import sharp, { type Sharp } from 'sharp';
import { inTurn, MOST_PIXELS, makeTurns } from './picture-turns.ts';

/** Seconds that one may take, and bytes of one that is read for it. */
const MOST_SECONDS = 10;
const MOST_BYTES = 50_000_000;

/** Those that are made or wait for it at once; whoever asks for more gets the picture itself. */
const MOST_AT_ONCE = 16;

/** What of a picture is to be sent in its place. */
export interface PictureInWidth {
  name: DerivedName;
  /** In bytes. */
  size: number;
}

/** Milliseconds for which what took too long is not tried again, and how many of those are known. */
const REST = 15 * 60_000;
const MOST_KNOWN = 1000;

/** How each format is written for screens. */
const WRITE: Record<Exclude<PictureType, 'image/gif'>, (picture: Sharp) => Sharp> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 80 }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: 80 }),
};

type Picture = Pick<FileToServe, 'fileId' | 'mediaType' | 'size' | 'width'>;

/** The content of one is in memory at a time; whoever adds a picture waits for one at most, and for no store that is slow. */
const oneAtATime = makeTurns();

const underWay = new Map<DerivedName, Promise<number>>();

/** When something took too long the last time, the longest ago first. */
const failedAt = new Map<DerivedName, number>();

/**
 * A picture in a width, in its own format: made when it is first asked for, and kept beside it from then on. Whoever asks has asked whether
 * the picture itself may be had.
 * @returns null where the picture is to be had as it is: it moves, is no wider, cannot be made smaller, took too long a while ago, or too many are made at this moment.
 * @throws whatever the store does.
 */
export async function pictureInWidth(
  files: FileStore,
  picture: Picture,
  width: PictureWidth,
): Promise<PictureInWidth | null> {
  if (!isHadIn(width, picture) || picture.size > MOST_BYTES) return null;
  const name: DerivedName = `${picture.fileId}.w${width}`;
  const size = (await files.sizeOf(name)) ?? (await madeOnce(files, { picture, name, width }));
  return size === 0 ? null : { name, size };
}

interface Wanted {
  picture: Picture & { mediaType: keyof typeof WRITE };
  name: DerivedName;
  width: PictureWidth;
}

async function madeOnce(files: FileStore, wanted: Wanted): Promise<number> {
  const { name } = wanted;
  let made = underWay.get(name);
  if (made === undefined) {
    if (Date.now() - (failedAt.get(name) ?? 0) < REST || underWay.size >= MOST_AT_ONCE) return 0;
    made = oneAtATime(() => make(files, wanted)).finally(() => underWay.delete(name));
    underWay.set(name, made);
  }
  return made;
}

/** What cannot be made is kept as nothing, so that nobody tries again. @returns its bytes. */
async function make(files: FileStore, { picture, name, width }: Wanted): Promise<number> {
  const { fileId, mediaType, size } = picture;
  if ((await files.sizeOf(fileId)) !== size) return 0;
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read(fileId)) pieces.push(piece);
  const smaller = await inTurn(() => resized(Buffer.concat(pieces), { mediaType, width })).catch((error) =>
    nullUnlessPassing(error, name),
  );
  const content = smaller && smaller.length < size ? smaller : new Uint8Array();
  await files.write(
    name,
    (async function* () {
      yield content;
    })(),
  );
  return content.length;
}

/** What fails by its content fails each time. @throws what another time may have an end, which is remembered. */
function nullUnlessPassing(error: unknown, name: DerivedName): null {
  if (!(error instanceof Error && /^timeout|memory/i.test(error.message))) return null;
  failedAt.delete(name);
  for (const oldest of failedAt.keys()) {
    if (failedAt.size < MOST_KNOWN) break;
    failedAt.delete(oldest);
  }
  failedAt.set(name, Date.now());
  throw error;
}

/** Null for one that moves. */
async function resized(
  content: Uint8Array,
  { mediaType, width }: { mediaType: keyof typeof WRITE; width: PictureWidth },
): Promise<Uint8Array | null> {
  const picture = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { pages = 1 } = await picture.metadata();
  if (pages > 1) return null;
  const smaller = picture.autoOrient().resize({ width, withoutEnlargement: true });
  return WRITE[mediaType](smaller.timeout({ seconds: MOST_SECONDS })).toBuffer();
}
