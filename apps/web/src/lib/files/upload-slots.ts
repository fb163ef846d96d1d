import { type Actor, personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';

/** Uploads under way: of all, and of one person or one link. */
const MOST = 24;
const MOST_OF_ONE = 4;

/** Seconds after which trying again makes sense. */
const RETRY = 10;

const underWay = new Map<string, number>();

/**
 * Counts an upload while it is under way.
 * @throws AppError `too_many` where there are too many already.
 */
export async function inUploadSlot<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  const key = personOf(actor) ?? (actor.kind === 'guest' ? actor.linkId : actor.kind);
  const own = underWay.get(key) ?? 0;
  const all = [...underWay.values()].reduce((sum, count) => sum + count, 0);
  if (own >= MOST_OF_ONE || all >= MOST) {
    throw new AppError('too_many', 'Too many files are being sent at this moment. Try again in a while.', {
      retryAfter: RETRY,
    });
  }
  underWay.set(key, own + 1);
  try {
    return await work();
  } finally {
    const left = (underWay.get(key) ?? 1) - 1;
    if (left > 0) underWay.set(key, left);
    else underWay.delete(key);
  }
}
