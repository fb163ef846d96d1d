import { type AwarenessEntry, decodeAwareness, encodeAwareness } from '@plenum/protocol/awareness';
import { MAX_AWARENESS_STATE } from '@plenum/protocol/limits';
import { encodeMessage } from '@plenum/protocol/messages';
import type { Connection } from './connection.ts';
import type { Owners } from './owners.ts';
import type { Clock } from './ports.ts';

/** Milliseconds within which only the last state of a client is sent. */
const WINDOW = 50;
/** The highest clock that is believed: what is counted on from it stays a number that clients can read. */
const MAX_CLOCK = 2 ** 48;

/** The message that an idle connection gets as a sign of life: awareness of nobody. */
export const SIGN_OF_LIFE: Uint8Array = encodeMessage({ type: 'awareness', entries: encodeAwareness([]) });

/** What a room's presence works with. */
interface PresenceOptions {
  clock: Clock;
  owners: Owners;
  /** Sends to everybody who takes part in presence. */
  broadcast: (message: Uint8Array) => void;
}

/** Who is in a room, as awareness (y-protocols). */
export class Presence {
  readonly #clock: Clock;
  readonly #owners: Owners;
  readonly #broadcast: (message: Uint8Array) => void;
  readonly #states = new Map<number, { entry: AwarenessEntry; connection: Connection }>();
  /** The client id under which a connection shows itself. It has one for good, as a client of y-protocols does. */
  readonly #own = new WeakMap<Connection, number>();
  readonly #changed = new Map<number, AwarenessEntry>();
  #timer: (() => void) | null = null;

  constructor({ clock, owners, broadcast }: PresenceOptions) {
    this.#clock = clock;
    this.#owners = owners;
    this.#broadcast = broadcast;
  }

  /**
   * Takes in what a connection says. Entries of client ids that are not its own are dropped: y-websocket sends on what it
   * hears of others. False when the message is against the protocol.
   */
  receive(connection: Connection, bytes: Uint8Array): boolean {
    const entries = decodeAwareness(bytes);
    if (!entries) return false;
    const own = this.#own.get(connection);
    // A connection shows its client id first in a message about nothing else, as Yjs clients do.
    const entry = entries.find(({ client }) => (own === undefined ? entries.length === 1 : client === own));
    return entry === undefined || this.#set(connection, entry);
  }

  /** Everybody's state as a message; null when nobody is there. */
  everybody(): Uint8Array | null {
    if (this.#states.size === 0) return null;
    return message([...this.#states.values()].map(({ entry }) => entry));
  }

  /** A connection is gone: tells the others. */
  leave(connection: Connection): void {
    const own = this.#own.get(connection);
    if (own !== undefined) this.#remove(own, connection);
  }

  #remove(client: number, connection: Connection): void {
    const shown = this.#states.get(client);
    if (shown?.connection !== connection) return;
    this.#states.delete(client);
    this.#announce({ client, clock: this.#owners.nextClock(client, shown.entry.clock), state: 'null' });
  }

  #set(connection: Connection, { client, clock, state }: AwarenessEntry): boolean {
    if (state.length > MAX_AWARENESS_STATE || clock > MAX_CLOCK) return false;
    const stamped = stamp(state, connection);
    if (stamped === undefined) return false;
    if (stamped === null) this.#remove(client, connection);
    else this.#show(connection, { client, clock, state: stamped });
    return true;
  }

  #show(connection: Connection, said: AwarenessEntry): void {
    const { client } = said;
    const shown = this.#states.get(client);
    // y-websocket sends back what it hears even of itself: as news it would go round for ever.
    const isNews = !shown || said.state !== shown.entry.state || said.clock > shown.entry.clock;
    if (!isNews && this.#own.has(connection)) return;
    if (shown?.connection !== connection && !this.#owners.show(client, connection)) return;
    this.#own.set(connection, client);
    const entry = isNews ? { ...said, clock: this.#owners.nextClock(client, said.clock) } : shown.entry;
    this.#states.set(client, { entry, connection });
    if (isNews) this.#announce(entry);
  }

  #announce(entry: AwarenessEntry): void {
    this.#changed.set(entry.client, entry);
    this.#timer ??= this.#clock.after(WINDOW, () => {
      this.#timer = null;
      const entries = [...this.#changed.values()];
      this.#changed.clear();
      this.#broadcast(message(entries));
    });
  }
}

function message(entries: readonly AwarenessEntry[]): Uint8Array {
  return encodeMessage({ type: 'awareness', entries: encodeAwareness(entries) });
}

/** A state with its owner's true identity; null for a client that leaves, undefined for what is no state. */
function stamp(state: string, { identity }: Connection): string | null | undefined {
  try {
    const value: unknown = JSON.parse(state);
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return JSON.stringify({ ...value, user: identity });
  } catch {
    return undefined;
  }
}
