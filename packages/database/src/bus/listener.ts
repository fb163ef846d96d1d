import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Milliseconds to connect, to end, between two signs of life, and before the first and at most a later new attempt. */
const CONNECT_TIMEOUT = 5_000;
const END_TIMEOUT = 1_000;
const HEARTBEAT = 10_000;
const PAUSE = { first: 50, most: 2_000 };

/** What a line listens to and whom it tells. */
export interface LineOptions {
  url: string;
  channel: string;
  onPayload: (payload: string) => void;
  /** The line was cut and is there again. */
  onRestored: () => void;
}

/** A connection that listens, and connects again whenever it is cut, until closed. */
export function listen({ url, channel, onPayload, onRestored }: LineOptions): {
  /** Resolves when listening for the first time, or closed before that. */
  listening: Promise<void>;
  /** Whether it listens at this moment. */
  readonly isUp: boolean;
  close: () => Promise<void>;
} {
  const stop = new AbortController();
  let isUp = false;
  let heard = (): void => {};
  const listening = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const ended = run();

  async function run(): Promise<void> {
    let before = false;
    for (let failures = 0; !stop.signal.aborted; failures++) {
      const client = newClient(url);
      const cut = whenCut(client, stop.signal);
      client.on('notification', ({ payload }) => payload !== undefined && onPayload(payload));
      try {
        await client.connect();
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
        failures = 0;
        isUp = true;
        heard();
        if (before) onRestored();
        before = true;
        await untilCut(client, cut);
      } catch {
        // Away: the next round tries again.
      }
      isUp = false;
      await Promise.race([client.end().catch(() => {}), delay(END_TIMEOUT, undefined, { ref: false })]);
      await pause(Math.min(PAUSE.first * 2 ** failures, PAUSE.most), stop.signal);
    }
    heard();
  }

  return {
    listening,
    get isUp() {
      return isUp;
    },
    async close() {
      stop.abort();
      await ended;
    },
  };
}

function newClient(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: CONNECT_TIMEOUT,
    keepAlive: true,
    application_name: 'plenum bus',
  });
}

/** Resolves when the connection is gone or no longer wanted. */
function whenCut(client: pg.Client, signal: AbortSignal): Promise<'cut'> {
  return new Promise((resolve) => {
    const cut = (): void => {
      signal.removeEventListener('abort', cut);
      resolve('cut');
    };
    client.on('error', cut);
    client.on('end', cut);
    signal.addEventListener('abort', cut);
  });
}

/** Asks for a sign of life now and then, since a connection can die without a word. Rejects when none comes. */
async function untilCut(client: pg.Client, cut: Promise<'cut'>): Promise<void> {
  for (;;) {
    const over = new AbortController();
    const what = await Promise.race([cut, pause(HEARTBEAT, over.signal)]);
    over.abort();
    if (what === 'cut') return;
    await client.query('SELECT 1');
  }
}

/** Waits; cut short, without an error, by the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
