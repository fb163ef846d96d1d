import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { Content } from './content.ts';
import { Lane } from './lane.ts';
import type { LinkReaders } from './link-readers.ts';
import type { Clock } from './ports.ts';

/** Milliseconds in which updates gather for who only reads. */
const READERS_WINDOW = 100;
/** For who writes: half a millisecond for each, so that a hundred who write do not cost the square of ten. */
const WRITERS_WINDOW = { least: 20, each: 0.5, most: 50 } as const;

/** What a broadcast works with. */
interface BroadcastOptions {
  clock: Clock;
  content: Content;
  linkReaders: LinkReaders;
  /** Tells a connection who is there. */
  welcome: (connection: Connection) => void;
}

/**
 * Brings what is written to everybody who has the document open, in lanes. Who does not take it fast enough gets nothing for
 * a while, and then all that was left out at once.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #writers: Lane;
  readonly #readers: Lane;
  readonly #linkReaders: Lane;

  constructor(options: BroadcastOptions) {
    const { clock } = options;
    const deliver = this.#deliver.bind(this);
    this.#options = options;
    this.#writers = new Lane({ clock, window: writersWindow, deliver });
    this.#readers = new Lane({ clock, window: () => READERS_WINDOW, deliver });
    this.#linkReaders = new Lane({ clock, window: () => READERS_WINDOW, deliver });
  }

  /** A connection joins the lane of what it may do. */
  join(connection: Connection): void {
    this.#laneOf(connection).join(connection);
  }

  /** A connection is gone, or is about to be allowed something else. */
  leave(connection: Connection): void {
    this.#laneOf(connection).leave(connection);
  }

  /** Sends what a connection has written to everybody else. */
  forward(update: Uint8Array, from: Connection): void {
    for (const lane of [this.#writers, this.#readers, this.#linkReaders]) lane.add(update, from);
  }

  /**
   * Sends what is beyond a state vector and may have text that was deleted before it came here, so that those who read by a
   * link do not get it as it is. From null: other processes.
   */
  forwardCollected(
    update: Uint8Array,
    { from, since }: { from: Connection | null; since: Uint8Array },
  ): void {
    for (const lane of [this.#writers, this.#readers]) lane.add(update, from);
    if (!this.#linkReaders.isEmpty) this.#options.linkReaders.bringOn(since);
  }

  close(): void {
    for (const lane of [this.#writers, this.#readers, this.#linkReaders]) lane.close();
  }

  #laneOf({ access, isLinkReader }: Connection): Lane {
    if (isLinkReader) return this.#linkReaders;
    return access === 'write' ? this.#writers : this.#readers;
  }

  #deliver(connections: Iterable<Connection>, updates: readonly Uint8Array[]): void {
    const messages = updates.map((update) => encodeMessage({ type: 'update', update }));
    for (const connection of connections) {
      for (const [i, message] of messages.entries()) {
        if (connection.sendLive(message) === 'tooMuchWaits')
          orClose(connection, () => this.#leaveBehind(connection, updates.slice(i)));
      }
    }
  }

  /** All before the updates was sent, so that the state vector before them is what the connection will have. */
  #leaveBehind(connection: Connection, updates: readonly Uint8Array[]): void {
    // Of a client's operations the first count, so the first update comes last.
    const from = new Map(updates.toReversed().flatMap((update) => [...Y.parseUpdateMeta(update).from]));
    const vector = this.#options.content.known.vectorWith(from);
    connection.fallBehind(() => orClose(connection, () => this.#catchUp(connection, vector)));
  }

  #catchUp(connection: Connection, vector: Uint8Array): void {
    const { content, linkReaders, welcome } = this.#options;
    if (connection.isLinkReader) {
      linkReaders.answer(connection, vector);
      return;
    }
    const messages = content.answer(vector);
    if (messages) connection.sendAnswer(messages);
    else connection.close(CLOSE.tryAgain);
    welcome(connection);
  }
}

/** What fails outside the taking in of a message costs one connection, which comes back for everything, and not the process. */
function orClose(connection: Connection, work: () => void): void {
  try {
    work();
  } catch {
    connection.close(CLOSE.tryAgain);
  }
}

function writersWindow(writers: number): number {
  const { least, each, most } = WRITERS_WINDOW;
  return Math.min(Math.max(least, each * writers), most);
}
