import { Client } from './client.mjs';
import { Ledger, newLatencies } from './ledger.mjs';
import { eachAtOnce, until } from './typing.mjs';
import { wireOf } from './wire.mjs';
import { Writer } from './writer.mjs';

/** Sockets that are opened at the same time. */
const AT_ONCE = 40;

/** The clients of one run: sockets on a server's documents, and the account of what they type and get. */
export class Crowd {
  latencies = newLatencies();
  clients = [];
  writers = [];
  #target;
  #ledgers = [];
  #counts = { writers: 0, readers: 0 };
  /** Arrivals before the measurement began. */
  #before = { delivered: 0, typed: 0 };

  /** @param {import('../servers/start.mjs').Target} target */
  constructor(target) {
    this.#target = target;
  }

  /**
   * Opens sockets.
   * @param {{ document: number, writers?: number, readers?: number }[]} groups so many on each document
   */
  async join(groups) {
    const seats = groups.flatMap(({ document, writers = 0, readers = 0 }) => [
      ...Array.from({ length: writers }, () => ({ document, kind: 'writers' })),
      ...Array.from({ length: readers }, () => ({ document, kind: 'readers' })),
    ]);
    await eachAtOnce(seats, AT_ONCE, (seat) => this.#sit(seat));
  }

  /** Every writer makes a paragraph, and all wait until each has arrived everywhere. */
  async begin() {
    for (const writer of this.writers) writer.begin();
    await this.settled(30_000);
  }

  /** Waits until everything typed has arrived everywhere, at most so many milliseconds; whether it has. */
  settled(milliseconds) {
    return until(() => this.missing === 0, milliseconds);
  }

  /** From now on is what counts. */
  startCounting() {
    this.latencies.writers.clear();
    this.latencies.readers.clear();
    this.#before = { delivered: this.#sum('delivered'), typed: this.#sum('typed') };
  }

  get delivered() {
    return this.#sum('delivered') - this.#before.delivered;
  }

  get typed() {
    return this.#sum('typed') - this.#before.typed;
  }

  get missing() {
    return this.#sum('missing');
  }

  /** Sockets that the server has closed. */
  get closed() {
    return this.clients.filter(({ closeCode }) => closeCode !== null).length;
  }

  /** Closes every socket. */
  async leave() {
    await Promise.all(this.clients.map((client) => client.close()));
  }

  async #sit({ document, kind }) {
    this.#ledgers[document] ??= new Ledger(this.latencies);
    const ledger = this.#ledgers[document];
    const number = this.#counts[kind]++;
    const { name, url, headers } = this.#target.seat({ document, kind, number });
    const writer = kind === 'writers' ? ledger.addWriter() : null;
    const receiver = ledger.addReceiver({ writer, kind });
    const wire = wireOf(this.#target.wire, name);
    const client = new Client(
      { url, headers, wire },
      { onFrame: (bytes) => ledger.arrived(receiver, bytes) },
    );
    this.clients.push(client);
    await client.opened();
    if (writer !== null) this.writers.push(new Writer({ client, ledger, number: writer }));
  }

  #sum(what) {
    return this.#ledgers.reduce((sum, ledger) => sum + (ledger?.[what] ?? 0), 0);
  }
}
