import { CLOSE } from '@plenum/protocol/close-codes';
import { Bucket } from '../room/bucket.ts';
import type { Connection } from '../room/connection.ts';
import type { Clock } from '../room/ports.ts';

/** Messages that one socket may send: beyond the burst it is read more slowly. Whoever holds a link is anybody. */
const MESSAGES = {
  person: { capacity: 1_000, perSecond: 500 },
  guest: { capacity: 500, perSecond: 100 },
} as const;

const [KIB, MIB] = [1_024, 1_024 * 1_024] as const;
/**
 * Bytes likewise. Who may write brings a document's worth on coming back; who only reads at most sends back what y-websocket
 * hears of others' presence, which those who read by a link do not.
 */
const BYTES = {
  writer: { capacity: 16 * MIB, perSecond: 2 * MIB },
  reader: { capacity: MIB, perSecond: MIB },
  linkReader: { capacity: 64 * KIB, perSecond: 16 * KIB },
} as const;

/** Milliseconds after which a socket that always wants to send more is closed. */
const MAX_THROTTLED = 60_000;

/** What can be read more slowly. */
interface Flow {
  readonly isPaused: boolean;
  pause(): void;
  resume(): void;
}

/** Reads a socket no faster than its connection may send, however it cuts that into messages. */
export class Throttle {
  readonly #flow: Flow;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #messages: Bucket;
  readonly #bytes: { write: Bucket; read: Bucket };
  #since: number | null = null;

  constructor({ flow, connection, clock }: { flow: Flow; connection: Connection; clock: Clock }) {
    const now = clock.now();
    this.#flow = flow;
    this.#connection = connection;
    this.#clock = clock;
    this.#messages = new Bucket({ ...(connection.isPerson ? MESSAGES.person : MESSAGES.guest), now });
    this.#bytes = {
      write: new Bucket({ ...BYTES.writer, now }),
      read: new Bucket({ ...(connection.isLinkReader ? BYTES.linkReader : BYTES.reader), now }),
    };
  }

  /** A message has come. */
  message(): void {
    this.#take(this.#messages, 1);
  }

  /** Bytes have come, of a message that may be far from complete. */
  bytes(count: number): void {
    this.#take(this.#bytes[this.#connection.access], count);
  }

  #take(bucket: Bucket, amount: number): void {
    const now = this.#clock.now();
    const wait = bucket.take(now, amount);
    if (wait > 0) this.#since ??= now;
    else if (this.#isKept(now)) this.#since = null;
    if (wait === 0) return;
    if (this.#since !== null && now - this.#since > MAX_THROTTLED) this.#connection.close(CLOSE.tooMany);
    else if (!this.#flow.isPaused) {
      this.#flow.pause();
      this.#clock.after(wait, () => this.#flow.resume());
    }
  }

  #isKept(now: number): boolean {
    return [this.#messages, this.#bytes[this.#connection.access]].every(
      (bucket) => bucket.take(now, 0) === 0,
    );
  }
}
