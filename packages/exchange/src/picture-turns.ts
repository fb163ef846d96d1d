import sharp from 'sharp';

/** Pixels of a picture, of all frames of a moving one together: what a telephone takes, and no more than a few hundred megabytes to unpack. */
export const MOST_PIXELS = 64_000_000;

// Nothing of one picture is kept for the next, and of two cores one is for everybody else.
sharp.cache(false);
sharp.concurrency(1);

let last: Promise<unknown> = Promise.resolve();

/** Works with one picture after the other, since unpacking takes memory. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}
