import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './network-of.ts';

/** Seconds within which wrong guesses are counted. */
const WINDOW = 10 * 60;
const DAY = 24 * 60 * 60;
const MINUTE = 60;

/** A guess at a secret. */
export interface Guess {
  /** What is guessed at, such as the password of an account or of a link. */
  secret: string;
  /** The address that it comes from. */
  address: string;
  /** Id of a browser that has given this secret before; null for any other. */
  knownBrowser: string | null;
  /** The secret is a few digits, and many guesses would find it. */
  isShort?: boolean;
}

/**
 * Bounds wrong guesses: of one network at one secret, of all together at one secret, of all together at a short one in a day, and
 * of one network at anything. A
 * browser that has given the secret before has a bound of its own instead of the first two, so that strangers who guess at
 * somebody's password cannot lock them out.
 */
export class GuessLimits {
  readonly #here = limiter(10);
  readonly #together = limiter(100);
  readonly #short = limiter(60, DAY);
  readonly #anything = limiter(100);
  readonly #knownBrowser = limiter(10);
  /** Names and addresses are kept only as hashes under a key that dies with the process. */
  readonly #key = randomBytes(32);

  /**
   * Counts a guess before it is checked, so that many at once are not all too early to be counted.
   * @throws AppError `too_many`.
   */
  async count(guess: Guess): Promise<void> {
    await consume(this.#counters(guess));
  }

  /** Takes a counted guess back that was right: an assembly behind one address signs in as often as it likes. */
  async takeBack(guess: Guess): Promise<void> {
    for (const [limit, key] of this.#counters(guess)) await limit.reward(key);
  }

  #counters({ secret, address, knownBrowser, isShort = false }: Guess): Counter[] {
    const network = networkOf(address);
    const anything: Counter = [this.#anything, this.#keyed(network)];
    if (knownBrowser !== null) return [anything, [this.#knownBrowser, this.#keyed(knownBrowser)]];
    const together: Counter = [isShort ? this.#short : this.#together, this.#keyed(secret)];
    return [anything, [this.#here, this.#keyed(network, secret)], together];
  }

  #keyed(...parts: string[]): string {
    return keyed(this.#key, parts);
  }
}

/**
 * Bounds what whoever comes may make, such as accounts: so many from one network in a while, and in a day. Of all together there is no
 * bound here, by which a few networks could shut everybody out.
 */
export class MakingLimits {
  readonly #while = limiter(10);
  readonly #day = limiter(30, DAY);
  readonly #key = randomBytes(32);

  /** Counts one that is made. @throws AppError `too_many`. */
  async count({ what, address }: { what: string; address: string }): Promise<void> {
    const key = keyed(this.#key, [what, networkOf(address)]);
    await consume([
      [this.#while, key],
      [this.#day, key],
    ]);
  }
}

/**
 * Bounds what is done with comments and chats: by one person, by one guest, and by all guests of one link together, since whoever deletes their
 * cookies is another guest.
 */
export class CommentLimits {
  readonly #person = limiter(60, MINUTE);
  readonly #guest = limiter(20, MINUTE);
  readonly #link = limiter(200, MINUTE);

  /** Counts one. @param link by which a guest came; null for a person. @throws AppError `too_many`. */
  async count({ who, link }: { who: string; link: string | null }): Promise<void> {
    await consume(
      link === null
        ? [[this.#person, who]]
        : [
            [this.#guest, who],
            [this.#link, link],
          ],
      'You say a lot at once. Wait a minute, then send it again.',
    );
  }
}

type Counter = [limit: RateLimiterAbstract, key: string];

async function consume(
  counters: readonly Counter[],
  message = 'Too many tries. Wait some minutes, then try again.',
): Promise<void> {
  try {
    for (const [limit, key] of counters) await limit.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError('too_many', message, { retryAfter });
  }
}

function keyed(key: Buffer, parts: readonly string[]): string {
  return createHmac('sha256', key).update(parts.join('\n')).digest('base64url');
}

function limiter(points: number, duration = WINDOW): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration });
}
