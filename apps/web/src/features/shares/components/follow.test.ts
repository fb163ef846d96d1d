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
