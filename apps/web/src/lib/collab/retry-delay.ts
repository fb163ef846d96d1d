import { CLOSE } from '@plenum/protocol/close-codes';

/** Milliseconds: the bound after the first failure is twice the first, each further one doubles it, up to the last. */
const FIRST = 250;
const LAST = 15_000;

/** The least bound, where the server itself sends everybody or the busiest away. */
const CROWD = 4000;
const CROWDED: ReadonlySet<number | null> = new Set([
  CLOSE.restarting,
  CLOSE.tryAgain,
  CLOSE.tooSlow,
  CLOSE.tooMany,
]);

/**
 * Milliseconds until the next try, anywhere below a bound that doubles, so that many who lost one server don't come back in
 * step ("full jitter").
 * @param failures tries in a row that led to nothing, this one included
 * @param code how the socket was closed; null where it was not by the server
 * @param random from 0 to below 1
 */
export function retryDelay({
  failures,
  code,
  random,
}: {
  failures: number;
  code: number | null;
  random: number;
}): number {
  const bound = Math.min(LAST, FIRST * 2 ** failures);
  return random * (CROWDED.has(code) ? Math.max(bound, CROWD) : bound);
}
