import { AppError } from '@plenum/domain/errors';

/** Work that may wait, and seconds after which trying again makes sense. */
const MOST_WAITING = 12;
const RETRY = 10;

/** Does work one after the other, and no more than so much of it. */
export class OneByOne {
  readonly #most: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor({ most = MOST_WAITING }: { most?: number } = {}) {
    this.#most = most;
  }

  /** @throws AppError `too_many` where too much waits already; whatever the work throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#most) {
      throw new AppError(
        'too_many',
        'Too many files are being read or written at this moment. Try again in a while.',
        { retryAfter: RETRY },
      );
    }
    this.#waiting += 1;
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    try {
      return await done;
    } finally {
      this.#waiting -= 1;
    }
  }
}
