const IS_FULL = process.env.PLENUM_SOAK === '1';

/**
 * How much of a long test is run: shortened in `npm test`, in full in `npm run test:soak`. A count belongs into the title of
 * its test, so that the output says what was run.
 */
export function soak({ short, full }: { short: number; full: number }): number {
  return IS_FULL ? full : short;
}
