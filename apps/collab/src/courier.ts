import { retryDelay } from './retry-delay.ts';
import type { Clock } from './room/ports.ts';

/** What a courier works with. */
interface CourierOptions<Message, Outcome> {
  clock: Clock;
  /** Milliseconds between two looks at what is due. */
  interval: number;
  /** Messages that are on their way at once. */
  slots: number;
  /** Takes at most so many messages that are due. */
  take(limit: number): Promise<Message[]>;
  /** Rejects only where it was abandoned. */
  post(message: Message, abandoned: AbortSignal): Promise<Outcome>;
  settle(message: Message, result: { outcome: Outcome; retryIn: number | null }): Promise<void>;
  /** Told when the database failed; it is tried again. */
  onFailed(error: unknown): void;
  /** From 0 to 1. */
  chance?: () => number;
}

/** Carries messages out: those that are due, again after a while where they have not arrived, and given up at last. */
export class Courier<Message extends { attempts: number }, Outcome> {
  readonly #options: CourierOptions<Message, Outcome>;
  readonly #underway = new Set<Promise<void>>();
  readonly #abandon = new AbortController();
  #cancel: () => void = () => {};
  #isLooking = false;
  #looksAgain = false;

  constructor(options: CourierOptions<Message, Outcome>) {
    this.#options = options;
    this.#plan();
  }

  /** Abandons what is on its way, which another courier sends again, and resolves when nothing is. */
  async close(): Promise<void> {
    this.#abandon.abort();
    this.#cancel();
    await Promise.all(this.#underway);
  }

  #plan(): void {
    if (this.#abandon.signal.aborted) return;
    this.#cancel = this.#options.clock.after(this.#options.interval, () => {
      void this.#look();
      this.#plan();
    });
  }

  async #look(): Promise<void> {
    if (this.#isLooking) {
      this.#looksAgain = true;
      return;
    }
    this.#isLooking = true;
    try {
      do {
        this.#looksAgain = false;
        await this.#fill();
      } while (this.#looksAgain);
    } catch (error) {
      this.#options.onFailed(error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #fill(): Promise<void> {
    const free = this.#options.slots - this.#underway.size;
    if (free <= 0 || this.#abandon.signal.aborted) return;
    for (const message of await this.#options.take(free)) {
      const carried = this.#carry(message).then((isSettled) => {
        this.#underway.delete(carried);
        // Another may be due for the same receiver, who is free only now.
        if (isSettled) void this.#look();
      });
      this.#underway.add(carried);
    }
  }

  /** Resolves to whether what came of it is stored. */
  async #carry(message: Message): Promise<boolean> {
    const { post, settle, onFailed, chance = Math.random } = this.#options;
    const { signal } = this.#abandon;
    try {
      const outcome = await post(message, signal);
      await settle(message, { outcome, retryIn: retryDelay(message.attempts, chance()) });
      return true;
    } catch (error) {
      if (!signal.aborted) onFailed(error);
      return false;
    }
  }
}
