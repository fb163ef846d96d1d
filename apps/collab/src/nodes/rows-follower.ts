import type { Log } from '@plenum/database/log/log';
import type { Clock, OnReadFailed } from '../room/ports.ts';
import type { Room } from '../room/room.ts';

/** Milliseconds between two looks, and for rows of this very node to be noted. */
const INTERVAL = 2_000;
const GRACE = 200;

/** What the follower works with. */
interface RowsFollowerOptions {
  clock: Clock;
  log: Pick<Log, 'newer'>;
  /** The open rooms of this node. */
  onFailed: OnReadFailed;
  opened: () => Iterable<Pick<Room, 'documentId' | 'epoch' | 'seq' | 'isAt'>>;
}

/** Finds out about rows of which no message came, in one query for all open rooms. */
export class RowsFollower {
  readonly #options: RowsFollowerOptions;
  #cancel: () => void;
  #isClosed = false;
  #isFailing = false;

  constructor(options: RowsFollowerOptions) {
    this.#options = options;
    this.#cancel = this.#plan();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #plan(): () => void {
    return this.#options.clock.after(INTERVAL, () => {
      void this.#look().finally(() => {
        if (!this.#isClosed) this.#cancel = this.#plan();
      });
    });
  }

  async #look(): Promise<void> {
    const { clock, log, onFailed, opened } = this.#options;
    const rooms = new Map([...opened()].map((room) => [room.documentId, room]));
    if (rooms.size === 0) return;
    try {
      const newer = await log.newer(rooms);
      this.#isFailing = false;
      // What is being written here is newer too, and noted in a moment.
      clock.after(GRACE, () => {
        for (const [id, position] of newer) rooms.get(id)?.isAt(position);
      });
    } catch (error) {
      // The database is away: the next look finds it.
      onFailed({ error, isFirst: !this.#isFailing });
      this.#isFailing = true;
    }
  }
}
