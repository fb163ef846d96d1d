import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import { headers } from 'next/headers';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Guesses at one secret: ten from one address, and a hundred from all together, within ten minutes. */
const WINDOW = 10 * 60;
const perAddress = new RateLimiterMemory({ points: 10, duration: WINDOW });
const together = new RateLimiterMemory({ points: 100, duration: WINDOW });

/** Addresses are kept only as hashes under a key that dies with the process. */
const key = randomBytes(32);

/**
 * Counts a guess at a secret.
 * @param secret what is guessed at, such as a user name or the id of a link.
 * @throws AppError `too_many`.
 */
export async function countGuess(secret: string): Promise<void> {
  try {
    await perAddress.consume(await addressKey(secret));
    await together.consume(secret);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError('too_many', 'Too many tries. Wait some minutes, then try again.', { retryAfter });
  }
}

/** Forgets the guesses of an address that has given the right answer. */
export async function forgetGuesses(secret: string): Promise<void> {
  await perAddress.delete(await addressKey(secret));
}

/** The address is what the public server has put into the header; it drops what comes from outside. */
async function addressKey(secret: string): Promise<string> {
  const address = (await headers()).get('x-forwarded-for') ?? '';
  return createHmac('sha256', key).update(`${address} ${secret}`).digest('base64url');
}
