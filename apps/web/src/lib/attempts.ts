import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import { headers } from 'next/headers';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Seconds within which guesses are counted. */
const WINDOW = 10 * 60;

/** Guesses at one secret from one address, at one secret from all together, and at all secrets from one address. */
const limits = {
  here: new RateLimiterMemory({ points: 10, duration: WINDOW }),
  together: new RateLimiterMemory({ points: 100, duration: WINDOW }),
  anything: new RateLimiterMemory({ points: 100, duration: WINDOW }),
};

/** Names and addresses are kept only as hashes under a key that dies with the process. */
const key = randomBytes(32);

/**
 * Counts a guess at a secret.
 * @param secret what is guessed at, such as the password of an account or of a link.
 * @throws AppError `too_many`.
 */
export async function countGuess(secret: string): Promise<void> {
  const address = await addressOfRequest();
  try {
    await limits.anything.consume(keyed(address));
    await limits.here.consume(keyed(address, secret));
    await limits.together.consume(keyed(secret));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError('too_many', 'Too many tries. Wait some minutes, then try again.', { retryAfter });
  }
}

/** Forgets the guesses of an address that has given the right answer. */
export async function forgetGuesses(secret: string): Promise<void> {
  await limits.here.delete(keyed(await addressOfRequest(), secret));
}

/** The address that the public server has put into the header; it drops what comes from outside. */
async function addressOfRequest(): Promise<string> {
  return (await headers()).get('x-forwarded-for') ?? '';
}

function keyed(...parts: string[]): string {
  return createHmac('sha256', key).update(parts.join('\n')).digest('base64url');
}
