import type { Append } from '@plenum/database/log/log';
import { MemoryLog } from '@plenum/database/log/memory-log';
import type { Committed } from '@plenum/database/log/pending';
import { mergeAll } from '@plenum/database/log/update-buffer';
import { NEWS } from '@plenum/domain/documents/news';
import { decodeServerMessage, type ServerMessage } from '@plenum/protocol/messages';
import type { Participant } from '../room/connection.ts';
import type { Clock, Outcome, RoomPorts, Socket } from '../room/ports.ts';

/** Time that passes only when told to. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }
}

/** A socket that remembers what was sent. */
export class FakeSocket implements Socket {
  readonly sent: Uint8Array[] = [];
  buffered = 0;
  received = 0;
  closed: number | null = null;
  #waiting: (() => void)[] = [];

  send(message: Uint8Array): void {
    this.sent.push(message);
  }

  whenDrained(callback: () => void): void {
    this.#waiting.push(callback);
  }

  /** The network takes all that waits. */
  drain(): void {
    this.buffered = 0;
    for (const callback of this.#waiting.splice(0)) callback();
  }

  close(code: number): void {
    this.closed = code;
  }

  /** What was sent since the last call. */
  take(): ServerMessage[] {
    return this.sent.splice(0).map((message) => {
      const decoded = decodeServerMessage(message);
      if (!decoded) throw new Error('The server sent what is no message.');
      return decoded;
    });
  }
}

/** A journal that commits when told to. */
export class FakeJournal {
  readonly #log: MemoryLog;
  #waiting: { append: Append; resolve: (committed: Committed) => void }[] = [];
  isFull = false;

  constructor(log: MemoryLog) {
    this.#log = log;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  append(append: Append): Promise<Committed> | null {
    if (this.isFull) return null;
    return new Promise((resolve) => this.#waiting.push({ append, resolve }));
  }

  /** Commits everything that waits, and lets the room take note. */
  async commit({ delayed = false } = {}): Promise<void> {
    const batch = this.#waiting.splice(0);
    const appended = await this.#log.append(batch.map(({ append }) => append));
    for (const [i, { resolve }] of batch.entries()) {
      const seq = appended[i] ?? 'gone';
      resolve(typeof seq === 'number' ? { kind: 'stored', seq, delayed } : { kind: seq });
    }
    await settled();
  }

  /** Gives up everything that waits as what cannot be merged. */
  async giveUp(): Promise<void> {
    for (const { resolve } of this.#waiting.splice(0)) resolve({ kind: 'unstorable' });
    await settled();
  }
}

/** Ports on fakes, and the fakes. */
export function fakePorts() {
  const log = new MemoryLog();
  const clock = new FakeClock();
  const journal = new FakeJournal(log);
  const compacted: string[] = [];
  const outcomes: Outcome[] = [];
  const readFailures: boolean[] = [];
  const ticked: string[] = [];
  const ports: RoomPorts = {
    clock,
    log,
    journal,
    collect: async (updates) => mergeAll(updates),
    presence: { tell: () => {}, ask: () => {} },
    ticked: (documentId) => void ticked.push(documentId),
    async compact(documentId) {
      compacted.push(documentId);
      return 0;
    },
    observer: { received: (outcome) => outcomes.push(outcome) },
    onReadFailed: ({ isFirst }) => readFailures.push(isFirst),
  };
  return { log, clock, journal, ports, compacted, outcomes, readFailures, ticked };
}

let people = 0;

/** Somebody to connect as; another person each time unless said otherwise. */
export function participant(some: Partial<Participant> = {}): Participant {
  people += 1;
  return {
    author: { kind: 'person', id: `person ${people}` },
    identity: {
      id: `person ${people}`,
      name: `Person ${people}`,
      color: '#2563eb',
      colour: 7,
      isGuest: false,
    },
    access: 'write',
    isLinkReader: false,
    hears: new Set(NEWS),
    isAnnounced: true,
    ...some,
  };
}

/** Lets everything that is already resolved take effect. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Seeded random numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
