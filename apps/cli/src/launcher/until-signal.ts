import type { Starter } from './starter.ts';

/** Milliseconds in which a second signal is the same key press: npm passes on what the terminal sends to all. */
const SAME_PRESS = 700;
const PARENT_CHECK = 1_000;

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How the operator ends the program. */
export interface SignalOptions {
  /** Called when the operator is impatient: the same signal again. */
  again(): void;
  /** The npm that started this process, if one did: when it is gone, it was ended, and so is this. */
  starter: Starter | null;
}

/** Does some work that ends when the operator says so: by Ctrl-C, by a signal to this process, or by ending npm. */
export async function untilSignal<T>(
  { again, starter }: SignalOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  let first: number | null = null;
  const onSignal = () => {
    if (first === null) {
      first = Date.now();
      end.abort();
    } else if (Date.now() - first > SAME_PRESS) {
      again();
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const check = () => {
    if (starter?.isGone()) end.abort();
  };
  const timer = setInterval(check, PARENT_CHECK).unref();
  try {
    return await work(end.signal);
  } finally {
    clearInterval(timer);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
