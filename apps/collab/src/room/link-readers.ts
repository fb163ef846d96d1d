import { CLOSE } from '@plenum/protocol/close-codes';
import type { Connection } from './connection.ts';
import type { Content } from './content.ts';
import type { State } from './state.ts';

/** Serves those who read by a link from garbage-collected states alone, but for what is written here while they watch. */
export class LinkReaders {
  readonly #content: Content;
  readonly #connections: Iterable<Connection>;
  /** The state that they will all be brought on to. */
  #next: Promise<State> | null = null;

  constructor({ content, connections }: { content: Content; connections: Iterable<Connection> }) {
    this.#content = content;
    this.#connections = connections;
  }

  /** Answers a step 1. */
  answer(connection: Connection, vector: Uint8Array): void {
    this.#content.collected
      .then((state) => {
        const message = state.message(vector);
        if (message) connection.sendAnswer([message]);
        else connection.close(CLOSE.protocol);
      })
      .catch(() => connection.close(CLOSE.tryAgain));
  }

  /** Sends all of them what has come beyond a state vector, except for what was deleted again already. */
  bringOn(since: Uint8Array): void {
    if ([...this.#readers()].length === 0) return;
    const next = this.#content.collected;
    if (next === this.#next) return;
    this.#next = next;
    next
      .then((state) => {
        const message = state.message(since);
        for (const connection of this.#readers()) if (message) connection.sendAnswer([message]);
      })
      .catch(() => {
        for (const connection of this.#readers()) connection.close(CLOSE.tryAgain);
      });
  }

  *#readers(): Generator<Connection> {
    for (const connection of this.#connections) if (connection.isLinkReader) yield connection;
  }
}
