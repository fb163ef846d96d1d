import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Running, supervise } from './supervise.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const policy = { firstPause: 100, longestPause: 100, limit: 3, window: 60_000 };

/** A program that ends when the test says so, and how often it was started. */
function fakeProgram() {
  let die: (reason: string) => void = () => {};
  const start = vi.fn(async (): Promise<Running> => {
    let tell: (reason: string) => void = () => {};
    die = (reason) => tell(reason);
    return {
      stop: async () => {},
      kill() {},
      onExit: (listener) => {
        tell = listener;
      },
    };
  });
  return { start, die: () => die('code 1') };
}

test('RUN-25 what ends while everything is being stopped is neither started again nor a failure', async () => {
  const { start, die } = fakeProgram();
  const end = new AbortController();
  const [say, onGiveUp] = [vi.fn(), vi.fn()];
  await supervise({ name: 'It', start, say, onGiveUp, policy, end: end.signal });
  for (const starts of [2, 3]) {
    die();
    await vi.advanceTimersByTimeAsync(100);
    expect(start).toHaveBeenCalledTimes(starts);
  }
  end.abort();
  die();
  await vi.runAllTimersAsync();
  expect(start).toHaveBeenCalledTimes(3);
  expect(say).toHaveBeenCalledTimes(2);
  expect(onGiveUp).not.toHaveBeenCalled();
});

test('RUN-25 what has ended is not started again once everything is being stopped', async () => {
  const { start, die } = fakeProgram();
  const end = new AbortController();
  await supervise({ name: 'It', start, say() {}, onGiveUp() {}, policy, end: end.signal });
  die();
  end.abort();
  await vi.runAllTimersAsync();
  expect(start).toHaveBeenCalledTimes(1);
});
