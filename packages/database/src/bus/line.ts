import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between two signs of life by default, and before the first and at most a later new attempt. */
const HEARTBEAT = 10_000;
const PAUSE = { first: 50, most: 2_000 };

/** A connection that hears what processes tell each other. */
export interface OpenLine {
  /** Resolves when the connection is gone. */
  cut: Promise<unknown>;
  /** Asks for a sign of life. Rejects when none comes in time. */
  ping(): Promise<unknown>;
  /** Ends the connection; never rejects. */
  close(): Promise<unknown>;
}

/** Connects and listens. Rejects, with nothing left open, when that fails or takes too long. */
export type OpenLineTo = (onPayload: (payload: string) => void) => Promise<OpenLine>;

/** How a line is opened, and whom it tells. */
interface LineOptions {
  open: OpenLineTo;
  onPayload: (payload: string) => void;
  /** The line is cut, or could not be opened. Told once, until it is restored. */
  onCut: () => void;
  /** The line is there again, or at last. */
  onRestored: () => void;
  /** Milliseconds between two signs of life. */
  heartbeat?: number;
}

/** Listens, and connects again whenever the line is cut, until closed. */
export function keepLine(options: LineOptions): {
  /** Resolves when listening for the first time, or closed before that. */
  listening: Promise<void>;
  /** Whether it listens at this moment. */
  readonly isUp: boolean;
  close: () => Promise<void>;
} {
  const stop = new AbortController();
  let heard = (): void => {};
  const listening = new Promise<void>((resolve) => {
    heard = resolve;
  });
  let isUp = false;
  const onHeard = (): void => {
    isUp = true;
    heard();
  };
  const onCut = (): void => {
    isUp = false;
    options.onCut();
  };
  const ended = keepOpen({ ...options, onCut }, { onHeard, stop: stop.signal }).finally(() => heard());
  return {
    listening,
    get isUp() {
      return isUp;
    },
    async close() {
      stop.abort();
      isUp = false;
      await ended;
    },
  };
}

async function keepOpen(
  { open, onPayload, onCut, onRestored, heartbeat = HEARTBEAT }: LineOptions,
  { onHeard, stop }: { onHeard: () => void; stop: AbortSignal },
): Promise<void> {
  let isCut = false;
  for (let failures = 0; !stop.aborted; failures++) {
    try {
      const line = await opened(open(onPayload), stop);
      if (!line) return;
      failures = 0;
      onHeard();
      if (isCut) onRestored();
      isCut = false;
      await untilCut(line, { heartbeat, stop }).finally(() => line.close());
    } catch {
      // Away: the next round tries again.
    }
    if (!isCut && !stop.aborted) onCut();
    isCut = true;
    await pause(Math.min(PAUSE.first * 2 ** failures, PAUSE.most), stop);
  }
}

/** The line; null when it is no longer wanted, and is then closed whenever it comes about. */
async function opened(opening: Promise<OpenLine>, stop: AbortSignal): Promise<OpenLine | null> {
  const line = await orStopped(opening, stop);
  if (line) return line;
  opening.then((late) => late.close()).catch(() => {});
  return null;
}

/** Asks for a sign of life now and then, since a connection can die without a word. Rejects when none comes. */
async function untilCut(
  line: OpenLine,
  { heartbeat, stop }: { heartbeat: number; stop: AbortSignal },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  // Made once: what waits for a long-lived promise is kept as long as that.
  const dead = new Promise<never>((_, reject) => {
    timer = setInterval(() => void line.ping().catch(reject), heartbeat);
  });
  await orStopped(Promise.race([line.cut, dead]), stop).finally(() => clearInterval(timer));
}

/** What something comes to; null when the signal comes first. */
async function orStopped<T>(something: Promise<T>, stop: AbortSignal): Promise<T | null> {
  let end = (): void => {};
  const stopped = new Promise<null>((resolve) => {
    end = () => resolve(null);
  });
  if (stop.aborted) end();
  stop.addEventListener('abort', end);
  try {
    return await Promise.race([something, stopped]);
  } finally {
    stop.removeEventListener('abort', end);
  }
}

/** Waits; cut short, without an error, by the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
