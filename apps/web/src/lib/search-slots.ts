import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { Slots } from '#lib/slots.ts';

/** Searches under way: of all, which leaves the database to others, and of one person, who may still be typing. */
const MOST = { ofAll: 5, ofOne: 3 };

const slots = new Slots(
  MOST,
  () =>
    new AppError('too_many', 'Too much is being searched at this moment. Try again in a while.', {
      retryAfter: 1,
    }),
);

/**
 * Counts a search while it is under way.
 * @throws AppError `too_many` where there are too many already.
 */
export function inSearchSlot<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  return slots.take(actor, work);
}
