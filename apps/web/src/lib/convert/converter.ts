import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { Converter } from '@plenum/formats/convert';
import { converterProgram } from '#env.ts';
import { log } from '#lib/log.ts';
import { Slots } from '#lib/slots.ts';

/** Conversions under way: of all, and of one person. Each holds a file in memory. */
const MOST = { ofAll: 8, ofOne: 2 };

/** Seconds after which trying again makes sense. */
const RETRY = 10;

const slots = new Slots(
  MOST,
  () =>
    new AppError(
      'too_many',
      'Too many files are being read or written at this moment. Try again in a while.',
      { retryAfter: RETRY },
    ),
);

/** What reads and writes files for this process. */
export const converter = new Converter({ program: converterProgram });

/** Logs that half of an import is left over. */
export function onLeftover(err: unknown): void {
  log.warn({ err }, 'half of an import was not thrown away');
}

/**
 * Counts a conversion while it is under way.
 * @throws AppError `too_many` where there are too many already.
 */
export function inConversionSlot<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  return slots.take(actor, work);
}
