import { AppError } from '@plenum/domain/errors';
import { Bucket } from '../room/bucket.ts';
import type { Clock } from '../room/ports.ts';

/** Those who are counted at once. */
const MOST_COUNTED = 10_000;

/** How often each of many may do something: some times at once, then so often a second. */
export class Pace {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #rate: { capacity: number; perSecond: number };
  readonly #buckets = new Map<string, Bucket>();

  constructor({ clock, ...rate }: { clock: Pick<Clock, 'now'>; capacity: number; perSecond: number }) {
    this.#clock = clock;
    this.#rate = rate;
  }

  /** Counts once. @throws AppError `too_many`, with the seconds to wait. */
  count(key: string): void {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? new Bucket({ ...this.#rate, now });
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_COUNTED) break;
      this.#buckets.delete(oldest);
    }
    if (bucket.take(now, 0) > 0 || bucket.take(now) > 0) {
      const retryAfter = Math.ceil(bucket.take(now, 0) / 1000);
      throw new AppError('too_many', 'Too many tries. Wait some minutes, then try again.', { retryAfter });
    }
  }
}
