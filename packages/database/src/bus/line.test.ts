import { getEventListeners } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { keepLine, type OpenLine } from './line.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function aLine(open: () => Promise<OpenLine>) {
  const signals = new Set<EventTarget>();
  const { addEventListener } = EventTarget.prototype;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
    this: EventTarget,
    ...args: Parameters<EventTarget['addEventListener']>
  ) {
    signals.add(this);
    addEventListener.apply(this, args);
  });
  const line = keepLine({ open, onPayload() {}, onCut() {}, onRestored() {}, heartbeat: 5 });
  const listeners = () =>
    [...signals].reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0);
  return { line, listeners };
}

test('BUS-14 of a line that lasts nothing piles up', async () => {
  const race = vi.spyOn(Promise, 'race');
  let pings = 0;
  const cut = new Promise(() => {});
  const ping = async () => {
    pings += 1;
  };
  const { line, listeners } = aLine(async () => ({ cut, ping, close: async () => {} }));
  await line.listening;
  const before = race.mock.calls.length;
  await vi.waitFor(() => expect(pings).toBeGreaterThan(20), { timeout: 20_000 });
  expect(race.mock.calls.length - before).toBeLessThan(3);
  expect(listeners()).toBe(1);
  await line.close();
  expect(listeners()).toBe(0);
});

test('BUS-14 of attempts that fail nothing piles up', async () => {
  let attempts = 0;
  const { line, listeners } = aLine(async () => {
    attempts += 1;
    throw new Error('away');
  });
  await vi.waitFor(() => expect(attempts).toBeGreaterThan(4), { timeout: 20_000 });
  expect(listeners()).toBeLessThan(2);
  await line.close();
  expect(listeners()).toBe(0);
});

test('BUS-14 a line that gives no sign of life is opened anew', async () => {
  let opened = 0;
  let closed = 0;
  const { line } = aLine(async () => {
    opened += 1;
    const close = async () => {
      closed += 1;
    };
    return { cut: new Promise(() => {}), ping: () => Promise.reject(new Error('silent')), close };
  });
  await vi.waitFor(() => expect(opened).toBeGreaterThan(2), { timeout: 20_000 });
  await line.close();
  expect(closed).toBe(opened);
});
