import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const script = readFileSync(new URL('../../../../public/share/follow.js', import.meta.url), 'utf8');

/** The page's script without a window: the sockets that it has opened, and what it shows. */
function run() {
  const sockets: { onclose?: (event: { code: number }) => void }[] = [];
  const timers: (() => void)[] = [];
  const shown: unknown[] = [];
  const shared = {
    dataset: { socket: '/collab/1', gone: 'gone', live: 'live', paused: 'paused' },
    replaceChildren: (element: unknown) => shown.push(element),
  };
  const state = { textContent: '' };
  class FakeSocket {
    constructor() {
      sockets.push(this);
    }
  }
  runInNewContext(script, {
    document: {
      getElementById: (id: string) => (id === 'shared' ? shared : state),
      createElement: () => ({ setAttribute() {} }),
      addEventListener() {},
    },
    location: { href: 'https://plenum.example/s/token' },
    URL,
    WebSocket: FakeSocket,
    setTimeout: (callback: () => void) => timers.push(callback),
    clearTimeout() {},
    setInterval() {},
  });
  const close = (code: number) => {
    sockets.at(-1)?.onclose?.({ code });
    for (const callback of timers.splice(0)) callback();
  };
  return { sockets, shown, close };
}

test.each([
  { code: 1013, connects: 2, ends: 0 },
  { code: 4410, connects: 2, ends: 0 },
  { code: 4404, connects: 1, ends: 1 },
])(
  'SHARE-9, SHARE-2 after $code the page of a link connects anew or shows no more',
  ({ code, connects, ends }) => {
    const { sockets, shown, close } = run();
    close(code);
    expect([sockets.length, shown.length]).toEqual([connects, ends]);
  },
);

/** The page of a link that shows something from elsewhere, with a server that answers as it is told. */
function following() {
  const timers: { run: () => void; wait: number }[] = [];
  const ticks: (() => void)[] = [];
  const listeners = new Map<string, () => void>();
  const asked: string[] = [];
  const ended: unknown[] = [];
  const at = { top: 0, bottom: 100, height: 100 };
  const document = {
    visibilityState: 'visible',
    getElementById: (id: string) => (id === 'shared' ? shared : { textContent: '' }),
    createElement: () => ({ setAttribute() {} }),
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
  };
  const shared = {
    dataset: { socket: '/collab/1' },
    querySelectorAll: () => [{ getBoundingClientRect: () => at }],
    replaceChildren: (element: unknown) => ended.push(element),
  };
  const server = { status: 304, isOurs: true };
  const sockets: { onopen?: () => void }[] = [];
  runInNewContext(script, {
    document,
    location: { href: 'https://plenum.example/s/token', pathname: '/s/token' },
    URL,
    AbortSignal,
    innerHeight: 800,
    WebSocket: class {
      constructor() {
        sockets.push(this);
      }
    },
    fetch: async (address: URL) => {
      asked.push(address.search);
      return { status: server.status, ok: false, headers: { has: () => server.isOurs } };
    },
    setTimeout(run: () => void, wait: number) {
      const timer = { run, wait };
      timers.push(timer);
      return timer;
    },
    clearTimeout(timer: (typeof timers)[number]) {
      if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
    },
    setInterval: (run: () => void) => ticks.push(run),
  });
  sockets[0]?.onopen?.();
  /** Lets what waits come, and says how long the first of it has waited. */
  const pass = async () => {
    const [first] = timers;
    for (const { run } of timers.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
    return first?.wait;
  };
  const tick = async () => {
    for (const run of ticks) run();
    const count = asked.length;
    await pass();
    return asked.length - count;
  };
  return { at, document, server, ended, listeners, asked, pass, tick, ticks, timers };
}

test('EMBED-6 a shared page asks for what is shown within it where that is near the screen of who looks', async () => {
  const { at, document, listeners, asked, pass, tick } = following();
  await pass();
  expect(asked).toEqual(['?part=text']);
  expect(await tick()).toBe(1);
  Object.assign(at, { top: 1_300, bottom: 1_400 });
  expect(await tick()).toBe(1);
  Object.assign(at, { top: 1_500, bottom: 1_600 });
  expect(await tick()).toBe(0);
  Object.assign(at, { top: -800, bottom: -700 });
  expect(await tick()).toBe(0);
  Object.assign(at, { top: 0, bottom: 0, height: 0 });
  expect(await tick()).toBe(0);
  Object.assign(at, { top: 0, bottom: 100, height: 100 });
  document.visibilityState = 'hidden';
  expect(await tick()).toBe(0);
  document.visibilityState = 'visible';
  listeners.get('visibilitychange')?.();
  await pass();
  expect(asked).toHaveLength(4);
});

test('EMBED-6 a shared page asks less often while there is no answer, and not where nobody looks', async () => {
  const { document, server, asked, pass, ticks, timers } = following();
  server.status = 503;
  await pass();
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    // What is asked for now and then waits, too.
    for (const run of ticks) run();
    expect(timers).toHaveLength(1);
    waits.push((await pass()) ?? 0);
    await pass();
  }
  expect(waits.every((wait, n) => wait >= Math.min(60_000, 2_000 * 2 ** n))).toBe(true);
  document.visibilityState = 'hidden';
  const count = asked.length;
  await pass();
  await pass();
  expect(asked).toHaveLength(count);
});

test('EMBED-6 a shared page to which somebody comes back again and again tries again no more often by that', async () => {
  const { server, listeners, pass, timers } = following();
  server.status = 503;
  await pass();
  for (let n = 0; n < 3; n += 1) {
    listeners.get('visibilitychange')?.();
    const soon = timers.pop();
    soon?.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(timers).toHaveLength(1);
});

test.each([401, 403, 404])(
  'EMBED-6 after %i of something in between a shared page shows what it has, and asks again',
  async (status) => {
    const { server, ended, asked, pass } = following();
    Object.assign(server, { status, isOurs: false });
    await pass();
    await pass();
    await pass();
    expect(ended).toEqual([]);
    expect(asked).toHaveLength(2);
  },
);

test.each([401, 403, 404])(
  'EMBED-6, SHARE-2 after %i a shared page asks no more and shows nothing',
  async (status) => {
    const { server, ended, asked, pass, tick } = following();
    server.status = status;
    await pass();
    expect(ended).toHaveLength(1);
    expect(await tick()).toBe(0);
    expect(asked).toHaveLength(1);
  },
);
