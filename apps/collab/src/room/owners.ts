import type { Connection } from './connection.ts';

/** Who writes and shows presence under a client id. */
interface Ownership {
  /** The actor who had it first in this room. */
  actor: string;
  connection: Connection | null;
  /** The last clock sent to others, so that they never take a returning client's state for an old one. */
  clock: number;
}

/** Client ids remembered at most; those of nobody connected go first. */
const MAX_REMEMBERED = 10_000;
/** Client ids that one connection may have; Yjs takes a new one when it meets its own elsewhere. */
const MAX_CLIENTS = 4;

/**
 * The client ids of a room. One belongs to the connection that first showed it and, when that is gone, to whoever comes
 * back as the same actor.
 */
export class Owners {
  readonly #owners = new Map<number, Ownership>();

  /** Makes a client id the connection's own. False when it is another's, or the connection has enough of them. */
  claim(client: number, connection: Connection): boolean {
    const owner = this.#owners.get(client);
    if (owner?.connection === connection) return true;
    if (connection.clients.size >= MAX_CLIENTS || (owner && !mayTakeOver(owner, connection))) return false;
    owner?.connection?.clients.delete(client);
    connection.clients.add(client);
    if (owner) owner.connection = connection;
    else this.#remember(client, { actor: connection.actor, connection, clock: 0 });
    return true;
  }

  /** Whether new structs under a client id may come from a connection: not while another's owner is connected. */
  mayRelay(client: number, connection: Connection): boolean {
    const owner = this.#owners.get(client);
    if (!owner?.connection?.isOpen || owner.connection === connection) return true;
    return connection.isPerson && owner.actor === connection.actor;
  }

  /** The clock under which to send a client's state to others. */
  nextClock(client: number, clock: number): number {
    const owner = this.#owners.get(client);
    if (!owner) return clock;
    owner.clock = Math.max(clock, owner.clock + 1);
    return owner.clock;
  }

  /** The client ids that were a connection's, which is gone. */
  release(connection: Connection): number[] {
    const released = [...connection.clients];
    connection.clients.clear();
    for (const client of released) {
      const owner = this.#owners.get(client);
      if (owner) owner.connection = null;
    }
    return released;
  }

  #remember(client: number, ownership: Ownership): void {
    if (this.#owners.size >= MAX_REMEMBERED) this.#forgetOne();
    this.#owners.set(client, ownership);
  }

  #forgetOne(): void {
    for (const [client, { connection }] of this.#owners) {
      if (connection !== null) continue;
      this.#owners.delete(client);
      return;
    }
  }
}

/** A person's new connection may come before the old one is noticed to be dead. Guests are not told apart by their link. */
function mayTakeOver({ actor, connection: current }: Ownership, connection: Connection): boolean {
  return actor === connection.actor && (!current?.isOpen || connection.isPerson);
}
