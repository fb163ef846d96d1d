import sharp from 'sharp';

/** Pixels of a picture, of all frames of a moving one together: what a telephone takes, and no more than a few hundred megabytes to unpack. */
export const MOST_PIXELS = 64_000_000;

// Nothing of one picture is kept for the next, and of two cores one is for everybody else.
sharp.cache(false);
sharp.concurrency(1);

/** Does one thing after the other, whatever comes of those before. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Turns of which nobody else waits. */
export function makeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}

/** Works with one picture after the other, since unpacking takes memory. */
export const inTurn: Turns = makeTurns();
