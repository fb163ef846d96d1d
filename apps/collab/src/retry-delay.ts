const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds between attempts: after the last of them a message is given up. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/** The greatest part of a delay that is added by chance, so that what failed together does not come again together. */
const JITTER = 0.2;

/**
 * Milliseconds until a message is sent again that has failed so many times; null where it is given up.
 * @param chance from 0 to 1.
 */
export function retryDelay(attempts: number, chance: number): number | null {
  const delay = DELAYS[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * chance));
}
