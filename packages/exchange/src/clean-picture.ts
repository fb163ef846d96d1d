import { AppError } from '@plenum/domain/errors';
import { isPictureType, type PictureType } from '@plenum/domain/picture-types';
import sharp, { type Sharp } from 'sharp';

/** Pixels of a picture, of all frames of a moving one together: what a telephone takes, and no more than a few hundred megabytes to unpack. */
const MOST_PIXELS = 64_000_000;

/** Seconds that one picture may take. */
const MOST_SECONDS = 30;

// Nothing of one picture is kept for the next, and of two cores one is for everybody else.
sharp.cache(false);
sharp.concurrency(1);

/** A picture as it is to be kept. */
export interface CleanPicture {
  content: Uint8Array;
  /** In pixels. */
  width: number;
  height: number;
}

/** How each format is written, as much like it was as can be. */
const WRITE: Record<PictureType, (picture: Sharp) => Sharp> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }),
  'image/png': (picture) => picture.png(),
  'image/gif': (picture) => picture.gif(),
  'image/webp': (picture) => picture.webp({ quality: 90 }),
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Writes a picture anew, in its own format and the right way up: so nothing is left in it but what it shows, neither where, when and by
 * what it was taken, nor a text or program that was hidden in it. One at a time, since unpacking takes memory.
 * @param file its path.
 * @throws AppError `invalid_input` for what is no such picture, is damaged, or has too many pixels.
 */
export function cleanPicture(file: string, type: PictureType): Promise<CleanPicture> {
  const done = last.then(() => clean(file, type));
  last = done.catch(() => {});
  return done;
}

async function clean(file: string, type: PictureType): Promise<CleanPicture> {
  const isMoving = type === 'image/gif' || type === 'image/webp';
  try {
    const picture = sharp(file, { limitInputPixels: MOST_PIXELS, animated: isMoving, failOn: 'error' });
    const { format, pages } = await picture.metadata();
    if (!isPictureType(type) || type !== `image/${format}`) throw new Error('It is something else.');
    // Frames all lie the right way up.
    const upright = (pages ?? 1) > 1 ? picture : picture.autoOrient();
    const { data, info } = await WRITE[type](upright.timeout({ seconds: MOST_SECONDS })).toBuffer({
      resolveWithObject: true,
    });
    return { content: data, width: info.width, height: info.pageHeight ?? info.height };
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      'This picture is damaged, or has more than 64 million pixels. Save it anew or smaller, then add that.',
      { cause },
    );
  }
}
