import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { untilSignal } from './until-signal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('RUN-14 the first Ctrl-C stops in order, a second one at once, and npm doubling one is one', async () => {
  const again = vi.fn();
  let end: AbortSignal | undefined;
  let finish = () => {};
  const done = untilSignal({ again, starter: null }, (signal) => {
    end = signal;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  expect(end?.aborted).toBe(false);
  process.emit('SIGINT');
  expect(end?.aborted).toBe(true);
  vi.advanceTimersByTime(100);
  process.emit('SIGINT');
  expect(again).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  process.emit('SIGINT');
  expect(again).toHaveBeenCalledTimes(1);
  finish();
  await done;
  expect(process.listenerCount('SIGINT')).toBe(0);
});

test('RUN-30 ending npm stops everything in order', async () => {
  let gone = false;
  const starter = { pid: 1, isGone: () => gone };
  const done = untilSignal({ again: vi.fn(), starter }, (signal) => {
    return new Promise<string>((resolve) => {
      signal.addEventListener('abort', () => resolve('stopped'));
    });
  });
  await vi.advanceTimersByTimeAsync(5_000);
  gone = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await done).toBe('stopped');
});
