import { type AwarenessEntry, decodeAwareness, encodeAwareness } from '@plenum/protocol/awareness';
import { MAX_AWARENESS_STATE } from '@plenum/protocol/limits';
import { encodeMessage } from '@plenum/protocol/messages';
import { isCaret } from './caret.ts';
import { Clocks } from './clocks.ts';
import type { Connection } from './connection.ts';
import { Elsewhere, personOf } from './elsewhere.ts';
import type { Owners } from './owners.ts';
import type { Clock } from './ports.ts';

/** Milliseconds within which only the last state of a client is sent. */
const WINDOW = 50;
/** Milliseconds within which other nodes answer who is there. */
const SETTLING = 3_000;
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
  /** Tells other nodes about the clients of this one. */
  tell: (entries: readonly AwarenessEntry[]) => void;
}

/** A client's state and the connection that it comes from. */
interface Shown {
  entry: AwarenessEntry;
  connection: Connection;
}

/** Who is in a room, as awareness (y-protocols): the clients connected to this node, and those that others tell of. */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #openedAt: number;
  readonly #clocks = new Clocks();
  readonly #states = new Map<number, Shown>();
  readonly #elsewhere = new Elsewhere();
  /** The client id under which a connection shows itself. It has one for good, as a client of y-protocols does. */
  readonly #own = new WeakMap<Connection, number>();
  readonly #changed = new Map<number, AwarenessEntry>();
  /** Of those the ones that other nodes do not know of. */
  readonly #untold = new Map<number, AwarenessEntry>();
  #timer: (() => void) | null = null;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#openedAt = options.clock.now();
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

  /** Takes in what another node says about its clients. */
  hear(origin: string, entries: readonly AwarenessEntry[]): void {
    for (const said of entries) {
      if (said.state !== 'null') this.#showElsewhere(origin, said);
      else if (this.#elsewhere.get(said.client)?.origin === origin) this.#leaveElsewhere(said.client);
    }
  }

  /** Another node is gone, and its clients with it. */
  forget(origin: string): void {
    for (const client of this.#elsewhere.clientsOf(origin)) this.#leaveElsewhere(client);
  }

  /** Tells other nodes about all clients of this one. */
  tellAll(): void {
    this.#options.tell([...this.#states.values()].map(({ entry }) => entry));
  }

  /** Everybody's state as a message; null when nobody is there. */
  everybody(): Uint8Array | null {
    const here = [...this.#states.values()].map(({ entry }) => entry);
    const entries = [...here, ...this.#elsewhere.entries];
    return entries.length === 0 ? null : message(entries);
  }

  /** Tells a connection who is there, where it is to know. */
  join(connection: Connection): void {
    const everybody = connection.isPresent ? this.everybody() : null;
    if (everybody) connection.send(everybody);
  }

  /** A connection is gone, or takes part no more: tells the others. */
  leave(connection: Connection): void {
    const own = this.#own.get(connection);
    if (own !== undefined) this.#remove(own, connection);
  }

  #remove(client: number, connection: Connection): void {
    const shown = this.#states.get(client);
    if (shown?.connection !== connection) return;
    this.#states.delete(client);
    this.#announce({ client, clock: this.#clocks.next(client, shown.entry.clock), state: 'null' });
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
    const elsewhere = this.#elsewhere.get(client);
    const present = elsewhere?.entry ?? shown?.entry;
    // y-websocket sends back what it hears even of itself: as news it would go round for ever.
    const isNews = !present || said.state !== present.state || said.clock > present.clock;
    if (!isNews && this.#own.has(connection)) return;
    if (elsewhere && !isOfPerson(connection, elsewhere.personId)) return;
    if (shown?.connection !== connection && !this.#options.owners.show(client, connection)) return;
    this.#own.set(connection, client);
    this.#elsewhere.delete(client);
    const isMoved = isNews || elsewhere !== undefined;
    const entry = isMoved ? { ...said, clock: this.#clocks.next(client, said.clock) } : present;
    this.#states.set(client, { entry, connection });
    if (isMoved) this.#announce(entry);
  }

  #showElsewhere(origin: string, said: AwarenessEntry): void {
    const { client, state } = said;
    const personId = personOf(state);
    if (personId === undefined || this.#elsewhere.has(origin, said)) return;
    const here = this.#states.get(client);
    if (here && this.#keeps(here, { personId, clock: said.clock })) return;
    this.#states.delete(client);
    const entry = { client, state, clock: this.#clocks.next(client, said.clock) };
    this.#elsewhere.set(client, { origin, entry, said: said.clock, personId });
    this.#announce(entry, { isElsewhere: true });
  }

  /**
   * Whether a client of this node stays, though another node shows its id too. Of one person's connections the newest counts.
   * Else it is somebody's who was here first, except while nobody here could know yet who is there.
   */
  #keeps(
    { connection, entry }: Shown,
    { personId, clock }: { personId: string | null; clock: number },
  ): boolean {
    if (isOfPerson(connection, personId)) return clock <= entry.clock;
    return this.#options.clock.now() - this.#openedAt >= SETTLING;
  }

  /** A client has left another node, or that is gone. Should it be connected here after all, it says so as it hears this. */
  #leaveElsewhere(client: number): void {
    const { entry } = this.#elsewhere.get(client) ?? {};
    this.#elsewhere.delete(client);
    const clock = this.#clocks.next(client, entry?.clock ?? 0);
    this.#announce({ client, clock, state: 'null' }, { isElsewhere: true });
  }

  #announce(entry: AwarenessEntry, { isElsewhere = false } = {}): void {
    const { client } = entry;
    this.#changed.set(client, entry);
    if (isElsewhere) this.#untold.delete(client);
    else this.#untold.set(client, entry);
    this.#timer ??= this.#options.clock.after(WINDOW, () => {
      this.#timer = null;
      const [changed, untold] = [[...this.#changed.values()], [...this.#untold.values()]];
      this.#changed.clear();
      this.#untold.clear();
      this.#options.broadcast(message(changed));
      if (untold.length > 0) this.#options.tell(untold);
    });
  }
}

function isOfPerson({ identity }: Connection, personId: string | null): boolean {
  return personId !== null && identity.id === personId;
}

function message(entries: readonly AwarenessEntry[]): Uint8Array {
  return encodeMessage({ type: 'awareness', entries: encodeAwareness(entries) });
}

/** A state with its owner's true identity, and without a caret that is none; null for a client that leaves, undefined for what is no state. */
function stamp(state: string, { identity }: Connection): string | null | undefined {
  try {
    const value: unknown = JSON.parse(state);
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    const { cursor, ...rest }: { cursor?: unknown } = value;
    return JSON.stringify({ ...(isCaret(cursor) && { cursor }), ...rest, user: identity });
  } catch {
    return undefined;
  }
}
