import type { Connection } from './connection.ts';

/** Who writes and shows presence under a client id. */
interface Ownership {
  /** The actor whose it is. */
  actor: string;
  connection: Connection | null;
  /** Whether structs of it were taken in; else it was only shown. */
  hasWritten: boolean;
}

/** Client ids remembered at most; those of nobody connected go first. */
const MAX_REMEMBERED = 10_000;
/** Client ids that one connection may have; Yjs takes a new one when it meets its own elsewhere. */
const MAX_CLIENTS = 4;

/**
 * The client ids of a room. One belongs to the connection that first showed it or wrote under it and, when that is gone, to
 * whoever comes back as the same actor.
 */
export class Owners {
  readonly #owners = new Map<number, Ownership>();

  /** A connection shows presence under a client id. False when it is another's, or the connection has enough of them. */
  show(client: number, connection: Connection): boolean {
    return this.#claim(client, connection, mayTakeOver);
  }

  /** Structs of a connection under a client id were taken in. A reader who has only shown it cannot be their author. */
  wrote(client: number, connection: Connection): void {
    const isClaimed = this.#claim(
      client,
      connection,
      (owner) => mayTakeOver(owner, connection) || (!owner.hasWritten && owner.connection?.access === 'read'),
    );
    const owner = this.#owners.get(client);
    if (isClaimed && owner) owner.hasWritten = true;
  }

  /** Whether new structs under a client id may come from a connection: not while another's owner is there to write them. */
  mayRelay(client: number, connection: Connection): boolean {
    const owner = this.#owners.get(client);
    const current = owner?.connection;
    if (!current?.isOpen || current.access !== 'write' || current === connection) return true;
    return connection.isPerson && owner?.actor === connection.actor;
  }

  /** A connection is gone, and has no client ids any more. */
  release(connection: Connection): void {
    for (const client of connection.clients) {
      const owner = this.#owners.get(client);
      if (owner) owner.connection = null;
    }
    connection.clients.clear();
  }

  #claim(
    client: number,
    connection: Connection,
    mayHave: (owner: Ownership, connection: Connection) => boolean,
  ): boolean {
    const owner = this.#owners.get(client);
    if (owner?.connection === connection) return true;
    if (connection.clients.size >= MAX_CLIENTS || (owner && !mayHave(owner, connection))) return false;
    owner?.connection?.clients.delete(client);
    connection.clients.add(client);
    if (owner) Object.assign(owner, { actor: connection.actor, connection });
    else this.#remember(client, { actor: connection.actor, connection, hasWritten: false });
    return true;
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

/**
 * A person's new connection may come before the old one is noticed to be dead. Guests are not told apart by their link: one
 * that has a client id already relays another's, who is to find its own free on coming back.
 */
function mayTakeOver({ actor, connection: current }: Ownership, connection: Connection): boolean {
  if (actor !== connection.actor) return false;
  return connection.isPerson || (!current?.isOpen && connection.clients.size === 0);
}
