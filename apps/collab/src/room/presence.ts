import { type AwarenessEntry, decodeAwareness, encodeAwareness } from '@plenum/protocol/awareness';
import { MAX_AWARENESS_STATE } from '@plenum/protocol/limits';
import { encodeMessage } from '@plenum/protocol/messages';
import type { Connection } from './connection.ts';
import type { Owners } from './owners.ts';
import type { Clock } from './ports.ts';

/** Milliseconds within which only the last state of a client is sent. */
const WINDOW = 50;

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
    const known = entries.filter(({ client }) => this.#states.get(client)?.connection === connection);
    const [first] = entries;
    // A connection shows a new client id only in a message about nothing else, as Yjs clients do.
    const own = known.length === 0 && entries.length === 1 && first ? [first] : known;
    return own.every((entry) => this.#set(connection, entry));
  }

  /** Everybody's state as a message; null when nobody is there. */
  everybody(): Uint8Array | null {
    if (this.#states.size === 0) return null;
    return message([...this.#states.values()].map(({ entry }) => entry));
  }

  /** Tells the others that clients have gone. */
  remove(clients: readonly number[]): void {
    for (const client of clients) {
      const state = this.#states.get(client);
      if (!state) continue;
      this.#states.delete(client);
      this.#announce({ client, clock: this.#owners.nextClock(client, state.entry.clock), state: 'null' });
    }
  }

  #set(connection: Connection, { client, clock, state }: AwarenessEntry): boolean {
    if (state.length > MAX_AWARENESS_STATE) return false;
    const shown = this.#states.get(client);
    if (shown?.connection !== connection && !this.#owners.claim(client, connection)) return true;
    const stamped = stamp(state, connection);
    if (stamped === undefined) return false;
    if (stamped === null) {
      this.remove([client]);
      return true;
    }
    const entry = { client, clock: this.#owners.nextClock(client, clock), state: stamped };
    this.#states.set(client, { entry, connection });
    this.#announce(entry);
    return true;
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
