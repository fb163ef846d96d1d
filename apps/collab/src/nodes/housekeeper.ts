import type { Clock } from '../room/ports.ts';

/** Milliseconds after the start, and between two rounds. */
const FIRST = 60_000;
const INTERVAL = 3_600_000;

/** What the housekeeper works with. */
interface HousekeeperOptions {
  clock: Clock;
  /** Does what is due; resolves when that is done. */
  keepHouse: () => Promise<unknown>;
  onFailed: (error: unknown) => void;
}

/** Keeps house once an hour, and goes on after a failure. */
export class Housekeeper {
  readonly #options: HousekeeperOptions;
  #cancel: () => void = () => {};
  #isClosed = false;

  constructor(options: HousekeeperOptions) {
    this.#options = options;
    this.#plan(FIRST);
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
    this.#plan(INTERVAL);
  }
}
