import { Client } from './client.mjs';
import { Ledger, newLatencies } from './ledger.mjs';
import { eachAtOnce, until } from './typing.mjs';
import { wireOf } from './wire.mjs';
import { Writer } from './writer.mjs';

/** Sockets that are opened at the same time. */
const AT_ONCE = 40;
/** Milliseconds for the first paragraphs to arrive everywhere. */
const BEGIN_TIMEOUT = 30_000;

/**
 * So many of each kind on a document; `node` says on which of several processes, else it depends on the document.
 * @typedef {{ document: number, writers?: number, readers?: number, stalled?: number, node?: number }} Group
 */

/** The clients of one run: sockets on a server's documents, and the account of what they type and get. */
export class Crowd {
  latencies = newLatencies();
  /** @type {Member[]} */
  members = [];
  /** @type {Writer[]} */
  writers = [];
  #target;
  /** @type {Ledger[]} */
  #ledgers = [];
  #seats = { writers: 0, readers: 0 };
  /** What there was before it began to count. */
  #before = { delivered: 0, typed: 0 };

  /** @param {import('../servers/start.mjs').Target} target */
  constructor(target) {
    this.#target = target;
  }

  /** Opens sockets. @param {Group[]} groups */
  async join(groups) {
    const seats = groups.flatMap(({ document, node, ...counts }) =>
      ['writers', 'readers', 'stalled'].flatMap((kind) =>
        Array.from({ length: counts[kind] ?? 0 }, () => ({ document, kind, node })),
      ),
    );
    await eachAtOnce(seats, AT_ONCE, (seat) => this.#sit(seat));
  }

  /** Every writer makes a paragraph, and all wait until each has arrived everywhere. */
  async begin() {
    for (const writer of this.writers) writer.begin();
    await this.settled(BEGIN_TIMEOUT);
  }

  /** Waits until everything typed has arrived everywhere, at most so many milliseconds; whether it has. */
  settled(milliseconds) {
    return until(() => this.missing === 0, milliseconds);
  }

  /** Waits until all is acknowledged as durable, at most so many milliseconds; whether it is. */
  durable(milliseconds) {
    return until(() => this.unacknowledged === 0, milliseconds);
  }

  /** From now on is what counts. */
  startCounting() {
    for (const histogram of Object.values(this.latencies)) histogram.clear();
    this.#before = { delivered: this.#delivered, typed: this.#typed };
  }

  /** Arrivals at those who read. */
  get delivered() {
    return this.#delivered - this.#before.delivered;
  }

  get typed() {
    return this.#typed - this.#before.typed;
  }

  /** Arrivals that are still to come at those who read. */
  get missing() {
    return this.#sum((ledger) => ledger.missingAt('writers') + ledger.missingAt('readers'));
  }

  get missingAtStalled() {
    return this.#sum((ledger) => ledger.missingAt('stalled'));
  }

  get unacknowledged() {
    return this.writers.reduce((sum, { client }) => sum + client.unacknowledged, 0);
  }

  /** Closes every socket. */
  async leave() {
    await Promise.all(this.members.map(({ client }) => client.close()));
  }

  async #sit({ document, kind, node }) {
    this.#ledgers[document] ??= new Ledger(this.latencies);
    const ledger = this.#ledgers[document];
    const role = kind === 'writers' ? 'writers' : 'readers';
    const seat = { document, kind: role, number: this.#seats[role]++, node };
    const writer = kind === 'writers' ? ledger.addWriter() : null;
    const receiver = ledger.addReceiver({ writer, kind });
    const member = new Member({
      target: this.#target,
      seat,
      kind,
      latencies: this.latencies,
      ledger,
      receiver,
    });
    this.members.push(member);
    await member.connect();
    if (writer !== null) this.writers.push(new Writer({ client: member.client, ledger, number: writer }));
  }

  get #delivered() {
    return this.#sum((ledger) => ledger.deliveredTo('writers') + ledger.deliveredTo('readers'));
  }

  get #typed() {
    return this.#sum((ledger) => ledger.typed);
  }

  #sum(of) {
    return this.#ledgers.reduce((sum, ledger) => sum + (ledger ? of(ledger) : 0), 0);
  }
}

/** Somebody on a document, who may come back. */
class Member {
  /** @type {Client | null} */
  client = null;
  kind;
  #given;

  constructor({ kind, ...given }) {
    this.kind = kind;
    this.#given = given;
  }

  /** Opens a socket, also after another was closed. */
  async connect() {
    const { target, seat, latencies, ledger, receiver } = this.#given;
    const { name, url, headers } = target.seat(seat);
    this.client = new Client(
      { url, headers, wire: wireOf(target.wire, name) },
      {
        onFrame: (bytes) => ledger.arrived(receiver, bytes),
        onDurable: (milliseconds) => latencies.durable.add(milliseconds),
      },
    );
    await this.client.opened();
  }
}
