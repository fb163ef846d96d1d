import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** Payloads in one statement, payloads that may wait, and attempts at each. */
const BATCH = 200;
const MAX_WAITING = 5_000;
const MAX_ATTEMPTS = 6;
/** Milliseconds before the second attempt; doubled each time. */
const FIRST_PAUSE = 100;

interface Waiting {
  payload: string;
  /** The first attempt is over. */
  attempted: () => void;
  attempts: number;
}

/** Sends payloads of NOTIFY in order, what waits in one statement; when too much waits, the oldest goes. */
export class NotifyQueue {
  readonly #pool: pg.Pool;
  readonly #channel: string;
  #waiting: Waiting[] = [];
  #running = false;
  #closed = false;

  constructor({ pool, channel }: { pool: pg.Pool; channel: string }) {
    this.#pool = pool;
    this.#channel = channel;
  }

  /** Resolves when the payload is sent, or after the first attempt that failed. */
  send(payload: string): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((attempted) => {
      this.#waiting.push({ payload, attempted, attempts: 0 });
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift()?.attempted();
      if (!this.#running) void this.#run();
    });
  }

  /** Gives up what waits. */
  close(): void {
    this.#closed = true;
    for (const { attempted } of this.#waiting.splice(0)) attempted();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const failed = await this.#attempt(batch);
      for (const { attempted } of batch) attempted();
      if (this.#closed || failed.length === 0) continue;
      this.#waiting.unshift(...failed);
      await delay(FIRST_PAUSE * 2 ** (failed[0]?.attempts ?? 0));
    }
    this.#running = false;
  }

  /** Sends a batch and returns what is worth another attempt. */
  async #attempt(batch: readonly Waiting[]): Promise<Waiting[]> {
    try {
      const sql = 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload';
      await this.#pool.query(sql, [this.#channel, batch.map(({ payload }) => payload)]);
      return [];
    } catch {
      return batch
        .map((waiting) => ({ ...waiting, attempts: waiting.attempts + 1 }))
        .filter(({ attempts }) => attempts < MAX_ATTEMPTS);
    }
  }
}
