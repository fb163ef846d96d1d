import type { Clock } from '../room/ports.ts';

/** Milliseconds after the start. */
const FIRST = 60_000;

/** What the housekeeper works with. */
interface HousekeeperOptions {
  clock: Clock;
  /** Milliseconds between two rounds. */
  every: number;
  /** Does what is due; resolves when that is done. */
  keepHouse: () => Promise<unknown>;
  onFailed: (error: unknown) => void;
}

/** Keeps house again and again, the first time soon after the start, and goes on after a failure. */
export class Housekeeper {
  readonly #options: HousekeeperOptions;
  #cancel: () => void = () => {};
  #isClosed = false;

  constructor(options: HousekeeperOptions) {
    this.#options = options;
    this.#plan(Math.min(FIRST, options.every));
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #plan(milliseconds: number): void {
    if (!this.#isClosed) this.#cancel = this.#options.clock.after(milliseconds, () => void this.#work());
  }

  async #work(): Promise<void> {
    try {
      await this.#options.keepHouse();
    } catch (error) {
      this.#options.onFailed(error);
    }
    this.#plan(this.#options.every);
  }
}
