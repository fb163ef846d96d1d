import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patiently } from './patiently.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('EDIT-41 what does not come without a network comes once there is one, or after a while', async () => {
  const offline = new Error('offline');
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('there');
  load.mockRejectedValueOnce(offline).mockRejectedValueOnce(offline);
  const wanted = patiently(load);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(load).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect(load).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await wanted).toBe('there');
});
