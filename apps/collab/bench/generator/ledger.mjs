import { FrameCache } from './frame-cache.mjs';
import { Histogram } from './histogram.mjs';
import { markerOf } from './markers.mjs';

/**
 * Who gets what others type: those who write, those who only read, and those who have stopped to read from their socket.
 * @typedef {'writers' | 'readers' | 'stalled'} Kind
 */

/**
 * Keeps account of one document: what was typed when, and what of it has arrived where. An operation counts once for each
 * client but its own, whatever frame brings it and however often.
 */
export class Ledger {
  #frames = new FrameCache();
  #receivers = new Set();
  #writers = 0;
  /** When each writer's operations were typed, by `performance.now()`. */
  #typedAt = [];
  #latencies;

  /** @param {Record<Kind, Histogram>} latencies where the durations are counted */
  constructor(latencies) {
    this.#latencies = latencies;
  }

  /** A new writer's number. */
  addWriter() {
    this.#typedAt.push([]);
    return this.#writers++;
  }

  /** Somebody to whom everything has to arrive that others type from now on. @param {{ writer?: number, kind: Kind }} who */
  addReceiver({ writer = null, kind }) {
    const latencies = this.#latencies[kind];
    const receiver = new Receiver({ kind, writer, latencies, typedAt: this.#typedAt });
    this.#receivers.add(receiver);
    return receiver;
  }

  /** Nothing has to arrive there any more. */
  removeReceiver(receiver) {
    this.#receivers.delete(receiver);
  }

  /** A writer's next operation, typed at this moment; returns its text. */
  type(writer) {
    const typed = this.#typedAt[writer];
    const marker = markerOf(writer, typed.length);
    typed.push(performance.now());
    return marker;
  }

  /** A frame has arrived at a receiver. @param {Buffer} bytes */
  arrived(receiver, bytes) {
    receiver.take(this.#frames.markersIn(bytes), performance.now());
  }

  /** Operations typed so far. */
  get typed() {
    return this.#typedAt.reduce((sum, typed) => sum + typed.length, 0);
  }

  /** Arrivals so far at receivers of a kind. @param {Kind} kind */
  deliveredTo(kind) {
    return this.#sum(kind, (receiver) => receiver.arrived);
  }

  /** Arrivals that are still to come there. @param {Kind} kind */
  missingAt(kind) {
    const { typed } = this;
    return this.#sum(kind, (receiver) => receiver.missingOf(typed));
  }

  #sum(kind, of) {
    let total = 0;
    for (const receiver of this.#receivers) if (receiver.kind === kind) total += of(receiver);
    return total;
  }
}

/** One client's own account. */
class Receiver {
  arrived = 0;
  kind;
  #writer;
  #latencies;
  #typedAt;
  /** For each writer a bit for each operation that has arrived. */
  #seen = [];
  /** Operations typed before it came, which need not arrive. */
  #before;

  constructor({ kind, writer, latencies, typedAt }) {
    this.kind = kind;
    this.#writer = writer;
    this.#latencies = latencies;
    this.#typedAt = typedAt;
    this.#before = typedAt.map((typed) => typed.length);
  }

  take(markers, now) {
    for (let i = 0; i < markers.length; i += 2) {
      const [writer, operation] = [markers[i], markers[i + 1]];
      if (writer === this.#writer || operation < (this.#before[writer] ?? 0)) continue;
      if (!this.#isNew(writer, operation)) continue;
      this.arrived += 1;
      this.#latencies.add(now - this.#typedAt[writer][operation]);
    }
  }

  missingOf(typed) {
    const own = this.#writer === null ? 0 : this.#typedAt[this.#writer].length;
    const before = this.#before.reduce(
      (sum, count, writer) => sum + (writer === this.#writer ? 0 : count),
      0,
    );
    return typed - own - before - this.arrived;
  }

  #isNew(writer, operation) {
    let bits = this.#seen[writer];
    const place = operation >> 3;
    if (!bits || place >= bits.length) {
      bits = grown(bits, place);
      this.#seen[writer] = bits;
    }
    const bit = 1 << (operation & 7);
    if (bits[place] & bit) return false;
    bits[place] |= bit;
    return true;
  }
}

function grown(bits, place) {
  const larger = new Uint8Array(Math.max(16, 2 * place));
  if (bits) larger.set(bits);
  return larger;
}

/** A histogram for each kind of receiver, and for what has become durable. */
export function newLatencies() {
  return {
    writers: new Histogram(),
    readers: new Histogram(),
    stalled: new Histogram(),
    durable: new Histogram(),
  };
}
