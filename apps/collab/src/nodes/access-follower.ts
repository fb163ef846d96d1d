import { KEPT_MINUTES, type ReadAccessChanges } from '@plenum/database/access/access-changes';
import type { BusEvent } from '@plenum/database/bus/bus';
import type { Clock, OnReadFailed } from '../room/ports.ts';

/** Milliseconds between two looks: with the decision that follows, a change is in force within two seconds. */
const INTERVAL = 750;
/** Milliseconds between two times at which what all have read is forgotten. */
const FORGET_INTERVAL = 60_000;
/** Milliseconds without a look after which changes may have been forgotten unread. */
const LONGEST_GAP = (KEPT_MINUTES - 1) * 60_000;

/** Milliseconds without a look after which nobody should rely on this node's decisions. */
const LONGEST_AGE = 5_000;

/** What the follower works with. */
interface AccessFollowerOptions {
  clock: Clock;
  /** What was changed after a position, in one query whatever the number of connections. Rejects soon when nobody can say. */
  read: (position: string | null) => Promise<ReadAccessChanges>;
  forget: () => Promise<void>;
  hear: (event: BusEvent) => void;
  onFailed: OnReadFailed;
}

/** Finds out about changes of access from the database, so that none goes by with a message that was lost. */
export class AccessFollower {
  readonly #options: AccessFollowerOptions;
  #position: string | null = null;
  #readAt = 0;
  #forgotAt: number;
  /** What the last look has told, and the next may find again. */
  #told = new Set<string>();
  #isLooking = false;
  #isFailing = false;
  #cancel: () => void = () => {};
  #isClosed = false;

  constructor(options: AccessFollowerOptions) {
    this.#options = options;
    this.#forgotAt = options.clock.now();
  }

  /** Whether it knows what was changed until a moment ago. */
  get isCurrent(): boolean {
    return this.#position !== null && this.#options.clock.now() - this.#readAt <= LONGEST_AGE;
  }

  /** Looks now, and from then on again and again. Resolves after this look. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    this.#cancel();
    try {
      await this.#read();
      await this.#forget();
      this.#isFailing = false;
    } catch (error) {
      // The database is away: nothing can have changed, or the next look finds it.
      this.#options.onFailed({ error, isFirst: !this.#isFailing });
      this.#isFailing = true;
    }
    this.#isLooking = false;
    if (!this.#isClosed) this.#cancel = this.#options.clock.after(INTERVAL, () => void this.look());
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  async #read(): Promise<void> {
    const { clock, read, hear } = this.#options;
    const now = clock.now();
    const { changes, position } = await read(this.#position);
    if (this.#position === null || now - this.#readAt > LONGEST_GAP) hear({ type: 'missed' });
    const told = this.#told;
    this.#position = position;
    this.#readAt = now;
    this.#told = new Set(changes.map(({ id }) => id));
    for (const { id, change } of changes) if (!told.has(id)) hear({ type: 'access', change });
  }

  async #forget(): Promise<void> {
    const now = this.#options.clock.now();
    if (now - this.#forgotAt < FORGET_INTERVAL) return;
    this.#forgotAt = now;
    await this.#options.forget();
  }
}
