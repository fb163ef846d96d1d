import type { Outcome, TakenMessage } from '@plenum/database/webhooks/queue';
import { retryDelay } from '@plenum/domain/webhooks/rules';
import type { Clock } from '../room/ports.ts';

/** Milliseconds between two looks at what is due. */
const INTERVAL = 2_000;

/** Messages that are on their way at once, each to another webhook: a slow receiver holds up itself alone. */
const SLOTS = 8;

/** What a courier works with. */
interface CourierOptions {
  clock: Clock;
  /** Takes at most so many messages that are due. */
  take(limit: number): Promise<TakenMessage[]>;
  /** Rejects only where it was abandoned. */
  post(message: TakenMessage, abandoned: AbortSignal): Promise<Outcome>;
  settle(message: TakenMessage, result: { outcome: Outcome; retryIn: number | null }): Promise<void>;
  /** Told when the database failed; it is tried again. */
  onFailed(error: unknown): void;
  /** From 0 to 1. */
  chance?: () => number;
}

/** Carries messages to webhooks: those that are due, again after a while where they have not arrived, and given up at last. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #underway = new Set<Promise<void>>();
  readonly #abandon = new AbortController();
  #cancel: () => void = () => {};
  #isLooking = false;
  #looksAgain = false;

  constructor(options: CourierOptions) {
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
    this.#cancel = this.#options.clock.after(INTERVAL, () => {
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
    const free = SLOTS - this.#underway.size;
    if (free <= 0 || this.#abandon.signal.aborted) return;
    for (const message of await this.#options.take(free)) {
      const carried = this.#carry(message).then((isSettled) => {
        this.#underway.delete(carried);
        // Another may be due for the same webhook, which is free only now.
        if (isSettled) void this.#look();
      });
      this.#underway.add(carried);
    }
  }

  /** Resolves to whether what came of it is stored. */
  async #carry(message: TakenMessage): Promise<boolean> {
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
