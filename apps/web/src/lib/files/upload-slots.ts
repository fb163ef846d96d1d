import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { Slots } from '#lib/slots.ts';

/** Uploads under way: of all, and of one person or one link. */
const MOST = { ofAll: 24, ofOne: 4 };

/** Seconds after which trying again makes sense. */
const RETRY = 10;

const slots = new Slots(
  MOST,
  () =>
    new AppError('too_many', 'Too many files are being sent at this moment. Try again in a while.', {
      retryAfter: RETRY,
    }),
);

/**
 * Counts an upload while it is under way.
 * @throws AppError `too_many` where there are too many already.
 */
export function inUploadSlot<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  return slots.take(actor, work);
}
