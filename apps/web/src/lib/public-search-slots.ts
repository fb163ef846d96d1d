import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import { networkOf } from '#lib/network-of.ts';
import { Slots } from '#lib/slots.ts';

/** Searches of the public under way: of all, which leaves the database to members, and of one network. Readers by Tor may share one. */
const MOST = { ofAll: 4, ofOne: 2 };

const slots = new Slots(
  MOST,
  () =>
    new AppError('too_many', 'Too much is being searched at this moment. Try again in a while.', {
      retryAfter: 2,
    }),
);

/** Networks are known as hashes under a key that dies with the process, and while they search alone. */
const key = randomBytes(32);

/**
 * Counts a search of somebody without an account while it is under way.
 * @throws AppError `too_many` where there are too many already.
 */
export function inPublicSearchSlot<T>(address: string, work: () => Promise<T>): Promise<T> {
  return slots.takeAs(createHmac('sha256', key).update(networkOf(address)).digest('base64url'), work);
}
