/** Payloads sent at once, payloads that may wait, and attempts at each. */
const BATCH = 200;
const MAX_WAITING = 5_000;
const MAX_ATTEMPTS = 6;
/** Milliseconds before a second attempt, doubled each time, and at most. */
const PAUSE = { first: 200, most: 3_200 };

interface Waiting {
  payload: string;
  /** It is sent, or the line is known to be away. */
  attempted: () => void;
  attempts: number;
}

/** How payloads are sent, and what tells the others that some were given up. */
interface SendQueueOptions {
  /** Sends payloads in order. Rejects when that fails or takes too long; then all may be sent once more. */
  send: (payloads: readonly string[]) => Promise<unknown>;
  lost: string;
}

/**
 * Sends payloads in order, what waits in one go. When too much waits, or for too long, the oldest are given up; the others are
 * told that they have missed something as soon as that can be sent.
 */
export class SendQueue {
  readonly #options: SendQueueOptions;
  readonly #stop = new AbortController();
  #waiting: Waiting[] = [];
  #hasLost = false;
  #isAway = false;
  #running = false;

  constructor(options: SendQueueOptions) {
    this.#options = options;
  }

  /** Resolves when the payload is sent, or its first attempt has failed; at once while the line is known to be away. */
  send(payload: string): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.resolve();
    return new Promise((attempted) => {
      this.#waiting.push({ payload, attempted, attempts: 0 });
      if (this.#waiting.length > MAX_WAITING) this.#giveUp(this.#waiting.shift());
      if (this.#isAway) attempted();
      if (!this.#running) void this.#run();
    });
  }

  /** Gives up what waits. */
  close(): void {
    this.#stop.abort();
    for (const { attempted } of this.#waiting.splice(0)) attempted();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let failures = 0; !this.#stop.signal.aborted && (this.#waiting.length > 0 || this.#hasLost); ) {
      const isSent = await this.#attempt(this.#waiting.splice(0, BATCH));
      this.#isAway = !isSent;
      failures = isSent ? 0 : failures + 1;
      if (isSent) continue;
      for (const { attempted } of this.#waiting) attempted();
      await pause(Math.min(PAUSE.first * 2 ** (failures - 1), PAUSE.most), this.#stop.signal);
    }
    this.#running = false;
  }

  /** Whether a batch was sent; what is worth another attempt waits again. */
  async #attempt(batch: readonly Waiting[]): Promise<boolean> {
    const { send, lost } = this.#options;
    const isTelling = this.#hasLost;
    this.#hasLost = false;
    try {
      await send([...(isTelling ? [lost] : []), ...batch.map(({ payload }) => payload)]);
      return true;
    } catch {
      this.#hasLost ||= isTelling;
      const again = batch.map((waiting) => ({ ...waiting, attempts: waiting.attempts + 1 }));
      this.#waiting.unshift(...again.filter(({ attempts }) => attempts < MAX_ATTEMPTS));
      for (const { attempts } of again) this.#hasLost ||= attempts >= MAX_ATTEMPTS;
      return false;
    } finally {
      for (const { attempted } of batch) attempted();
    }
  }

  #giveUp(waiting: Waiting | undefined): void {
    waiting?.attempted();
    this.#hasLost = true;
  }
}

/** Waits; cut short by the signal. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
