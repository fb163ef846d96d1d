import { mergeAll } from '@plenum/database/log/update-buffer';
import type { Connection } from './connection.ts';
import type { Clock } from './ports.ts';

/** Bytes of updates that are not held back for the end of a window. */
const MAX_HELD = 256 * 1024;

/** What a lane works with. */
interface LaneOptions {
  clock: Clock;
  /** Milliseconds in which updates gather, for so many connections. */
  window: (connections: number) => number;
  /** Sends updates to some of the lane: one, or several that cannot be merged. */
  deliver: (connections: Iterable<Connection>, updates: readonly Uint8Array[]) => void;
}

/**
 * Connections that get updates at the same pace. The first update after a quiet window goes out at once; what comes within the
 * window goes out at its end as one update, the same bytes to all. Who alone has written it is left out; of several each
 * gets also its own, which Yjs takes for nothing.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #connections = new Set<Connection>();
  #held: Uint8Array[] = [];
  #bytes = 0;
  readonly #authors = new Set<Connection | null>();
  #cancel: (() => void) | null = null;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0;
  }

  /** From now on a connection gets what is added. What was added before it does not get. */
  join(connection: Connection): void {
    this.flush();
    this.#connections.add(connection);
  }

  /** A connection gets what was added, and nothing more. */
  leave(connection: Connection): void {
    if (connection.isOpen) this.flush();
    this.#connections.delete(connection);
    // What it wrote is still to come, to the others who write too.
    if (this.#authors.delete(connection)) this.#authors.add(null);
  }

  /** Takes an update to be sent to everybody but whom it came from; null when it came from none of them. */
  add(update: Uint8Array, from: Connection | null): void {
    if (this.isEmpty) return;
    this.#held.push(update);
    this.#bytes += update.length;
    this.#authors.add(from);
    if (!this.#cancel || this.#bytes > MAX_HELD) this.#send();
  }

  /** Sends at once what is held back. */
  flush(): void {
    if (this.#held.length > 0) this.#send();
  }

  /** Nothing more is sent. */
  close(): void {
    this.#cancel?.();
    this.#held = [];
  }

  #send(): void {
    const updates = merged(this.#held);
    const others = this.#others();
    this.#held = [];
    this.#bytes = 0;
    this.#authors.clear();
    this.#options.deliver(others, updates);
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(this.#options.window(this.#connections.size), () => {
      this.#cancel = null;
      this.flush();
    });
  }

  #others(): Iterable<Connection> {
    const [author, another] = this.#authors;
    if (!author || another !== undefined) return this.#connections;
    return [...this.#connections].filter((connection) => connection !== author);
  }
}

/** Updates as one; as they are where one of them cannot be merged, which must not cost the others theirs. */
function merged(updates: Uint8Array[]): Uint8Array[] {
  if (updates.length === 1) return updates;
  try {
    return [mergeAll(updates)];
  } catch {
    return updates;
  }
}
